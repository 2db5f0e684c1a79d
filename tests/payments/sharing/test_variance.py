import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.testing import assert_allclose

from pathway_economics.payments import (
    capped_split,
    carried,
    fixed_and_variable,
    in_order,
    in_proportion,
    ordered_reduction,
    own_risk,
)

POUNDS = st.floats(0, 1e9)
EITHER = st.floats(-1e9, 1e9)
THREE = arrays(np.float64, (3, 4), elements=POUNDS)
PENNY = 1e-6  # of 1e9, far above rounding and far below what is shared


def test_each_bears_its_own_lines():
    # 70 spent of 60 and 30 of 40: +10 and -10; a further 5 by no member, 60:40
    assert_allclose(own_risk([70.0, 30.0], [60.0, 40.0], total=0.0), [10, -10])
    assert_allclose(own_risk([70.0, 30.0], [60.0, 40.0], total=5.0), [10 + 3, -10 + 2])


def test_the_host_bears_the_fixed_lines():
    # Luton: 30 over on fixed lines, -10 on variable ones shared 60:40
    assert_allclose(fixed_and_variable(30.0, [-6.0, -4.0], host=[1, 0]), [24, -4])
    assert_allclose(fixed_and_variable(30.0, [-6.0, -4.0], host=[0, 1]), [-6, 26])


@pytest.mark.parametrize(
    ("over", "drawn"),
    [
        (-50.0, [0, 0, 0, 0]),  # an underspend draws on nothing
        (60.0, [60, 0, 0, 0]),
        (400.0, [100, 300, 0, 0]),
        (650.0, [100, 500, 50, 0]),
        (900.0, [100, 500, 80, 220]),
    ],
)
def test_reserves_are_used_in_their_order(over, drawn):
    assert_allclose(in_order(over, 100.0, 500.0, 80.0), drawn)


@given(EITHER, POUNDS, POUNDS)
def test_what_is_covered_and_what_is_left_make_the_whole(over, first, second):
    drawn = in_order(over, first, second)
    assert drawn.sum() == pytest.approx(max(over, 0.0), abs=PENNY)
    assert (drawn >= 0).all()
    assert drawn[1] == 0 or drawn[0] == first  # the second only once the first is used


@pytest.mark.parametrize(
    ("amount", "caps", "shares"),
    [
        (100.0, [np.inf, np.inf, np.inf], [50, 30, 20]),
        (-100.0, [np.inf, np.inf, np.inf], [-50, -30, -20]),
        # 50 capped at 40: the other 10 go 30:20, 6 and 4
        (100.0, [40, np.inf, np.inf], [40, 36, 24]),
        # then 36 is capped at 33: the last bears 100 - 40 - 33
        (100.0, [40, 33, np.inf], [40, 33, 27]),
        (-100.0, [40, 33, np.inf], [-40, -33, -27]),
        # all capped at 40 + 33 + 20 = 93: 7 are beyond and fall on the second
        (100.0, [40, 33, 20], [40, 33 + 7, 20]),
        (100.0, [0, 0, 0], [0, 100, 0]),
    ],
)
def test_what_a_cap_keeps_from_one_falls_on_the_others(amount, caps, shares):
    terms = {"weights": [0.5, 0.3, 0.2], "caps": caps, "beyond": [0, 1, 0]}
    assert_allclose(capped_split(amount, **terms), shares)


@given(arrays(np.float64, (4,), elements=EITHER), THREE, THREE)
def test_capped_shares_sum_to_the_amount_and_keep_their_caps(amount, weight, caps):
    weights = in_proportion(weight)
    beyond = in_proportion(np.ones((3, 4)))
    shares = capped_split(amount, weights=weights, caps=caps, beyond=beyond)
    assert_allclose(shares.sum(axis=0), amount, rtol=1e-12, atol=PENNY)
    within = np.abs(amount) <= np.where(weights > 0, caps, 0).sum(axis=0)
    assert ((np.abs(shares) <= caps + PENNY) | ~within).all()
    assert (shares * np.sign(amount) >= -PENNY).all()  # all on one side


