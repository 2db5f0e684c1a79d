import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathway_economics.payments import corridor, marginal, tiered

RATES = st.floats(0, 1)


@pytest.mark.parametrize(("rate", "paid"), [(0.3, 10_300_000), (0.7, 10_700_000)])
def test_marginal_rate_emergency_tariff(rate, paid):
    """Case file nhs_payment_rules: baseline 10 m, 11 m delivered; 10 + rate x 1."""
    bands = [(10_000_000, 1.0), (np.inf, rate)]
    assert marginal(11_000_000, bands) == pytest.approx(paid, rel=1e-15)


def test_three_bands_by_hand():
    # 10 at 1, the next 5 at 0.5, the rest at 0.1: 10 + 2.5 + 0.1 x 5 = 13
    bands = [(10, 1.0), (15, 0.5), (np.inf, 0.1)]
    assert marginal([20.0, 12.0, 0.0, -4.0], bands) == pytest.approx([13.0, 11.0, 0.0, -4.0])


@given(st.lists(st.tuples(st.floats(0, 1e6), RATES), min_size=1, max_size=4), st.floats(0, 4e6))
def test_the_payment_is_the_sum_over_the_pieces(widths, quantity):
    ends = np.cumsum([width for width, _ in widths])
    bands = list(zip(ends, (rate for _, rate in widths), strict=True))
    starts = [0.0, *ends[:-1]]
    pieces = sum(
        rate * max(0.0, min(quantity, end) - start)
        for start, (end, rate) in zip(starts, bands, strict=True)
    )
    assert marginal(quantity, bands) == pytest.approx(pieces, abs=1e-6)


PROFESSIONAL = [(0.05, 0.5), (0.10, 0.35), (0.15, 0.15), (np.inf, 0.05)]


def test_tiers_in_shares_of_the_benchmark_by_hand():
    """ACO REACH, professional (Pearl Health): 12 saved of 100 is 0.5 x 5 + 0.35 x 5 + 0.15 x 2."""
    assert tiered(12.0, 100.0, PROFESSIONAL) == pytest.approx(2.5 + 1.75 + 0.3)
    assert tiered(-12.0, 100.0, PROFESSIONAL) == pytest.approx(-4.55)
    # losses on tiers of their own: a fifth of all of it
    assert tiered(-12.0, 100.0, PROFESSIONAL, [(np.inf, 0.2)]) == pytest.approx(-2.4)


@given(st.floats(-1e6, 1e6), st.floats(1, 1e6), st.floats(0, 0.5))
def test_an_empty_first_tier_and_all_beyond_is_a_corridor(difference, benchmark, width):
    tiers = [(width, 0.0), (np.inf, 1.0)]
    assert tiered(difference, benchmark, tiers) == pytest.approx(
        corridor(difference, benchmark, width), abs=1e-6
    )


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.floats(0, 1e6))
def test_tiers_are_continuous_and_rise_no_faster_than_the_highest_rate(one, other, benchmark):
    low, high = sorted((one, other))
    rise = tiered(high, benchmark, PROFESSIONAL) - tiered(low, benchmark, PROFESSIONAL)
    assert -1e-6 <= rise <= 0.5 * (high - low) + 1e-6
