"""Reversible illness and death: Weibull times that compete, with clocks set back on every move.

D. Incerti and J. P. Jansen, hesim: health economic simulation modeling and decision analysis,
arXiv:2102.09437, the package's vignette on multi-state models. Printed figures read from GitHub
hesim-dev/hesim @2c331a66, docs/articles/mstate.html: 1,000 draws of 1,000 people each, followed in
continuous time. They are reproduced within the error of both samples by a cohort in cycles of a
quarter.
"""

from dataclasses import replace

import numpy as np
import pytest

import pathway_economics as pe

PRINTED = {
    "SOC": {
        "qaly": (4.09, 2.20, 5.78),
        "cost": (36_578, 30_500, 42_511),
        "drug": (29_900, 24_913, 34_797),
    },
    "New": {
        "qaly": (4.68, 2.22, 6.72),
        "cost": (77_261, 65_156, 91_102),
        "drug": (69_760, 58_720, 82_342),
    },
}
"""Discounted QALYs, costs in all and costs of drugs: mean and 95 % interval."""

LIVED = {"SOC": (7.434, 6.00655), "New": (9.054, 7.01094)}
"""Years lived at the point estimate, undiscounted and discounted at 3 % continuously: an
independent simulation of two million people, with a standard error of 0.004 of the latter."""

N_DRAWS = 256


@pytest.fixture(scope="module")
def model(case):
    return case("illness_death_weibull")


@pytest.fixture(scope="module")
def psa(model):
    return pe.run(model, n_draws=N_DRAWS, seed=1)


@pytest.mark.parametrize("strategy", PRINTED)
def test_printed_qalys_and_costs(psa, as_printed, strategy):
    row = psa.strategies.index(strategy)
    printed = PRINTED[strategy]
    as_printed(psa.qaly[row], printed["qaly"], n_draws=1_000, half_a_digit=0.005)
    as_printed(psa.cost[row], printed["cost"], n_draws=1_000, half_a_digit=0.5)
    drug = {"SOC": 5_000, "New": 10_000}[strategy] * psa.life_year[row]  # by the year
    as_printed(drug, printed["drug"], n_draws=1_000, half_a_digit=0.5)


@pytest.mark.parametrize(
    ("strategy", "printed"), [("SOC", (5.07, 2.68, 7.29)), ("New", (6.05, 2.87, 8.93))]
)
def test_printed_undiscounted_qalys(model, as_printed, strategy, printed):
    horizon = replace(model.horizon, discount_health=0)
    outcomes = pe.run(replace(model, horizon=horizon), n_draws=N_DRAWS, seed=1)
    found = outcomes.qaly[outcomes.strategies.index(strategy)]
    as_printed(found, printed, n_draws=1_000, half_a_digit=0.005)


def test_years_lived_as_simulated_in_continuous_time(model, at_point):
    """A cohort in quarters stays within 2 % of people followed in continuous time."""
    point = at_point(model)
    undiscounted = replace(point, horizon=replace(model.horizon, discount_health=0))
    for rows, found in enumerate((undiscounted, point)):
        lived = pe.run(found, n_draws=1).life_year[:, 0]
        np.testing.assert_allclose(lived, [years[rows] for years in LIVED.values()], rtol=0.02)
