"""Sumatriptan or caffeine with ergotamine for migraine: a decision tree of a day.

K. W. Evans and others, Economic evaluation of oral sumatriptan compared with oral
caffeine/ergotamine for migraine, PharmacoEconomics 1997;12(5):565-577,
doi:10.2165/00019053-199712050-00007, and box 2.3 of A. Briggs, K. Claxton and M. Sculpher,
Decision Modelling for Health Economic Evaluation, Oxford University Press 2006. Figures read from
GitHub ajsims1704/rdecision @5192b995, vignettes/DT01-Sumatriptan.Rmd and
tests/testthat/test-model-Sumatriptan.R; those with more digits are an independent recalculation.
"""

import pytest

import pathway_economics as pe

CAFFEINE, SUMATRIPTAN = 0, 1
DAYS = 365
"""Days in a year here; the recalculation gives 365.25 for the one-way figures."""


@pytest.fixture(scope="module")
def model(case):
    return case("sumatriptan_evans1997")


@pytest.fixture(scope="module")
def outcomes(model):
    return pe.run(model, n_draws=1)


def icer(outcomes):
    table = pe.evaluate.cost_effectiveness(outcomes).set_index("strategy")
    assert table.loc["Sumatriptan", "against"] == "Caffeine/ergotamine"
    return table.loc["Sumatriptan", "icer"]


@pytest.mark.parametrize(
    ("strategy", "printed", "recalculated"),
    [
        pytest.param(SUMATRIPTAN, (22.06, 0.41), (22.05805736, 0.416860912), id="sumatriptan"),
        pytest.param(CAFFEINE, (4.73, 0.20), (4.71497244, 0.201275956), id="caffeine"),
    ],
)
def test_cost_and_utility_of_a_day(outcomes, strategy, printed, recalculated):
    cost, utility = outcomes.cost[strategy, 0], outcomes.qaly[strategy, 0] * DAYS
    assert (cost, utility) == pytest.approx(recalculated, rel=0, abs=1e-6)
    assert cost == pytest.approx(printed[0], abs=0.02)
    assert utility == pytest.approx(printed[1], abs=0.01)


def test_icer(outcomes):
    assert icer(outcomes) == pytest.approx(29_366, abs=100)
    assert icer(outcomes) == pytest.approx(29_363.02288, rel=1e-6)


@pytest.mark.parametrize(
    ("strategy", "state", "first_dose", "probability", "cost", "utility"),
    [
        pytest.param("Sumatriptan", "Relieved", 16.10, 0.331, 5.34, (1.0, 0.33), id="A"),
        pytest.param("Caffeine/ergotamine", "Endures", 1.32, 0.571, 0.75, (-0.3, -0.17), id="H"),
    ],
)
def test_a_path_of_the_tree(model, trace, strategy, state, first_dose, probability, cost, utility):
    """Paths A and H of box 2.3: only they end in the state, after one dose and nothing else."""
    reached = trace(model, strategy)[state][0]
    each, printed = utility
    assert reached == pytest.approx(probability, abs=0.0005)
    assert reached * first_dose == pytest.approx(cost, abs=0.005)
    assert reached * each == pytest.approx(printed, abs=0.005)


def test_every_attack_ends_somewhere(model, trace):
    for strategy in model.strategies:
        ends = {state: share[0] for state, share in trace(model, strategy).items()}
        assert ends.pop("Attack") == 0
        assert len(ends) == 5  # five paths a strategy
        assert sum(ends.values()) == pytest.approx(1.0, abs=1e-12)


@pytest.mark.parametrize(
    ("more_relief", "printed", "recalculated"),
    [(0.268, 18_950, 19_632.19), (0.091, 60_839, 58_497.72)],
)
def test_icer_at_other_chances_of_relief(model, at_point, more_relief, printed, recalculated):
    """The paper's inputs are rounded, so that its own one-way figures differ by 4 %."""
    found = icer(pe.run(at_point(model, p_relief_sumatriptan=0.379 + more_relief), n_draws=1))
    assert found == pytest.approx(printed, rel=0.04)
    assert found * 365.25 / DAYS == pytest.approx(recalculated, abs=0.01)
