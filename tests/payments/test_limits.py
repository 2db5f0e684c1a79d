from hypothesis import given
from hypothesis import strategies as st

from pathway_economics.payments import cap


@given(st.floats(-1e9, 1e9), st.floats(0, 1e9))
def test_a_cap_limits_both_ways_and_changes_nothing_else(amount, limit):
    paid = cap(amount, limit)
    assert abs(paid) <= limit
    assert paid == amount or abs(amount) > limit


def test_by_hand():
    # losses of 40 shared at 30 % are 12, capped at 4 % of 200 = 8
    assert cap(0.3 * -40.0, 0.04 * 200) == -8.0
