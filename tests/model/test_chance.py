"""A run with chance: the same draws, other happenings."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathway_economics.contracts import Activity, Arrangement, settle
from pathway_economics.errors import InvalidModel
from pathway_economics.horizon import Horizon
from pathway_economics.model import Model, canonical_text, run
from pathway_economics.parameters import Gamma, Parameter
from pathway_economics.parties import EXTERNAL, Party
from pathway_economics.pathway import CapacityPool, Pathway, Service, State, Strategy
from pathway_economics.population import Environment, Population
from properties.generators import models, whole_models

CARE = Service("Admission", "Trust", 100, overdispersion=0.5, cost_cv=2)
MODEL = Model(
    "Chance",
    Pathway([State("Ill", utility=1)], [CARE], uses={"Ill": {"Admission": "n"}},
            start={"Ill": 1}),
    [Strategy("Usual"), Strategy("New", uses={"Ill": {"Admission": "0.5 * n"}})],
    Horizon("2026", years=2, correction="start"),
    parties=[Party("ICB", "commissioner"), Party("Trust", "provider")],
    parameters=[Parameter("n", Gamma(mean=2, se=0.2), "admissions", assumption="for a test")],
    population=Population(prevalent={"Ill": 100}),
    environments=[Environment("Now", {"Usual": 1}), Environment("Then", {"New": 1})],
)  # fmt: skip
FIXED = replace(MODEL, parameters=[Parameter("n", 2, "admissions", assumption="for a test")])


def test_counts_and_costs_have_the_moments_that_are_stated():
    """200 admissions: variance 200 * 1.5 = 300; of their cost 100 ** 2 * (300 + 200 * 4)."""
    outcomes = run(FIXED, n_draws=40_000, chance=True)
    count, value = outcomes.activity[0, 0, 0], outcomes.resource_value[0, 0, 0]
    assert count.mean() == pytest.approx(200, abs=5 * np.sqrt(300 / 40_000))
    assert count.var() == pytest.approx(300, rel=0.05)
    assert value.mean() == pytest.approx(20_000, abs=5 * np.sqrt(100**2 * 1_100 / 40_000))
    assert value.var() == pytest.approx(100**2 * 1_100, rel=0.05)


def test_the_same_luck_hits_every_environment():
    """200 and 100 admissions: draws with many today have many tomorrow."""
    outcomes = run(FIXED, n_draws=4_000, chance=True)
    now, then = outcomes.activity[:, 0, 0]
    assert np.corrcoef(now, then)[0, 1] > 0.99
    assert (now > then).all()


def test_an_environment_more_changes_nothing_in_the_others():
    both, alone = (
        run(MODEL, 500, chance=True),
        replace(MODEL, environments=[MODEL.environments["Now"]]),
    )
    assert np.array_equal(run(alone, 500, chance=True).activity[0], both.activity[0])


def test_more_draws_keep_the_first_and_blocks_change_nothing():
    many = run(MODEL, 9_000, seed=3, chance=True)
    few = run(MODEL, 100, seed=3, block=8, chance=True)
    assert np.array_equal(few.resource_value, many.resource_value[..., :100])


def test_without_chance_everything_is_as_expected():
    """Nothing that a run without chance returns depends on the chance of services."""
    plain = replace(
        MODEL, pathway=replace(MODEL.pathway, services=[Service("Admission", "Trust", 100)])
    )
    with_terms, without = run(MODEL, 50), run(plain, 50)
    for name in ("activity", "resource_value", "qalys", "cost", "value_cost"):
        assert np.array_equal(getattr(with_terms, name), getattr(without, name))
    assert not with_terms.record.chance


def test_health_and_persons_stay_as_expected():
    expected, happened = run(MODEL, 50), run(MODEL, 50, chance=True)
    for name in ("qalys", "life_years", "cost", "qaly", "value_cost", "value_qaly"):
        assert np.array_equal(getattr(expected, name), getattr(happened, name))
    assert happened.record.chance
    assert happened.record.model_sha256 == expected.record.model_sha256


def test_the_payer_bears_the_count_and_the_provider_the_cost_of_each_case():
    """At a price of 110 a unit: the ICB pays 110 a case, the trust spends what cases cost."""
    outcomes = run(FIXED, 200, chance=True)
    bill = Activity(payer="ICB", payee="Trust", services=["Admission"], price=110)
    deal = settle(outcomes, Arrangement("Paid", {"Bill": bill}))
    count, value = outcomes.activity[0, 0], outcomes.resource_value[0, 0]
    assert deal.position("ICB")[0] == pytest.approx(-110 * count)
    assert deal.position("Trust")[0] == pytest.approx(110 * count - value)


def test_capacity_is_freed_by_what_happened():
    """All variable: what is released is the difference of what happened."""
    pool = CapacityPool("Beds", "Trust", ["Admission"], variable=1)
    outcomes = run(replace(MODEL, capacity=[pool]), 200, chance=True)
    (release,) = outcomes.releases
    assert release.freed[1] == pytest.approx(outcomes.activity[0, 0] - outcomes.activity[1, 0])


@whole_models
@given(models(), st.sampled_from([-1.0, 0.0, 3.0]), st.sampled_from([0.0, 1.5]))
def test_cash_is_conserved_and_spending_is_what_happened(model, overdispersion, cost_cv):
    """In the reference, whatever the luck, parties spend what their care cost, to EXTERNAL."""
    model = with_chance(model, overdispersion, cost_cv)
    outcomes = run(model, n_draws=9, block=8, chance=True)
    scale = 1 + np.abs(outcomes.resource_value).sum(axis=1)
    every = sum(outcomes.ledger.position(name) for name in (*model.parties, EXTERNAL))
    assert (np.abs(every) <= 1e-9 * scale).all()
    for party in model.parties:
        own = [x for x, line in enumerate(outcomes.lines) if line.provider == party]
        care = sum(e.amount for e in outcomes.ledger.entries
                   if e.category == "resource" and e.payer == party)  # fmt: skip
        spent = outcomes.resource_value[0, own].sum(axis=0)
        assert (np.abs(np.broadcast_to(care, outcomes.shape)[0] - spent) <= 1e-9 * scale[0]).all()


def with_chance(model, overdispersion, cost_cv):
    """Return a model in which every service of the pathway has the same chance."""
    services = {
        name: replace(service, overdispersion=overdispersion, cost_cv=cost_cv)
        for name, service in model.pathway.services.items()
    }
    return replace(model, pathway=replace(model.pathway, services=services))


def test_two_strategies_must_agree_on_the_chance_of_a_service():
    calm = {"Admission": {"overdispersion": 0, "cost_cv": 0}}
    model = replace(MODEL, strategies=[Strategy("Usual"), Strategy("New", services=calm)])
    run(model, 8)
    with pytest.raises(InvalidModel) as caught:
        run(model, 8, chance=True)
    assert "overdispersion is 0, but 0.5 in another strategy" in str(caught.value)
    assert "cost_cv is 0, but 2 in another strategy" in str(caught.value)


def test_chance_needs_a_population():
    with pytest.raises(InvalidModel, match="has no environments"):
        run(replace(MODEL, environments=[]), 8, chance=True)


def test_impossible_chance_is_refused():
    for term, value, least in (("overdispersion", -2, "-1"), ("cost_cv", -0.5, "0")):
        services = [replace(CARE, **{term: value})]
        with pytest.raises(InvalidModel, match=f"it must be {least} or more"):
            replace(MODEL, pathway=replace(MODEL.pathway, services=services))
        drawn = [replace(CARE, **{term: "n - 4"})]
        model = replace(MODEL, pathway=replace(MODEL.pathway, services=drawn))
        with pytest.raises(InvalidModel, match=f"{term} of the service 'Admission': 8 of 8 draws"):
            run(model, 8, chance=True)


def test_the_text_of_a_model_tells_its_chance():
    assert '"overdispersion": 0.5' in canonical_text(MODEL)
