import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathway_economics.payments import withheld

VALUES = st.floats(0, 1e9)
SHARES = st.floats(0, 1)


def test_a_share_judged_avoidable_is_not_paid():
    # 200 readmissions at 2,000 = 400,000, a = 0.3: 120,000 withheld, 0.7 x 400,000 = 280,000 paid
    value = 200 * 2_000
    assert withheld(value, share=0.3) == pytest.approx(120_000)
    assert value - withheld(value, share=0.3) == pytest.approx((1 - 0.3) * 200 * 2_000)


@pytest.mark.parametrize(
    ("readmissions", "paid_for"),
    [
        (350, 300),  # paid up to 0.75 x 400 = 300 of them
        (300, 300),
        (250, 250),  # the reduction by a quarter is more than reached
    ],
)
def test_the_rule_of_2011_12_for_non_elective_care(readmissions, paid_for):
    value, allowed = readmissions * 2_000, 0.75 * 400 * 2_000
    assert value - withheld(value, share=1, allowed=allowed) == paid_for * 2_000


@given(VALUES, VALUES, SHARES)
def test_it_lies_between_nothing_and_the_excess(value, allowed, share):
    kept = withheld(value, share=share, allowed=allowed)
    assert 0 <= kept <= max(0, value - allowed)
    assert withheld(value, share=0, allowed=allowed) == 0
    assert withheld(value, share=1, allowed=allowed) == pytest.approx(max(0, value - allowed))


@given(VALUES, VALUES, VALUES, SHARES)
def test_it_rises_with_the_value_by_no_more_than_its_share(value, more, allowed, share):
    rise = withheld(value + more, share=share, allowed=allowed) - withheld(
        value, share=share, allowed=allowed
    )
    assert -1e-6 <= rise <= share * more + 1e-6


@given(VALUES, VALUES, SHARES, st.floats(0.01, 100))
def test_the_unit_of_money_scales_it(value, allowed, share, unit):
    scaled = withheld(unit * value, share=share, allowed=unit * allowed)
    assert scaled == pytest.approx(unit * withheld(value, share=share, allowed=allowed), abs=1e-3)


@given(VALUES, VALUES, SHARES)
def test_without_an_allowance_lines_add_up(one, other, share):
    apart = withheld(one, share=share) + withheld(other, share=share)
    assert apart == pytest.approx(withheld(one + other, share=share), rel=1e-9, abs=1e-3)
