"""Chance: moments, one luck for every environment, and what stays as expected."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathway_economics.engine.chance import (
    Luck,
    Realised,
    Terms,
    gamma_quantile,
    poisson_quantile,
    realise,
    realised_cost,
    realised_count,
)
from pathway_economics.outcomes import Line

YEARS = ("2026",)
N = 40_000
WARD = Line("Admission", "service", "Trust", "admission")
CLINIC = Line("Admission", "service", "Clinic", "admission")
HOME = Line("Ill", "state", "Trust", "cycle")

means = st.floats(0.0, 1e5)
scores = st.floats(-6, 6)


def evenly():
    """Return normal scores that stand for the whole distribution."""
    from scipy.special import ndtri

    return ndtri((np.arange(200_000) + 0.5) / 200_000)


@pytest.mark.parametrize("mean", [0.2, 3.0, 19.9, 20.0, 40.0, 900.0])
def test_moments_of_a_poisson_count(mean):
    count = poisson_quantile(np.full(200_000, mean), evenly())
    assert count.mean() == pytest.approx(mean, rel=2e-5)
    assert count.var() == pytest.approx(mean, rel=1e-3)


@pytest.mark.parametrize("mean", [0.5, 5.0, 15.0])
def test_few_cases_are_counted_out_exactly(mean):
    """By the definition: the least count whose cumulative probability reaches the score's."""
    from scipy.stats import norm, poisson

    z = np.linspace(-5, 5, 1001)
    found = poisson_quantile(np.full(z.shape, mean), z)
    assert found.tolist() == poisson.ppf(norm.cdf(z), mean).tolist()


@pytest.mark.parametrize("mean", [20.0, 60.0, 2_000.0])
def test_many_cases_miss_the_exact_count_by_one_and_rarely(mean):
    from scipy.stats import norm, poisson

    z = evenly()
    missed = np.abs(poisson_quantile(np.full(z.shape, mean), z) - poisson.ppf(norm.cdf(z), mean))
    assert missed.max() <= 1
    assert missed.mean() < 2e-4


@pytest.mark.parametrize("shape", [0.3, 2.0, 9.9, 10.0, 80.0])
def test_moments_of_a_gamma(shape):
    found = gamma_quantile(np.full(200_000, shape), evenly())
    assert found.mean() == pytest.approx(shape, rel=1e-4)
    assert found.var() == pytest.approx(shape, rel=2e-3)


@given(means, means, scores)
def test_luck_is_the_same_for_every_environment(one, other, score):
    """More expected cases never bring fewer, and twice the cases cost no less."""
    fewer, more = np.sort([one, other])
    few, many = poisson_quantile(np.array([fewer, more]), np.full(2, score))
    assert many >= few - 1  # where the expansion takes over it may miss by one
    cheap, dear = gamma_quantile(np.array([fewer, more]), np.full(2, score))
    assert dear >= cheap * (1 - 2e-3)


@given(st.floats(1.0, 1e5), scores)
def test_a_small_change_of_what_is_expected_is_a_small_change_of_what_happens(mean, score):
    before, after = poisson_quantile(np.array([mean, mean * 1.001]), np.full(2, score))
    assert abs(after - before) <= 2 + 0.001 * mean * (1 + abs(score))


def luck_of(service="Admission", seed=7, n_draws=N):
    return Luck(seed, service, YEARS, n_draws)


def within(found, expected, se):
    """Return whether a Monte Carlo figure lies within five standard errors."""
    return abs(found - expected) < 5 * se


@pytest.mark.parametrize("mean", [4.0, 250.0])
@pytest.mark.parametrize("overdispersion", [-1.0, -0.75, 0.0, 0.5, 9.0])
def test_moments_of_a_realised_count(mean, overdispersion):
    """Mean m and variance m (1 + overdispersion): 0.25 m, m, 1.5 m, 10 m."""
    count = realised_count(np.full((1, 1, N), mean), np.array(overdispersion), luck_of())
    variance = mean * (1 + overdispersion)
    assert within(count.mean(), mean, np.sqrt(variance / N) + 1e-12)
    assert count.var() == pytest.approx(variance, rel=0.05, abs=1e-12)


def test_moments_of_a_realised_cost():
    """100 cases with cv 2 on counts twice Poisson: 100 * (1 + 1) + 100 * 2 ** 2 = 600."""
    mean = np.full((1, 1, N), 100.0)
    count = realised_count(mean, np.array(1.0), luck_of())
    cost = realised_cost(count, np.array(2.0), luck_of())
    assert within(cost.mean(), 100, np.sqrt(600 / N))
    assert cost.var() == pytest.approx(600, rel=0.05)
    assert (cost[count == 0] == 0).all()


def one_year(*lines):
    """Return what is expected of two environments: lines in order, E = 2, Y = 1."""
    return np.array(lines, dtype=float).T[:, :, np.newaxis, np.newaxis] * np.ones((1, 1, 1, N))


def chance_of(overdispersion=0.0, cost_cv=0.0):
    return {"Admission": Terms(np.array(overdispersion), np.array(cost_cv))}


def test_lines_of_one_service_share_its_luck_as_expected():
    """30 and 10 of 40 admissions: a quarter of what happens is the clinic's, at 200 each."""
    expected = Realised(
        one_year([30, 0], [10, 40], [500, 500]),
        one_year([3_000, 0], [2_000, 8_000], [7_000, 7_000]),
        one_year([60, 0], [20, 80], [0, 0]),
    )
    found = realise([WARD, CLINIC, HOME], expected, chance_of(), YEARS, seed=7)
    count = found.activity[:, :2].sum(axis=1)
    assert found.activity[0, 1] == pytest.approx(count[0] / 4)
    assert (found.activity[1, 1] == np.round(found.activity[1, 1])).all()
    assert count[0] == pytest.approx(count[1])  # 40 expected in both: the same luck
    assert found.resource_value[:, 1] == pytest.approx(200 * found.activity[:, 1])
    assert found.capacity[:, 0] == pytest.approx(2 * found.activity[:, 0])
    assert (found.activity[:, 2] == 500).all()
    assert (found.resource_value[:, 2] == 7_000).all()


def test_what_is_planned_keeps_its_bits():
    expected = Realised(one_year([0.1, 0.3]), one_year([0.7, 2.1]), np.zeros((2, 0, 1, N)))
    found = realise([WARD], expected, chance_of(overdispersion=-1.0), YEARS, seed=7)
    for name in ("activity", "resource_value"):
        assert np.array_equal(getattr(found, name), getattr(expected, name))


def test_nobody_expected_is_nobody_seen():
    expected = Realised(one_year([0, 5]), one_year([0, 50]), np.zeros((2, 0, 1, N)))
    found = realise([WARD], expected, chance_of(1.0, 1.0), YEARS, seed=7)
    assert not found.activity[0].any()
    assert not found.resource_value[0].any()


def test_luck_belongs_to_the_service_the_year_and_the_draw():
    many = Luck(7, "Admission", ("2026", "2027"), 9_000).scores("count")
    assert np.array_equal(many[:1, :100], luck_of(n_draws=100).scores("count"))
    for other in (luck_of("Visit"), luck_of(seed=8)):
        assert not np.array_equal(other.scores("count"), luck_of().scores("count"))
    assert not np.array_equal(luck_of().scores("cost"), luck_of().scores("count"))
    assert np.corrcoef(many)[0, 1] == pytest.approx(0, abs=0.05)
