"""Zidovudine alone or with lamivudine in HIV infection.

J. V. Chancellor and others, Modelling the cost effectiveness of lamivudine/zidovudine combination
therapy in HIV infection, PharmacoEconomics 1997;12(1):54-66,
doi:10.2165/00019053-199712010-00006, as worked in A. Briggs, K. Claxton and M. Sculpher, Decision
Modelling for Health Economic Evaluation, Oxford University Press 2006, ex. 2.5 and 4.7. Figures
read from GitHub aphp/heemod @9dddd4c3, tests/testthat/test_dmhee.R; hesim-dev/hesim @5f4af147,
printed output of the vignette on cohort models; and ajsims1704/rdecision @5192b995,
tools/BriggsEx47.csv.
"""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import pathway_economics as pe

EXPORT = Path(__file__).parents[2] / "../shared/cases/hiv_chancellor/briggs_ex47_1000_draws.csv"
MONO, COMB = 0, 1

EVPI = {5_000: 220.4, 6_000: 548.2, 7_000: 469.7, 8_000: 245.7, 10_000: 63.9}
"""Expected value of perfect information by threshold, recalculated with 200,000 draws. [GBP]"""


@pytest.fixture(scope="module")
def model(case):
    return case("hiv_chancellor")


@pytest.fixture(scope="module")
def point(model, at_point):
    """Return a function that runs the point estimate, where the relative risk is its median."""
    return lambda model=model, **given: pe.run(at_point(model, rr=0.509, **given), n_draws=1)


@pytest.fixture(scope="module")
def psa(model):
    return pe.run(model, n_draws=100_000, seed=1)


@pytest.fixture(scope="module")
def export():
    if not EXPORT.exists():
        pytest.skip("the table of 1,000 published draws lies beside the repository, not in it")
    names = ("mono_ly", "mono_cost", "comb_ly", "comb_cost", "d_ly", "d_cost", "icer")
    columns = np.loadtxt(EXPORT, delimiter=",", skiprows=1, unpack=True)
    return dict(zip(names, columns, strict=True))


# The point estimate


def test_costs_life_years_and_icer(point):
    outcomes = point()
    cost, life = outcomes.cost[:, 0], outcomes.life_year[:, 0]
    np.testing.assert_allclose(cost, [44_663.4535637, 50_601.6513312], rtol=0, atol=1e-5)
    np.testing.assert_allclose(life, [7.9912066, 8.9373889], rtol=0, atol=1e-5)
    assert np.diff(cost) / np.diff(life) == pytest.approx(6_275.9556, abs=1e-4)  # 4 digits printed


def test_icer_as_recalculated_to_more_digits(point):
    outcomes = point()
    table = pe.evaluate.cost_effectiveness(outcomes).set_index("strategy")
    assert table.loc["Combination", "icer"] == pytest.approx(6_275.95560353181, abs=1e-5)


def test_a_year_of_life_is_a_qaly_here(point):
    outcomes = point()
    np.testing.assert_allclose(outcomes.qaly, outcomes.life_year, rtol=1e-12)


@pytest.mark.parametrize(
    ("left_out", "mono", "comb"),
    [
        pytest.param(("cost_zidovudine", "cost_lamivudine"), 45_541.24, 48_082.83, id="health"),
        pytest.param(
            [f"{kind}_{state}" for kind in ("medical", "community") for state in "ABC"],
            18_203.97,
            24_492.28,
            id="drugs",
        ),
    ],
)
def test_undiscounted_costs_of_health_care_and_of_drugs(model, point, left_out, mono, comb):
    undiscounted = replace(model, horizon=replace(model.horizon, discount_costs=0.0))
    outcomes = point(undiscounted, **dict.fromkeys(left_out, 0.0))
    np.testing.assert_allclose(outcomes.cost[:, 0], [mono, comb], rtol=0, atol=0.005)


# The probabilistic analysis


def inmb(outcomes, threshold):
    """Return the incremental net benefit of the combination by draw."""
    cost, life = outcomes.cost, outcomes.life_year
    return threshold * (life[COMB] - life[MONO]) - (cost[COMB] - cost[MONO])


def test_mean_increments_as_printed_by_hesim(psa):
    d_cost, d_life = np.diff(psa.cost, axis=0), np.diff(psa.life_year, axis=0)
    assert d_cost.mean() == pytest.approx(5_814, rel=0.03)
    assert d_life.mean() == pytest.approx(0.93, rel=0.03)
    assert d_cost.mean() / d_life.mean() == pytest.approx(6_280, rel=0.03)
    assert inmb(psa, 50_000).mean() == pytest.approx(40_476, rel=0.03)


