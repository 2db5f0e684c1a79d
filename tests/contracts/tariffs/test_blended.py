import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from builders import PAY_BY_ACTIVITY, any_outcomes, outcomes
from pathway_economics.contracts import Activity, Arrangement, Blended, settle
from pathway_economics.errors import InvalidModel, UnknownName

SHARES = st.floats(0, 1)


def income(happened, contract):
    settled = settle(happened, Arrangement("A", {"Emergency": contract}))
    return settled.position("Acute trust") - happened.ledger.position("Acute trust")


def blended(**changes):
    return Blended(**{**PAY_BY_ACTIVITY, "price": 1.0, "variable_rate": 0.2, **changes})


@pytest.mark.parametrize(("units", "paid"), [(44.0, 40.8), (36.0, 39.2)])
def test_the_emergency_default_of_2019_20(units, paid):
    # plan 40: 40 + 0.2 x 4 and 40 - 0.2 x 4
    assert_allclose(income(outcomes({"Admission": units}), blended(plan=40)), paid)


def test_by_default_the_plan_is_the_mean_of_the_reference():
    # reference 40 +- 10 by draw, so the plan is 40; a proposal with 36 is paid 39.2
    chance = np.tile([-10.0, 10.0], 100)
    units = np.stack([40 + chance, np.full(200, 36.0)])[:, np.newaxis, :]
    paid = income(outcomes({"Admission": units}), blended())
    assert_allclose(paid[0], np.broadcast_to(40 + 0.2 * chance, (3, 200)))
    assert_allclose(paid[1], 39.2)


@given(any_outcomes(), SHARES, SHARES)
def test_a_blended_contract_pays_between_block_and_activity(happened, above, below):
    paid = income(happened, blended(variable_rate=above, variable_rate_below=below))
    block = income(happened, blended(variable_rate=0))
    activity = income(happened, Activity(**PAY_BY_ACTIVITY, price=1.0))
    assert (paid >= np.minimum(block, activity) - 1e-6).all()
    assert (paid <= np.maximum(block, activity) + 1e-6).all()


@given(any_outcomes())
def test_at_a_rate_of_one_it_is_payment_by_activity(happened):
    activity = income(happened, Activity(**PAY_BY_ACTIVITY, price=7.0))
    assert_allclose(income(happened, blended(variable_rate=1, price=7.0)), activity, atol=1e-6)


def test_at_a_rate_of_zero_the_trust_bears_no_volume():
    paid = income(outcomes(), blended(variable_rate=0, price=4_100))
    assert_allclose(paid, np.broadcast_to(paid[:1, :, :1], paid.shape))


@pytest.mark.parametrize(("rate", "trust", "community"), [(0.3, 51.2, 2.8), (0.7, 52.8, 1.2)])
def test_what_the_marginal_rate_retains_is_reinvested(rate, trust, community):
    # baseline 50, actual 54: the trust has 50 + rate x 4, the community trust the other
    # (1 - rate) x 4, and the commissioner pays for all 54
    terms = blended(
        plan=50, variable_rate=rate, variable_rate_below=1, reinvested_in="Community trust"
    )
    settled = settle(outcomes({"Admission": 54.0}), Arrangement("A", {"Emergency": terms}))
    assert_allclose(settled.position("ICB"), -54)
    assert_allclose(settled.position("Community trust"), community)
    assert_allclose(settled.position("Acute trust") + 54 * 4_328, trust)
    assert terms.payers_and_payees() == ("ICB", "Acute trust", "Community trust")


def test_below_plan_nothing_is_reinvested():
    terms = blended(plan=50, reinvested_in="Community trust")
    settled = settle(outcomes({"Admission": 48.0}), Arrangement("A", {"Emergency": terms}))
    assert_allclose(settled.position("Community trust"), 0)


@pytest.mark.parametrize(("units", "paid"), [(43.0, 42.65), (40.0, 40.4)])
def test_a_plan_may_be_a_share_of_an_earlier_value(units, paid):
    # 104 % of 40 = 41.6; 41.6 + 0.75 x 1.4 = 42.65; 41.6 - 0.75 x 1.6 = 40.4
    terms = blended(plan=40, plan_factor=1.04, variable_rate=0.75)
    assert_allclose(income(outcomes({"Admission": units}), terms), paid)


def test_a_share_of_the_expected_value_is_a_plan_too():
    # the reference delivers 100, so the plan is 90; 90 + 0.5 x 10 = 95
    terms = blended(plan_factor=0.9, variable_rate=0.5)
    assert_allclose(income(outcomes({"Admission": 100.0}), terms), 95)


def test_the_payer_cannot_reinvest_in_itself():
    with pytest.raises(InvalidModel, match="reinvested_in='ICB', but that is the payer"):
        blended(reinvested_in="ICB")


def test_a_reinvestment_in_nobody_known_is_refused():
    terms = blended(plan=50, reinvested_in="Comunity trust")
    with pytest.raises(UnknownName, match="'Community trust'"):
        settle(outcomes({"Admission": 54.0}), Arrangement("A", {"Emergency": terms}))


def test_reinvestment_and_share_of_plan_in_words():
    terms = blended(price=3_100, plan=40, plan_factor=1.04, reinvested_in="Community trust")
    assert terms.describe("GBP") == (
        "The ICB pays the Acute trust 104% of a planned GBP 40 a year, adding 20% of the value of "
        "activity above plan and taking back 20% of the value below it (admission, valued at "
        "GBP 3,100 each). It pays the rest of the value above plan to the Community trust."
    )


def test_a_rate_outside_the_unit_interval_is_refused():
    with pytest.raises(InvalidModel, match=r"variable_rate=1.2, but a share lies in \[0, 1\]"):
        blended(variable_rate=1.2)


def test_in_words():
    assert blended(price=3_100, plan=40).describe("GBP") == (
        "The ICB pays the Acute trust a planned GBP 40 a year, adding 20% of the value of "
        "activity above plan and taking back 20% of the value below it "
        "(admission, valued at GBP 3,100 each)."
    )
    assert blended(price=3_100, variable_rate=0).describe("GBP") == (
        "The ICB pays the Acute trust the value of activity expected today (the plan), "
        "whatever the activity (admission, valued at GBP 3,100 each)."
    )
