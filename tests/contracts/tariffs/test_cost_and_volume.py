import numpy as np
import pytest
from hypothesis import given
from numpy.testing import assert_allclose

from builders import PAY_BY_ACTIVITY, any_outcomes, outcomes
from pathway_economics.contracts import (
    Activity,
    Arrangement,
    Block,
    CapAndCollar,
    CostAndVolume,
    settle,
)
from pathway_economics.errors import InvalidModel

ACUTE = {**PAY_BY_ACTIVITY, "price": 1.0}
RATES = {"rate_above": 0.5, "rate_below": 0.3, "upper_tolerance": 0.03, "lower_tolerance": 0.02}


def paid(happened, contract):
    return -settle(happened, Arrangement("A", {"Acute": contract})).position("ICB")


@pytest.mark.parametrize(
    ("units", "payment"),
    [
        (110.0, 103.5),  # 100 + 0.5 x (110 - 103)
        (101.0, 100.0),
        (90.0, 97.6),  # 100 - 0.3 x (98 - 90)
    ],
)
def test_cost_and_volume_by_hand(units, payment):
    terms = CostAndVolume(**ACUTE, **RATES, plan=100)
    assert_allclose(paid(outcomes({"Admission": units}), terms), payment)
    other = CostAndVolume(**ACUTE, **RATES, plan=100, amount=95)
    assert_allclose(paid(outcomes({"Admission": units}), other), payment - 5)


@pytest.mark.parametrize(("units", "payment"), [(110.0, 103.0), (101.0, 101.0), (90.0, 98.0)])
def test_cap_and_collar_by_hand(units, payment):
    terms = CapAndCollar(**ACUTE, cap=0.03, collar=0.02, plan=100)
    assert_allclose(paid(outcomes({"Admission": units}), terms), payment)


def test_by_default_the_plan_is_the_mean_of_the_reference():
    # reference 100, proposal 90: 100 - 0.3 x 8 = 97.6, and 98
    happened = outcomes({"Admission": np.reshape([100.0, 90.0], (2, 1, 1))})
    assert_allclose(paid(happened, CostAndVolume(**ACUTE, **RATES))[1], 97.6)
    assert_allclose(paid(happened, CapAndCollar(**ACUTE, cap=0.03, collar=0.02))[1], 98)


@given(any_outcomes())
def test_their_ends_are_block_and_activity(happened):
    activity = paid(happened, Activity(**ACUTE))
    full = CostAndVolume(**ACUTE, rate_above=1, rate_below=1)
    assert_allclose(paid(happened, full), activity, atol=1e-6)
    block = paid(happened, Block(payer="ICB", payee="Acute trust", amount=500))
    closed = CapAndCollar(**ACUTE, cap=0, collar=0, plan=500)
    assert_allclose(paid(happened, closed), block)
    still = CostAndVolume(**ACUTE, rate_above=0, plan=500)
    assert_allclose(paid(happened, still), block)


def test_an_activity_contract_without_limits_is_refused():
    with pytest.raises(InvalidModel, match="give one, or use activity"):
        CapAndCollar(**ACUTE)


def test_in_words():
    assert CostAndVolume(**ACUTE, **RATES, amount=95).describe("GBP") == (
        "The ICB pays the Acute trust GBP 95 a year against the value of activity expected today "
        "(the plan), adding 50% of the value of activity more than 3% above plan and taking back "
        "30% of the value more than 2% below it (admission, valued at GBP 1 each)."
    )
    assert CapAndCollar(**ACUTE, cap=0.03).describe("GBP") == (
        "The ICB pays the Acute trust GBP 1 for each admission, but no more than 3% above the "
        "value of activity expected today (the plan)."
    )