def test_intervals_as_printed_by_hesim(psa):
    """Ends of intervals of 1,000 draws, whose standard errors are 1 to 4 % of them."""
    tails = (0.025, 0.975)
    d_cost, d_life = np.diff(psa.cost, axis=0), np.diff(psa.life_year, axis=0)
    np.testing.assert_allclose(np.quantile(d_cost, tails), [2_618, 10_205], rtol=0.12)
    np.testing.assert_allclose(np.quantile(d_life, tails), [0.56, 1.22], rtol=0.03)
    np.testing.assert_allclose(np.quantile(inmb(psa, 50_000), tails), [22_607, 55_475], rtol=0.03)


def test_mean_increments_and_intervals_as_recalculated(psa):
    d_cost, d_life = np.diff(psa.cost, axis=0)[0], np.diff(psa.life_year, axis=0)[0]
    assert d_cost.mean() == pytest.approx(5_896.6, rel=0.03)
    assert d_life.mean() == pytest.approx(0.931, rel=0.03)
    assert d_cost.mean() / d_life.mean() == pytest.approx(6_333.9, rel=0.03)
    tails = (0.025, 0.975)
    np.testing.assert_allclose(np.quantile(d_cost, tails), [2_888, 10_042], rtol=0.03)
    np.testing.assert_allclose(np.quantile(d_life, tails), [0.556, 1.223], rtol=0.03)


@pytest.mark.parametrize(
    "share", [pytest.param(0.931, id="hesim"), pytest.param(0.942, id="recalculated")]
)
def test_probability_that_the_combination_is_worth_its_cost(psa, share):
    table = pe.evaluate.cost_effectiveness(psa, threshold=10_000).set_index("strategy")
    assert table.loc["Combination", "p_best"] == pytest.approx(share, abs=0.02)


@pytest.mark.parametrize("threshold", EVPI)
def test_expected_value_of_perfect_information(psa, threshold):
    gain = inmb(psa, threshold)
    evpi = np.maximum(gain, 0).mean() - max(gain.mean(), 0)
    assert evpi == pytest.approx(EVPI[threshold], rel=0.08)


# The draws of the book's spreadsheet


def test_means_of_the_published_draws(psa, export):
    assert export["d_ly"].mean() == pytest.approx(0.9247, abs=5e-5)  # the file is the one meant
    assert export["d_cost"].mean() == pytest.approx(5_834.69, abs=0.005)
    assert np.diff(psa.life_year, axis=0).mean() == pytest.approx(export["d_ly"].mean(), rel=0.03)
    assert np.diff(psa.cost, axis=0).mean() == pytest.approx(export["d_cost"].mean(), rel=0.03)
    np.testing.assert_allclose(
        psa.cost.mean(axis=1), [export["mono_cost"].mean(), export["comb_cost"].mean()], rtol=0.03
    )


@pytest.mark.parametrize(
    ("name", "measure", "printed"),
    [("d_ly", "life_year", (0.57975, 1.23)), ("d_cost", "cost", (2_695, 9_700))],
)
def test_intervals_of_the_published_draws(psa, export, name, measure, printed):
    np.testing.assert_allclose(np.quantile(export[name], [0.025, 0.975]), printed, rtol=0.005)
    found = np.quantile(np.diff(getattr(psa, measure), axis=0), [0.025, 0.975])
    np.testing.assert_allclose(found, printed, rtol=0.1)


def test_probability_by_the_published_draws(psa, export):
    published = np.mean(10_000 * export["d_ly"] - export["d_cost"] > 0)
    assert np.mean(inmb(psa, 10_000) > 0) == pytest.approx(published, abs=0.02)


def test_life_years_of_the_published_draws_count_half_cycles(model, export):
    halves = replace(model, horizon=replace(model.horizon, correction="half-cycle"))
    life = pe.run(halves, n_draws=20_000, seed=1).life_year.mean(axis=1)
    published = [export["mono_ly"].mean(), export["comb_ly"].mean()]
    np.testing.assert_allclose(life, published, rtol=0.03)
    np.testing.assert_allclose(published, [8.488, 9.413], rtol=0, atol=5e-4)
