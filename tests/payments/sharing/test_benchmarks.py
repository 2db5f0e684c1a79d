import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.testing import assert_allclose

from pathway_economics.payments import ratcheted, rebased, weighted_history

POUNDS = st.floats(0, 1e9)
SPENT = arrays(np.float64, (2, 5, 3), elements=POUNDS)


def test_three_past_years_weighted():
    """Medicare Shared Savings Program, first agreement: 10, 30 and 60 % (Milliman)."""
    # 0.1 x 90 + 0.3 x 100 + 0.6 x 110 = 9 + 30 + 66
    assert weighted_history([90.0, 100.0, 110.0]) == pytest.approx(105)
    # later agreements: equal weights
    assert weighted_history([90.0, 100.0, 110.0], [1 / 3] * 3) == pytest.approx(100)
    assert_allclose(weighted_history(np.full((3, 2, 4), 7.0)), np.full((2, 4), 7.0))


@given(SPENT, st.floats(0, 1))
def test_rebasing_without_weight_keeps_a_flat_benchmark(spent, start):
    assert_allclose(rebased(start, spent, every=2, weight=0.0), np.full(spent.shape, start))


@given(SPENT)
def test_rebased_in_full_every_year_it_is_last_years_spending(spent):
    assert_allclose(rebased(7.0, spent, every=1)[:, 1:], spent[:, :-1])


@given(SPENT, st.integers(1, 4), st.floats(0, 1))
def test_no_later_spending_moves_an_earlier_benchmark(spent, every, weight):
    later = spent.copy()
    later[:, 3:] += 1.0
    for rule in (
        lambda given: rebased(5.0, given, every=every, weight=weight),
        lambda given: ratcheted(5.0, given, rate=weight),
    ):
        assert_allclose(rule(spent)[:, :4], rule(later)[:, :4])


@given(SPENT, st.floats(0, 1))
def test_a_ratchet_at_the_ends_of_its_rate(spent, growth):
    still = ratcheted(9.0, spent, rate=0.0, growth=growth)
    assert_allclose(still[0, :, 0], 9.0 * (1 + growth) ** np.arange(5))
    assert_allclose(ratcheted(9.0, spent, rate=1.0)[:, 1:], spent[:, :-1], atol=1e-6)
    falling = ratcheted(9.0, spent, rate=1.0, downward_only=True)
    assert (np.diff(falling, axis=1) <= 1e-6).all()
