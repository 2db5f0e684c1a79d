import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathway_economics.payments import conditional_continuation, outcome_rebate

UNITS = st.floats(0, 1e6)
PRICES = st.floats(0, 1e6)
SHARES = st.floats(0, 1)


def near(amount):
    return pytest.approx(amount, rel=1e-9, abs=1e-6)


def test_by_hand():
    # 200 trials at a quarter of 400; half of what was paid comes back for the 30 % who fail;
    # 140 go on: 200 x 100 = 20,000, 0.5 x 20,000 x 0.3 = 3,000, 140 x 400 = 56,000
    terms = {"trial_rate": 0.25, "trial_refund": 0.5, "response": 0.7}
    assert conditional_continuation(200, 140, 400, **terms) == pytest.approx(
        (20_000, 3_000, 56_000)
    )


@given(UNITS, UNITS, PRICES, SHARES, SHARES)
def test_a_free_trial_costs_nothing_and_refunds_nothing(tried, going, price, refund, response):
    paid = conditional_continuation(tried, going, price, trial_refund=refund, response=response)
    assert paid == (0.0, 0.0, going * price)


@given(UNITS, UNITS, PRICES)
def test_at_the_full_price_all_units_are_alike(tried, going, price):
    trials, refund, on = conditional_continuation(tried, going, price, trial_rate=1.0)
    assert refund == 0.0
    assert trials + on == near((tried + going) * price)


@given(UNITS, UNITS, PRICES, SHARES, SHARES, SHARES)
def test_no_more_comes_back_than_was_paid_for_trials(tried, going, price, rate, refund, response):
    terms = {"trial_rate": rate, "trial_refund": refund, "response": response}
    trials, back, _ = conditional_continuation(tried, going, price, **terms)
    assert 0.0 <= back <= trials


@given(UNITS, PRICES, SHARES)
def test_a_full_refund_of_a_trial_at_full_price_is_payment_by_result(tried, price, response):
    """With nothing after the trial, it is an outcome rebate at a rate of 1."""
    terms = {"trial_rate": 1.0, "trial_refund": 1.0, "response": response}
    _, back, _ = conditional_continuation(tried, 0.0, price, **terms)
    assert back == outcome_rebate(tried, price, response=response, rebate_rate=1.0)


@given(UNITS, UNITS, PRICES, SHARES, SHARES, st.floats(0.01, 100))
def test_the_unit_of_money_scales_every_part(tried, going, price, rate, response, factor):
    terms = {"trial_rate": rate, "trial_refund": 0.5, "response": response}
    once = conditional_continuation(tried, going, price, **terms)
    scaled = conditional_continuation(tried, going, price * factor, **terms)
    assert scaled == near(tuple(part * factor for part in once))
