"""Sick-Sicker with mortality by age: a life table, costs of moving, probabilistic results.

F. Alarid-Escudero and others, A tutorial on time-dependent cohort state-transition models in R
using a cost-effectiveness analysis example, Medical Decision Making 2023;43(1):21-41,
doi:10.1177/0272989X221121747. Printed figures read from GitHub
DARTH-git/cohort-modeling-tutorial-timedep @aaa41056, manuscript/cSTM_Tutorial_TimeDep.tex; the
life table from the copy in GitHub sheejamk/packDAMipd @8a82bcfe, inst/extdata. Table 3 is
reproduced to its last printed digit. The probabilistic figures of the source are of 1,000 draws,
whose error is many times what is printed.
"""

from dataclasses import replace

import numpy as np
import pytest

import pathway_economics as pe

BASE = {
    "r_HS1": 0.15,
    "r_S1H": 0.5,
    "r_S1S2": 0.105,
    "hr_S1": 3,
    "hr_S2": 10,
    "hr_trtB": 0.6,
    "c_H": 2_000,
    "c_S1": 4_000,
    "c_S2": 15_000,
    "c_trtA": 12_000,
    "c_trtB": 13_000,
    "u_H": 1,
    "u_S1": 0.75,
    "u_S2": 0.5,
    "u_trtA": 0.95,
    "du_HS1": 0.01,
    "ic_HS1": 1_000,
    "ic_D": 2_000,
}
"""The base case, which is not the mean of the distributions: u_H is 1, its beta's mean 0.985."""


@pytest.fixture(scope="module")
def model(case):
    return case("sick_sicker_timedep")


@pytest.fixture(scope="module")
def base(model, at_point):
    return at_point(model, **BASE)


@pytest.fixture(scope="module")
def table(base):
    return pe.evaluate.cost_effectiveness(pe.run(base, n_draws=1)).set_index("strategy")


@pytest.fixture(scope="module")
def psa(model):
    return pe.run(model, n_draws=16_000, seed=1)


@pytest.mark.parametrize(
    ("strategy", "cost", "qaly"),
    [
        ("SoC", 116_374, 18.879),
        ("B", 202_536, 20.199),
        ("AB", 296_300, 21.097),
        ("A", 218_789, 19.636),
    ],
)
def test_printed_costs_and_qalys(table, strategy, cost, qaly):
    assert table.loc[strategy, "cost"] == pytest.approx(cost, abs=0.5)
    assert table.loc[strategy, "qaly"] == pytest.approx(qaly, abs=0.0005)


@pytest.mark.parametrize(
    ("strategy", "against", "inc_cost", "inc_qaly", "icer"),
    [("B", "SoC", 86_162, 1.320, 65_288), ("AB", "B", 93_764, 0.898, 104_461)],
)
def test_printed_icers(table, strategy, against, inc_cost, inc_qaly, icer):
    row = table.loc[strategy]
    assert (row["status"], row["against"]) == ("", against)
    assert row["inc_cost"] == pytest.approx(inc_cost, abs=0.5)
    assert row["inc_qaly"] == pytest.approx(inc_qaly, abs=0.0005)
    assert row["icer"] == pytest.approx(icer, abs=0.5)


def test_printed_status(table):
    assert table["status"].to_dict() == {"SoC": "", "A": "dominated", "B": "", "AB": ""}


def test_the_misprinted_cost_of_treatment_b_does_not_give_the_table(model, at_point):
    outcomes = pe.run(at_point(model, **BASE | {"c_trtB": 12_000}), n_draws=1)
    assert outcomes.cost[2, 0] == pytest.approx(194_723, abs=0.5)  # not 202,536


@pytest.mark.parametrize(
    ("start", "printed"),
    [
        pytest.param("H", {"H": 0.8598357, "S1": 0.1391509, "D": 0.001013486}, id="healthy"),
        pytest.param(
            "S1",
            {"H": 0.3922742, "S1": 0.5053157, "S2": 0.09937273, "D": 0.003037378},
            id="sick",
        ),
        pytest.param("S2", {"S2": 0.98991124, "D": 0.010088764}, id="sicker"),
    ],
)
def test_printed_transitions_at_25(base, trace, start, printed):
    pathway = replace(base.pathway, start={start: 1})
    found = trace(replace(base, pathway=pathway), "SoC")
    for state, share in printed.items():
        assert found[state][0] == pytest.approx(share, rel=5e-8 / share)


# The probabilistic analysis


def test_printed_life_expectancy(model):
    """40.8 (38.4 to 43.6) cycles: the sum of those alive at the 76 moments 0 to 75."""
    horizon = replace(
        model.horizon, years=76, budget_years=1, correction="start", discount_health=0
    )
    life = pe.run(replace(model, horizon=horizon), n_draws=4_000, seed=1).life_year[0]
    assert life.mean() == pytest.approx(40.8, abs=0.1)
    # An end of the interval of 1,000 draws has a standard error of 0.14; three of them.
    np.testing.assert_allclose(np.quantile(life, [0.025, 0.975]), [38.4, 43.6], rtol=0, atol=0.45)


def test_printed_value_of_perfect_information(psa):
    """7,836 at 100,000 per QALY, of 1,000 draws, whose standard deviation is 340."""
    benefit = 100_000 * psa.qaly - psa.cost
    parts = benefit.reshape(4, 16, 1_000)
    evpi = parts.max(axis=0).mean(axis=1) - parts.mean(axis=2).max(axis=0)
    assert evpi.mean() == pytest.approx(7_836, abs=3 * evpi.std(ddof=1))


@pytest.mark.parametrize(
    ("threshold", "best"), [(60_000, "SoC"), (75_000, "B"), (95_000, "B"), (110_000, "AB")]
)
def test_printed_frontier(psa, threshold, best):
    """SoC up to 70,000, B up to 105,000, then AB; the grid of the source has steps of 5,000."""
    benefit = threshold * psa.qaly - psa.cost
    assert psa.strategies[benefit.mean(axis=1).argmax()] == best
    assert psa.strategies[np.bincount(benefit.argmax(axis=0), minlength=4).argmax()] == best
