"""Prosthetic heart valve, three states.

F. A. Sonnenberg and J. R. Beck, Markov models in medical decision making: a practical guide,
Medical Decision Making 1993;13(4):322-338, doi:10.1177/0272989X9301300409, table 2. Figures read
from GitHub ajsims1704/rdecision @5192b995, vignettes/SM00-PHV.Rmd; those with more digits are an
independent recalculation.
"""

from dataclasses import replace

import numpy as np
import pytest

import pathway_economics as pe


@pytest.fixture(scope="module")
def model(case):
    return case("sonnenberg_beck_phv")


@pytest.fixture(scope="module")
def qalys(model):
    """QALYs of the cohort of 10,000 in each year."""
    return pe.run(model, n_draws=1).qalys[0, :, 0]


def test_people_after_one_and_two_years(model, trace):
    found = trace(model, "Valve")
    after = np.array([found[state][:2] for state in ("Well", "Disabled", "Dead")]).T
    expected = [[0.6, 0.2, 0.2], [0.36, 0.24, 0.4]]  # 6,000, 2,000 and 2,000 of 10,000; ...
    np.testing.assert_allclose(after, expected, rtol=0, atol=1e-12)


def test_everybody_is_dead_at_the_end(model, trace):
    assert trace(model, "Valve")["Dead"][23] * 10_000 == pytest.approx(10_000, abs=1)


def test_qalys_of_the_first_two_years(qalys):
    assert qalys[0] == pytest.approx(7_400)  # 6,000 + 0.7 x 2,000
    assert qalys[1] == pytest.approx(5_280)  # 3,600 + 0.7 x 2,400
    assert qalys[:2].sum() == pytest.approx(12_680)


def test_qalys_in_all(qalys):
    assert qalys.sum() == pytest.approx(23_752, abs=5)  # the paper rounds people
    assert qalys.sum() == pytest.approx(23_749.48943941079, abs=1e-8)


@pytest.mark.parametrize(
    ("changed", "qaly"),
    [
        pytest.param({"correction": "end"}, 2.375, id="end of cycle"),
        pytest.param({"correction": "half-cycle"}, 2.875, id="half-cycle"),  # half a year more
    ],
)
def test_qalys_of_one_person(model, changed, qaly):
    horizon = replace(model.horizon, years=100, budget_years=1, **changed)
    outcomes = pe.run(replace(model, horizon=horizon), n_draws=1)
    assert outcomes.qaly[0, 0] == pytest.approx(qaly, abs=1e-9)


def test_half_cycles_over_the_years_of_the_paper(model):
    outcomes = pe.run(
        replace(model, horizon=replace(model.horizon, correction="half-cycle")), n_draws=1
    )
    assert outcomes.qaly[0, 0] == pytest.approx(2.875, abs=5e-4)


# Costs of dwelling and of moving


@pytest.fixture(scope="module")
def with_costs(case):
    return pe.run(case("sonnenberg_beck_transition_costs"), n_draws=1)


def test_cost_of_the_first_year(with_costs):
    assert with_costs.cost[0, 0] == pytest.approx(400.0, abs=1e-9)  # 150 + 200 + 50


def test_where_the_cost_arises(with_costs):
    found = dict(
        zip(
            ((line.kind, line.name) for line in with_costs.lines),
            zip(
                with_costs.activity[0, :, 0, 0], with_costs.resource_value[0, :, 0, 0], strict=True
            ),
            strict=True,
        )
    )
    expected = {  # of 10,000
        ("state", "Disabled"): (2_000, 1_500_000),  # x 750
        ("link", "Well → Disabled"): (2_000, 2_000_000),  # x 1,000
        ("link", "Well → Dead"): (2_000, 500_000),  # x 250
    }
    assert found.keys() == expected.keys()
    for line, amounts in expected.items():
        assert found[line] == pytest.approx(amounts)