@given(st.floats(-1e6, 1e6), st.floats(0, 100), arrays(np.float64, 3, elements=st.floats(0, 1e6)))
def test_a_little_more_to_share_gives_each_a_little_more(amount, step, caps):
    terms = {"weights": [0.5, 0.3, 0.2], "caps": caps, "beyond": [1.0, 0, 0]}
    change = capped_split(amount + step, **terms) - capped_split(amount, **terms)
    assert (change >= -1e-6).all()
    assert (change <= step + 1e-6).all()


@pytest.mark.parametrize(
    ("underspend", "returned"),
    [
        (4.0, [4, 0]),  # all to the first, whose contribution of 60 falls by less than 10 %
        (6.0, [6, 0]),
        (8.0, [6 + 0.6 * 2, 0.4 * 2]),
        (0.0, [0, 0]),
    ],
)
def test_a_contribution_that_falls_last(underspend, returned):
    terms = {"weights": [0.6, 0.4], "last": [0, 1], "first_reduction": 0.1}
    assert_allclose(ordered_reduction(underspend, [60.0, 40.0], **terms), returned)


@given(POUNDS, st.floats(0, 1), arrays(np.float64, 3, elements=POUNDS))
def test_an_ordered_reduction_returns_all(underspend, reduction, contributions):
    weights = in_proportion(contributions)
    terms = {"weights": weights, "last": [0, 0, 1], "first_reduction": reduction}
    returned = ordered_reduction(underspend, contributions, **terms)
    assert returned.sum() == pytest.approx(underspend, abs=PENNY)
    assert (returned >= 0).all()
    due = reduction * contributions[:2].sum()
    assert returned[2] == 0 or underspend >= due * (1 - 1e-12)


def test_with_no_first_reduction_the_rule_returns_it():
    terms = {"weights": [0.6, 0.4], "last": [0, 1], "first_reduction": 0.0}
    assert_allclose(ordered_reduction(10.0, [60.0, 40.0], **terms), [6, 4])


@pytest.mark.parametrize(
    ("variance", "shared"),
    [
        ([-30, 20, 25], [0, 0, 15]),  # 30 held, 10 after the second year, 15 short in the third
        ([-30, 20, 5], [0, 0, -5]),  # 5 left at the end go back
        ([30, -20, 25], [30, 0, 5]),  # what was shared already stays so
        ([-10], [-10]),
    ],
)
def test_underspends_meet_later_overspends(variance, shared):
    assert_allclose(carried(np.reshape(variance, (-1, 1))).ravel(), shared)


@given(arrays(np.float64, (2, 4, 3), elements=EITHER))
def test_over_the_years_all_is_shared_and_the_account_is_never_short(variance):
    shared = carried(variance)
    held = (shared - variance).cumsum(axis=1)
    assert_allclose(held[:, -1], 0, atol=PENNY)
    assert (held >= -PENNY).all()


def test_splitting_a_line_in_two_changes_no_share():
    weights, caps = [0.5, 0.3, 0.2], [40.0, np.inf, np.inf]
    terms = {"weights": weights, "caps": caps, "beyond": weights}
    assert_allclose(capped_split(70.0 + 30.0, **terms), capped_split(100.0, **terms))
    thousands = {**terms, "caps": [0.04, np.inf, np.inf]}
    assert_allclose(1000 * capped_split(0.1, **thousands), capped_split(100.0, **terms))


@given(st.floats(-1e9, 1e9), arrays(np.float64, 3, elements=st.floats(0.01, 1)))
def test_without_caps_all_is_shared_by_weight_as_with_caps_out_of_reach(amount, raw):
    weights = raw / raw.sum()
    asked = {"weights": weights, "beyond": [1.0, 0.0, 0.0]}
    free = capped_split(amount, caps=np.full(3, np.inf), **asked)
    assert_allclose(free, weights * amount, rtol=1e-12)
    far = capped_split(amount, caps=np.full(3, 1e12), **asked)
    assert_allclose(free, far, rtol=1e-12, atol=1e-6)
    nobody = capped_split(amount, caps=np.inf, weights=[0.0, 0.0, 0.0], beyond=asked["beyond"])
    assert_allclose(nobody, [amount, 0, 0])
