"""The bundled examples: they load, and the published figures come out."""

import numpy as np
import pytest

import pathway_economics as pe
from pathway_economics.io import loads
from pathway_economics.model import scenario


@pytest.fixture(scope="module")
def calprotectin():
    model = loads(pe.datasets.text("faecal_calprotectin"))
    return model, pe.run(model, n_draws=200, seed=1)


def yearly_value(outcomes, environment):
    return outcomes.resource_value[outcomes.environment(environment)].sum(axis=0)


def test_faecal_calprotectin_saves_102345(calprotectin):
    """Williams and others 2016, Frontline Gastroenterology 7:323, table 1."""
    _, outcomes = calprotectin
    assert 350 * 31 + 48_003 == 58_853
    assert 161_198 - 58_853 == 102_345
    current, published = (yearly_value(outcomes, name) for name in ("Current", "As published"))
    np.testing.assert_allclose(current, 161_198, rtol=1e-12)
    np.testing.assert_allclose(published, 58_853, rtol=1e-12)
    np.testing.assert_allclose(current - published, 102_345, rtol=1e-12)


def test_the_audited_saving_is_smaller(calprotectin):
    """36 of 94 are referred all the same: 161,198 x 36 / 94 = 61,735 stays."""
    _, outcomes = calprotectin
    audited = yearly_value(outcomes, "As audited").mean()
    assert audited == pytest.approx(58_853 + 161_198 * 36 / 94, rel=0.02)


def test_what_becomes_cash_is_a_part_of_it(calprotectin):
    """Variable 0.225 of the half that is not backfilled; a clinic a year later.

    175 of 350 patients are free for closing: no step of 252 is filled, so half the cost
    of secondary care (staff) and the fixed part stay.
    """
    _, outcomes = calprotectin
    (clinics,) = (r for r in outcomes.releases if r.pool)
    published = outcomes.environment("As published")
    np.testing.assert_allclose(clinics.reduction[published], 161_198)
    np.testing.assert_allclose(clinics.cash_releasing[published], 0.225 * 0.5 * 161_198)
    assert not clinics.closed[published].any()


def test_who_gains_changes_with_the_way_of_paying(calprotectin):
    model, outcomes = calprotectin
    status_quo = pe.settle(outcomes, model.arrangements["Payment by results"])
    released = 0.225 * 0.5 * 161_198

    def payoff(arrangement, party):
        settled = pe.settle(outcomes, model.arrangements[arrangement])
        found = pe.evaluate.payoff(settled, status_quo, party)
        return found[outcomes.environment("As published"), 0].mean()

    billed_again = 0.5 * 161_198
    assert payoff("Payment by results", "Commissioner") == pytest.approx(billed_again - 58_853)
    assert payoff("Payment by results", "Acute trust") == pytest.approx(released - billed_again)
    assert payoff("Block", "Commissioner") == pytest.approx(-58_853)
    assert payoff("Block", "Acute trust") == pytest.approx(released)
    assert payoff("Dietetics from the block", "Community trust") == pytest.approx(-48_003)
    third = (billed_again - 58_853) / 3
    assert payoff("Pooled budget", "Commissioner") == pytest.approx(third)


def test_heart_failure_unit_costs_are_weighted_by_activity():
    """National Cost Collection 2024/25, all nine non-elective rows of EB03."""
    rows = [
        (51_672, 280_059_473.43), (21_008, 17_435_354.21), (35_328, 152_906_359.32),
        (22_338, 16_531_033.94), (20_692, 73_177_418.16), (19_456, 13_248_571.88),
        (12_097, 36_841_388.27), (17_138, 10_487_961.47), (3_995, 2_114_882.93),
    ]  # fmt: skip
    mean = sum(cost for _, cost in rows) / sum(n for n, _ in rows)
    model = loads(pe.datasets.text("heart_failure"))
    (used,) = model.parameters["cost_hf_episode"].means.values()
    assert used == pytest.approx(mean, abs=0.005)


def test_heart_failure_meets_the_published_mortality():
    """A year after discharge 28.9 % have died: (0.396 - q) / (1 - q), q = 12,393 / 82,241."""
    model = loads(
        pe.datasets.text("heart_failure").replace(
            "  years: 40\n  budget_years: 5", "  years: 5\n  budget_years: 5"
        )
    )
    outcomes = pe.run(model, n_draws=500, seed=1)
    alive = outcomes.life_year[0].mean()
    hazards = [0.05427] + [0.02605] * 11 + [0.02025] * 48
    survival = np.concatenate(([1.0], np.exp(-np.cumsum(hazards))))
    moments = (survival[:-1] + survival[1:]) / 2 / 12
    discounted = 1.035 ** -((np.arange(60) + 0.5) / 12)
    assert survival[12] == pytest.approx(1 - 0.289, abs=0.001)
    assert alive == pytest.approx((moments * discounted).sum(), rel=0.005)


def test_no_effect_leaves_only_the_cost():
    model = scenario(loads(pe.datasets.text("heart_failure")), "No effect")
    outcomes = pe.run(model, n_draws=300, seed=1)
    np.testing.assert_allclose(outcomes.qaly[1], outcomes.qaly[0], rtol=1e-12)
    assert (outcomes.cost[1] > outcomes.cost[0]).all()


@pytest.mark.parametrize("name", ["faecal_calprotectin", "heart_failure", "tegaderm_chg"])
def test_every_example_settles_in_every_way(name):
    model = loads(pe.datasets.text(name))
    outcomes = pe.run(model, n_draws=50, seed=1)
    for arrangement in model.arrangements.values():
        settled = pe.settle(outcomes, arrangement)
        total = sum(settled.position(account) for account in settled.ledger.accounts)
        np.testing.assert_allclose(total, 0.0, atol=0.01)
    assert not [p.name for p in model.parameters.values() if not p.evidence.strip()]
