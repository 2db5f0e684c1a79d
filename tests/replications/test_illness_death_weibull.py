"""Reversible illness and death: Weibull times that compete, with clocks set back on every move.

D. Incerti and J. P. Jansen, hesim: health economic simulation modeling and decision analysis,
arXiv:2102.09437, the package's vignette on multi-state models. Printed figures read from GitHub
hesim-dev/hesim @2c331a66, docs/articles/mstate.html: 1,000 draws of 1,000 people each, followed in
continuous time. They are reproduced within the error of both samples by a cohort in months, which
moves once a month at most and so lives 1 % longer.
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

LIVED = (6.0066, 7.0109)
"""Discounted years lived on each at the point estimate: an independent simulation of two million
people in continuous time, with a standard error of 0.004."""

N_DRAWS = 64


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


def test_printed_undiscounted_qalys(model, as_printed):
    horizon = replace(model.horizon, discount_health=0)
    outcomes = pe.run(replace(model, horizon=horizon), n_draws=N_DRAWS, seed=1)
    for found, printed in zip(outcomes.qaly, [(5.07, 2.68, 7.29), (6.05, 2.87, 8.93)], strict=True):
        as_printed(found, printed, n_draws=1_000, half_a_digit=0.005)


def test_years_lived_as_simulated_in_continuous_time(model, at_point):
    """1.1 and 1.0 % more, in months; 3.5 and 3.0 % more in quarters."""
    lived = pe.run(at_point(model), n_draws=1).life_year[:, 0]
    np.testing.assert_allclose(lived, LIVED, rtol=0.0125)
    assert (lived > LIVED).all()
