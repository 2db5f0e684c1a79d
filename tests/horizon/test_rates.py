"""Discount rates that change, and what they make of the future."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathway_economics.errors import InvalidModel
from pathway_economics.horizon import (
    GREEN_BOOK,
    GREEN_BOOK_HEALTH,
    Horizon,
    Rates,
    discount_factors,
)

rates = st.floats(0, 0.5)
schedules = st.dictionaries(st.integers(1, 60), rates, max_size=4).flatmap(
    lambda later: rates.map(lambda first: Rates({0: first, **later}))
)


@pytest.mark.parametrize(
    ("year", "published"),
    [(1, 0.9662), (10, 0.7089), (30, 0.3563), (31, 0.3459), (75, 0.0942), (125, 0.0274)],
)
def test_factors_of_the_green_book(year, published):
    """1.035 ** -30 = 0.3563; / 1.03 = 0.3459; / 1.03 ** 44 = 0.0942; / 1.025 ** 50 = 0.0274."""
    assert discount_factors(GREEN_BOOK, year) == pytest.approx(published, abs=5e-5)


def test_health_counts_for_more_in_the_green_book():
    """1.015 ** -30 = 0.6398; * 1.0129 ** -45 = 0.3594."""
    factors = discount_factors(GREEN_BOOK_HEALTH, [30, 75])
    assert factors == pytest.approx([0.63976, 0.63976 * 0.56170], rel=1e-4)


def test_a_century_of_one_pound_a_year():
    """Thirty payments at 3.5 %, 45 at 3 %, 25 at 2.5 %, each bridge by its closed form."""
    first = (1 - 1.035**-30) / 0.035
    second = 1.035**-30 * (1 - 1.03**-45) / 0.03
    third = 1.035**-30 * 1.03**-45 * (1 - 1.025**-25) / 0.025
    century = discount_factors(GREEN_BOOK, np.arange(1, 101)).sum()
    assert century == pytest.approx(first + second + third, rel=1e-12)


@given(schedules, st.floats(0, 100), st.floats(0, 100), st.booleans())
def test_factors_fall_and_never_jump(rate, one, other, continuous):
    early, late = sorted((one, other))
    first, second = discount_factors(rate, [early, late], continuous=continuous)
    highest = max(step for _, step in rate.steps)
    most = np.exp(highest * (late - early)) if continuous else (1 + highest) ** (late - early)
    assert second <= first * (1 + 1e-12) <= second * most * (1 + 1e-9)


@given(rates, st.lists(st.integers(1, 60), unique=True, max_size=4), st.booleans())
def test_a_rate_that_changes_to_itself_is_one_rate(rate, changes, continuous):
    moments = np.linspace(0, 80, 33)
    stepped = discount_factors(Rates({0: rate, **dict.fromkeys(changes, rate)}), moments,
                               continuous=continuous)  # fmt: skip
    assert stepped == pytest.approx(discount_factors(rate, moments, continuous=continuous))


@given(rates, st.floats(0, 50))
def test_once_a_year_at_the_equivalent_rate_is_continuous(rate, years):
    yearly = discount_factors(np.expm1(rate), years)
    assert discount_factors(rate, years, continuous=True) == pytest.approx(yearly)


@pytest.mark.parametrize(
    ("spelled", "fragment"),
    [
        ({}, "begin with 0"),
        ({30: 0.03}, "begin with 0, as in {0: 0.035}"),
        ({0: 3.5}, "3.5 after 0 years, but a rate lies in [0, 1)"),
        ({"soon": 0.03, 0: 0.035}, "'soon' is no number of years"),
        ({-1: 0.03, 0: 0.035}, "-1 is no number of years"),
        ({0: 0.03, "0": 0.035}, "two rates hold after the same years"),
    ],
)
def test_what_is_wrong_with_rates_is_said(spelled, fragment):
    with pytest.raises(InvalidModel) as caught:
        Rates(spelled)
    assert fragment in str(caught.value)


def test_a_horizon_reads_rates_and_compares_them():
    keyed = Horizon("2026", discount_costs={"0": 0.035, "30": 0.03})
    assert keyed == Horizon("2026", discount_costs={30: 0.03, 0: 0.035})
    assert keyed.discount_costs != keyed.discount_health
    assert hash(keyed) == hash(Horizon("2026", discount_costs=Rates({0: 0.035, 30: 0.03})))
