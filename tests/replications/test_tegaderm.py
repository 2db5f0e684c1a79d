"""Tegaderm CHG or a standard dressing in intensive care: the bundled example.

M. Jenks and others, Tegaderm CHG IV securement dressing for central venous and arterial catheter
insertion sites: a NICE medical technology guidance, Applied Health Economics and Health Policy
2016;14(2):135-149, doi:10.1007/s40258-015-0202-5; the model revised for NICE MTG25. Figures read
from GitHub ajsims1704/rdecision @5192b995, vignettes/DT02-Tegaderm.Rmd and
tests/testthat/test-model-Tegaderm.R; those with more digits are an independent recalculation.
"""

from io import StringIO

import numpy as np
import pytest

import pathway_economics as pe

STANDARD, TEGADERM = 0, 1


@pytest.fixture(scope="module")
def model():
    return pe.load_model(StringIO(pe.datasets.text("tegaderm_chg")))


@pytest.fixture(scope="module")
def point(model, at_point):
    return lambda **given: pe.run(at_point(model, **given), n_draws=1).cost[:, 0]


@pytest.fixture(scope="module")
def savings(model):
    cost = pe.run(model, n_draws=100_000, seed=1).cost
    return cost[STANDARD] - cost[TEGADERM]


def test_published_cost_per_patient(point):
    cost = point()
    assert cost[STANDARD] == pytest.approx(151.29, abs=0.005)
    assert cost[TEGADERM] == pytest.approx(77.75, abs=0.005)
    assert cost[STANDARD] - cost[TEGADERM] == pytest.approx(73.54, abs=0.005)


def test_recalculated_cost_per_patient(point):
    np.testing.assert_allclose(point(), [151.29260504201682, 77.7499250420168], rtol=1e-12)


def test_published_scenario_of_rare_infections(point):
    """0.30 bloodstream infections in 1,000 catheter days, not 1.48."""
    cost = point(rate_crbsi=0.30)
    assert cost[STANDARD] == pytest.approx(34.47, abs=0.005)
    assert cost[TEGADERM] == pytest.approx(30.79, abs=0.005)


def test_published_threshold_of_the_hazard_ratio(point):
    """With rare infections the dressing saves money up to a hazard ratio of 0.53."""
    below, above = (point(rate_crbsi=0.30, hr_crbsi=ratio) for ratio in (0.50, 0.56))
    assert below[TEGADERM] < below[STANDARD]
    assert above[TEGADERM] > above[STANDARD]


def test_mean_saving_over_draws(savings):
    assert savings.mean() == pytest.approx(72.9, rel=0.02)  # published, of 1,000 draws
    assert savings.mean() == pytest.approx(73.54, rel=0.02)  # recalculated, of a million
    assert savings.std() == pytest.approx(62.0, rel=0.05)


def test_chance_of_a_saving(savings):
    """The published 97.8 % does not follow from the published inputs, which give 95.5 %."""
    assert np.mean(savings > 0) == pytest.approx(0.955, abs=0.01)
    assert np.mean(savings > 0) == pytest.approx(0.978, abs=0.05)  # as the source's own test
