import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathway_economics.payments import cap_and_collar, cost_and_volume

VALUES = st.floats(0, 1e9)
SHARES = st.floats(0, 1)


def paid(value, plan=100.0, amount=None, upper=0.03, lower=0.02, above=0.5, below=0.3):
    return cost_and_volume(
        value,
        plan,
        amount=plan if amount is None else amount,
        upper_tolerance=upper,
        lower_tolerance=lower,
        rate_above=above,
        rate_below=below,
    )


@pytest.mark.parametrize(
    ("value", "payment"),
    [
        (110, 103.5),  # 100 + 0.5 x (110 - 103)
        (103, 100),
        (100, 100),
        (98, 100),
        (90, 97.6),  # 100 - 0.3 x (98 - 90)
        (0, 70.6),  # 100 - 0.3 x 98
    ],
)
def test_cost_and_volume_by_hand(value, payment):
    assert paid(value) == pytest.approx(payment)


def test_the_amount_need_not_be_the_plan():
    assert paid(110, amount=95) == pytest.approx(98.5)  # 95 + 0.5 x 7


@given(VALUES, VALUES, SHARES, SHARES)
def test_within_the_tolerance_it_is_a_block_and_without_one_it_is_blended(value, plan, up, down):
    assert paid(plan * (1 + up), plan, upper=up, lower=down) == pytest.approx(plan, abs=1e-6)
    assert paid(plan * (1 - down), plan, upper=up, lower=down) == pytest.approx(plan, abs=1e-6)
    assert paid(value, plan, above=0, below=0) == plan
    full = paid(value, plan, upper=0, lower=0, above=1, below=1)
    assert full == pytest.approx(value, rel=1e-9, abs=1e-6)


@given(VALUES, VALUES, VALUES, SHARES, SHARES, SHARES, SHARES)
def test_it_rises_with_activity_by_no_more_than_its_value(
    value, more, plan, up, down, above, below
):
    terms = {"plan": plan, "upper": up, "lower": down, "above": above, "below": below}
    rise = paid(value + more, **terms) - paid(value, **terms)
    assert -1e-6 <= rise <= max(above, below) * more + 1e-6  # so it has no jump either


@given(VALUES, VALUES, st.floats(0.01, 100))
def test_the_unit_of_money_scales_the_payment(value, plan, unit):
    scaled = paid(unit * value, unit * plan)
    assert scaled == pytest.approx(unit * paid(value, plan), rel=1e-9, abs=1e-3)
    limited = cap_and_collar(unit * value, unit * plan, cap=0.03, collar=0.02)
    at_par = cap_and_collar(value, plan, cap=0.03, collar=0.02)
    assert limited == pytest.approx(unit * at_par, rel=1e-9, abs=1e-3)


@pytest.mark.parametrize(
    ("value", "terms", "payment"),
    [
        (110, {"cap": 0.03, "collar": 0.02}, 103),  # 1.03 x 100
        (101, {"cap": 0.03, "collar": 0.02}, 101),
        (90, {"cap": 0.03, "collar": 0.02}, 98),  # 0.98 x 100
        (90, {"cap": 0.03}, 90),  # a yearly maximum alone
        (110, {"collar": 0.02}, 110),
    ],
)
def test_cap_and_collar_by_hand(value, terms, payment):
    assert cap_and_collar(value, 100, **terms) == pytest.approx(payment)


@given(VALUES, VALUES, SHARES, SHARES)
def test_payment_stays_within_its_limits(value, plan, cap, collar):
    payment = cap_and_collar(value, plan, cap=cap, collar=collar)
    assert (1 - collar) * plan - 1e-6 <= payment <= (1 + cap) * plan + 1e-6
    assert abs(payment - plan) <= abs(value - plan) + 1e-6
    assert cap_and_collar(value, plan, cap=0, collar=0) == plan


@given(VALUES, VALUES, VALUES, SHARES, SHARES)
def test_a_limited_payment_rises_with_activity_by_no_more_than_its_value(
    value, more, plan, cap, collar
):
    rise = cap_and_collar(value + more, plan, cap=cap, collar=collar) - cap_and_collar(
        value, plan, cap=cap, collar=collar
    )
    assert -1e-6 <= rise <= more + 1e-6
