import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathway_economics.payments import conditional, graded

amounts = st.floats(0, 1e9)
numbers = st.floats(-1e6, 1e6)


def test_all_or_nothing_by_hand():
    # exactly the threshold counts
    assert conditional(445.0, [0.99, 1.0, 1.2], 1.0).tolist() == [0, 445, 445]


@pytest.mark.parametrize(
    ("achieved", "paid"),
    [
        (400, 0.4 * 1_490_000),  # 400 of 1,000
        (1_000, 1_490_000),
        (1_500, 1_490_000),  # no more than all of it
        (-4_900, 0),  # admissions rose: nothing, and nothing is paid back
    ],
)
def test_better_care_fund_by_hand(achieved, paid):
    """Plan of 1,000 admissions fewer at 1,490 each: 1.49 million held back."""
    assert graded(1_000 * 1_490, achieved, target=1_000) == pytest.approx(paid, rel=1e-15)


def test_between_floor_and_target_and_where_less_is_better():
    # from 90 % to 95 %: 92 % is two fifths of the way
    assert graded(10.0, 0.92, floor=0.90, target=0.95) == pytest.approx(4.0)
    # readmissions from 10 % down to 8 %: 9 % is half of the way
    assert graded(10.0, 0.09, floor=0.10, target=0.08) == pytest.approx(5.0)


@given(amounts, numbers, numbers, numbers)
def test_a_graded_payment_stays_within_the_amount_and_rises_towards_its_target(
    amount, achieved, floor, target
):
    paid = graded(amount, achieved, floor=floor, target=target)
    assert 0 <= paid <= amount
    further = achieved + (1.0 if target >= floor else -1.0)
    assert graded(amount, further, floor=floor, target=target) >= paid


@given(amounts, numbers, numbers)
def test_where_floor_and_target_meet_the_payment_is_conditional(amount, achieved, threshold):
    assert graded(amount, achieved, floor=threshold, target=threshold) == conditional(
        amount, achieved, threshold
    )


@given(amounts, numbers, numbers)
def test_a_threshold_pays_all_or_nothing(amount, achieved, threshold):
    assert conditional(amount, achieved, threshold) in (0.0, amount)


def test_broadcasts_over_years_and_draws():
    achieved = np.linspace(0, 1, 6).reshape(3, 2)
    assert graded(np.ones((2, 1, 1)), achieved).shape == (2, 3, 2)
