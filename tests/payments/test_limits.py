from hypothesis import given
from hypothesis import strategies as st

from pathway_economics.payments import cap, collar


@given(st.floats(-1e9, 1e9), st.floats(0, 1e9))
def test_a_cap_limits_both_ways_and_changes_nothing_else(amount, limit):
    paid = cap(amount, limit)
    assert abs(paid) <= limit
    assert paid == amount or abs(amount) > limit


def test_by_hand():
    # losses of 40 shared at 30 % are 12, capped at 4 % of 200 = 8
    assert cap(0.3 * -40.0, 0.04 * 200) == -8.0


def test_a_collar_has_two_sides_of_its_own():
    # 2 % below and 3 % above a plan of 100
    paid = collar([90.0, 99.0, 110.0], least=0.98 * 100, most=1.03 * 100)
    assert paid.tolist() == [98.0, 99.0, 103.0]


@given(st.floats(-1e9, 1e9), st.floats(-1e9, 0), st.floats(0, 1e9))
def test_a_collar_keeps_within_its_sides_and_changes_nothing_else(amount, least, most):
    paid = collar(amount, least=least, most=most)
    assert least <= paid <= most
    assert paid == amount or not least <= amount <= most
    assert collar(amount) == amount
