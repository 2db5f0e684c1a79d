"""Sick-Sicker, the introductory cohort model of the DARTH group.

F. Alarid-Escudero and others, An introductory tutorial on cohort state-transition models in R
using a cost-effectiveness analysis example, Medical Decision Making 2023;43(1):3-20,
doi:10.1177/0272989X221103163. Printed figures read from GitHub
DARTH-git/cohort-modeling-tutorial-intro @d3c5497f, manuscript/cSTM_Tutorial_Intro.tex; those
with more digits are an independent recalculation from the same inputs.
"""

from dataclasses import replace

import numpy as np
import pytest

import pathway_economics as pe

SIMPSON_DARTH = {
    "SoC": (151_579.87, 20.71133),
    "A": (284_804.51, 21.49866),
    "B": (259_100.41, 22.18447),
    "AB": (378_875.20, 23.13684),
}
HALF_CYCLE = {
    "SoC": (152_262.29, 21.03815),
    "A": (285_676.92, 21.82884),
    "B": (259_991.52, 22.51120),
    "AB": (379_955.45, 23.46685),
}
END_OF_CYCLE = {
    "SoC": (151_541.41, 20.55449),
    "A": (285_185.64, 21.34554),
    "B": (259_490.97, 22.03261),
    "AB": (379_676.10, 22.98897),
}
FROM_0_TO_75 = {
    "SoC": (153_541.41, 21.55449),
    "A": (287_185.64, 22.34554),
    "B": (261_490.97, 23.03261),
    "AB": (381_676.10, 23.98897),
}
"""Cost and QALYs by strategy under each correction, recalculated independently."""

PRINTED_TRACE = {
    "H": [0.859, 0.792, 0.755, 0.729, 0.707],
    "S1": [0.139, 0.189, 0.206, 0.208, 0.206],
    "S2": [0.000, 0.014, 0.032, 0.052, 0.072],
    "D": [0.002, 0.005, 0.008, 0.011, 0.015],
}
"""Share of people in each state after 1 to 5 years of standard care, as printed."""


BASE = {
    "r_HD": 0.002,
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
}
"""The base case, which is not the mean of the distributions: u_H is 1, its beta's mean 0.985."""


@pytest.fixture(scope="module")
def uncertain(case):
    return case("sick_sicker_timeindep")


@pytest.fixture(scope="module")
def model(uncertain, at_point):
    return at_point(uncertain, **BASE)


@pytest.fixture(scope="module")
def table(model):
    return pe.evaluate.cost_effectiveness(pe.run(model, n_draws=1)).set_index("strategy")


@pytest.mark.parametrize(
    ("strategy", "cost", "qaly"),
    [
        ("SoC", 151_580, 20.711),
        ("B", 259_100, 22.184),
        ("AB", 378_875, 23.137),
        ("A", 284_805, 21.499),
    ],
)
def test_printed_costs_and_qalys(table, strategy, cost, qaly):
    assert table.loc[strategy, "cost"] == pytest.approx(cost, abs=0.5)
    assert table.loc[strategy, "qaly"] == pytest.approx(qaly, abs=0.0005)


@pytest.mark.parametrize(
    ("strategy", "against", "inc_cost", "inc_qaly", "icer"),
    [("B", "SoC", 107_521, 1.473, 72_988), ("AB", "B", 119_775, 0.952, 125_764)],
)
def test_printed_icers(table, strategy, against, inc_cost, inc_qaly, icer):
    row = table.loc[strategy]
    assert (row["status"], row["against"]) == ("", against)
    assert row["inc_cost"] == pytest.approx(inc_cost, abs=0.5)
    assert row["inc_qaly"] == pytest.approx(inc_qaly, abs=0.0005)
    assert row["icer"] == pytest.approx(icer, abs=0.5)


def test_printed_status(table):
    assert table["status"].to_dict() == {"SoC": "", "A": "dominated", "B": "", "AB": ""}


@pytest.mark.parametrize(
    ("expected", "changed"),
    [
        pytest.param(SIMPSON_DARTH, {}, id="simpson-darth"),
        pytest.param(HALF_CYCLE, {"correction": "half-cycle"}, id="half-cycle"),
        pytest.param(END_OF_CYCLE, {"correction": "end"}, id="end"),
        # "No correction" in the source counts the 76 moments 0 to 75: the starts of 76 cycles.
        pytest.param(
            FROM_0_TO_75, {"correction": "start", "years": 76, "budget_years": 76}, id="start"
        ),
    ],
)
def test_recalculated_costs_and_qalys_under_each_correction(model, expected, changed):
    outcomes = pe.run(replace(model, horizon=replace(model.horizon, **changed)), n_draws=1)
    costs, qalys = zip(*(expected[name] for name in outcomes.strategies), strict=True)
    np.testing.assert_allclose(outcomes.cost[:, 0], costs, rtol=0, atol=0.01)
    np.testing.assert_allclose(outcomes.qaly[:, 0], qalys, rtol=0, atol=1e-5)


@pytest.mark.parametrize("state", PRINTED_TRACE)
def test_printed_trace(model, trace, state):
    found = trace(model, "SoC")[state]
    np.testing.assert_allclose(found[:5], PRINTED_TRACE[state], rtol=0, atol=0.0005 + 1e-9)


@pytest.mark.parametrize(
    ("threshold", "best"),
    [(70_000, "SoC"), (90_000, "B"), (110_000, "B"), (130_000, "AB")],
)
def test_printed_frontier(uncertain, threshold, best):
    """SoC below 80,000, B below 120,000, then AB, both in the mean and in most draws."""
    outcomes = pe.run(uncertain, n_draws=8_000, seed=1)
    benefit = threshold * outcomes.qaly - outcomes.cost
    assert outcomes.strategies[benefit.mean(axis=1).argmax()] == best
    assert outcomes.strategies[np.bincount(benefit.argmax(axis=0), minlength=4).argmax()] == best
