"""Diet or exercise to avoid a stent: a decision tree of two strategies.

Tutorial of the R package rdecision, GitHub ajsims1704/rdecision @5192b995,
vignettes/DT00-DecisionTreeTutorial.Rmd. The vignette computes its figures when it is built; these
are an independent recalculation of the same arithmetic.
"""

import numpy as np
import pytest

import pathway_economics as pe

DIET, EXERCISE = 0, 1
EXACT = {"rel": 0, "abs": 1e-9}


@pytest.fixture(scope="module")
def model(case):
    return case("diet_exercise_tutorial")


@pytest.fixture(scope="module")
def point(model, at_point):
    return lambda **given: pe.run(at_point(model, **given), n_draws=1)


@pytest.fixture(scope="module")
def stents(model, at_point, trace):
    """Stents needed by one person on each strategy."""
    certain = at_point(model)
    return [trace(certain, strategy)["With stent"][0] for strategy in certain.strategies]


def test_costs(point):
    cost = point().cost[:, 0]
    assert cost[DIET] == pytest.approx(4_167.64705882353, **EXACT)
    assert cost[EXERCISE] == pytest.approx(4_198.275862068966, **EXACT)
    assert cost[EXERCISE] - cost[DIET] == pytest.approx(30.62880324543653, **EXACT)


def test_qalys(point):
    qaly = point().qaly[:, 0]
    assert qaly[DIET] == pytest.approx(0.9588235294117647, **EXACT)
    assert qaly[EXERCISE] == pytest.approx(0.9655172413793104, **EXACT)


def test_icer(point):
    table = pe.evaluate.cost_effectiveness(point()).set_index("strategy")
    # a ratio of two small differences: 1e-9 of its size
    assert table.loc["Exercise", "icer"] == pytest.approx(4_575.7575757576415, rel=1e-9)


def test_number_needed_to_treat(stents):
    assert 1 / (stents[DIET] - stents[EXERCISE]) == pytest.approx(7.469696969696974, **EXACT)


def test_stents_avoided_at_which_the_costs_are_equal(point):
    """Exercise costs 700 more a person, a stent 5,000: a stent must be saved in 7.14 people."""
    p_equal = 12 / 68 + 1 / 7.142857142857143
    cost = point(p_exercise=p_equal).cost[:, 0]
    assert cost[EXERCISE] == pytest.approx(cost[DIET], **EXACT)


def test_cost_of_exercise_at_which_the_costs_are_equal(point):
    cost = point(cost_exercise=719.3711967545635).cost[:, 0]
    assert cost[EXERCISE] == pytest.approx(cost[DIET], **EXACT)


def test_the_mean_over_draws_is_the_point_estimate(model):
    """Costs are linear in two betas; four standard errors of the mean of 50,000 draws."""
    cost = pe.run(model, n_draws=50_000, seed=1).cost
    exact = np.array([4_167.64705882353, 4_198.275862068966])
    error = cost.std(axis=1) / np.sqrt(50_000)
    assert (np.abs(cost.mean(axis=1) - exact) < 4 * error).all()


def test_the_draws_spread_as_betas_do(model):
    """A beta of a successes and b failures has variance a b / ((a + b)^2 (a + b + 1))."""
    cost = pe.run(model, n_draws=50_000, seed=1).cost
    variance = np.array([12 * 56 / (68**2 * 69), 18 * 40 / (58**2 * 59)])
    np.testing.assert_allclose(cost.std(axis=1), 5_000 * np.sqrt(variance), rtol=0.02)
