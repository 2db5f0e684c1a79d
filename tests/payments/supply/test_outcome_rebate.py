import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathway_economics.payments import outcome_rebate

UNITS = st.floats(0, 1e6)
PRICES = st.floats(0, 1e6)
SHARES = st.floats(0, 1)


def near(amount, of=1.0):
    """Allow for rounding of what was subtracted, too."""
    return pytest.approx(amount, rel=1e-9, abs=1e-12 * max(of, 1.0))


@pytest.mark.parametrize(
    ("rebate_rate", "paid"),
    [
        (1.0, 735_660),  # full rebate: 100 x 12,261 x 0.6
        (0.5, 980_880),  # risk share: 100 x 12,261 x (0.6 + 0.4 x 0.5) = 1,226,100 x 0.8
        (0.0, 1_226_100),  # 100 x 12,261
    ],
)
def test_bortezomib_at_the_cost_of_a_course(rebate_rate, paid):
    """NICE TA311: 12,261 for bortezomib with dexamethasone; 60 of 100 patients respond."""
    back = outcome_rebate(100.0, 12_261.0, response=0.6, rebate_rate=rebate_rate)
    assert 100 * 12_261 - back == pytest.approx(paid, rel=1e-15)


@given(UNITS, PRICES, SHARES, SHARES)
def test_what_comes_back_lies_between_nothing_and_what_was_paid(units, price, response, rate):
    back = outcome_rebate(units, price, response=response, rebate_rate=rate)
    assert 0.0 <= back <= units * price


@given(UNITS, PRICES, SHARES)
def test_limits_at_rates_and_responses_of_0_and_1(units, price, share):
    assert outcome_rebate(units, price, response=share, rebate_rate=0.0) == 0.0
    assert outcome_rebate(units, price, response=1.0, rebate_rate=share) == 0.0
    nobody = outcome_rebate(units, price, response=0.0, rebate_rate=1.0)
    assert nobody == units * price
    full = outcome_rebate(units, price, response=share, rebate_rate=1.0)
    assert units * price - full == near(
        units * price * share, of=units * price
    )  # payment by result


@given(UNITS, PRICES, SHARES, SHARES, SHARES)
def test_the_better_the_response_the_less_comes_back(units, price, one, other, rate):
    worse, better = sorted((one, other))
    back = outcome_rebate(units, price, response=np.array([worse, better]), rebate_rate=rate)
    assert back[1] <= back[0]
    no_jump = rate * price * units * (better - worse)
    assert back[0] - back[1] == near(no_jump, of=units * price)


@given(UNITS, UNITS, PRICES, SHARES, SHARES)
def test_splitting_the_units_changes_nothing(some, others, price, response, rate):
    terms = {"response": response, "rebate_rate": rate}
    apart = outcome_rebate(some, price, **terms) + outcome_rebate(others, price, **terms)
    assert outcome_rebate(some + others, price, **terms) == near(apart)


@given(UNITS, PRICES, SHARES, SHARES, st.floats(0.01, 100))
def test_the_unit_of_money_scales_the_rebate(units, price, response, rate, factor):
    terms = {"response": response, "rebate_rate": rate}
    back = outcome_rebate(units, price, **terms)
    assert outcome_rebate(units, factor * price, **terms) == near(factor * back)
