import numpy as np
import pytest
from numpy.testing import assert_allclose

from builders import outcomes
from pathway_economics.contracts import Activity, Arrangement, RingFencedFund, SupplierPrice, settle
from pathway_economics.errors import InvalidModel
from pathway_economics.parties import EXTERNAL

FREE = {
    "Admission": ("Acute trust", 0.0, "admission"),
    "Monitoring": ("Community trust", 0.0, "month"),
}
DEVICES = SupplierPrice(payer="Community trust", payee="Supplier", per="Monitoring", price=1)
USED = np.reshape([0, 0, 0, 60, 120, 90], (2, 3, 1))


def settled(contracts=None, admissions=0.0, **terms):
    """Settle a fund of 100 a year; 60, 120 and 90 are paid for devices as proposed."""
    happened = outcomes(
        {"Monitoring": USED, "Admission": admissions}, services=FREE, n_years=3, n_draws=2
    )
    fund = RingFencedFund(**{"payer": "ICB", "scope": ["Devices"], "amount": 100, **terms})
    given = {"Devices": DEVICES, **(contracts or {}), "Fund": fund}
    return settle(happened, Arrangement("Ring-fenced", given))


def position(found, party):
    return found.position(party)[1, :, 0]


def test_it_refunds_as_far_as_it_goes_and_the_rest_expires():
    found = settled()
    assert_allclose(position(found, "Community trust"), [0, -20, 0])  # 120 - 100 in year 2
    assert_allclose(position(found, "ICB"), [-60, -100, -90])
    assert_allclose(position(found, "Fund"), 0)
    assert_allclose(found.position("ICB")[0], 0)  # nothing is spent in the reference


def test_what_is_carried_meets_later_spending_and_goes_back_at_the_end():
    found = settled(unspent="carried")
    assert_allclose(position(found, "Community trust"), 0)
    assert_allclose(position(found, "Fund"), [40, -20, -20])  # 40, 20 and nothing are left
    assert_allclose(position(found, "ICB"), [-100, -100, -100 + 30])


def test_what_is_left_may_be_raided():
    found = settled(unspent="raided", raided_by="Acute trust")
    assert_allclose(position(found, "Acute trust"), [40, 0, 10])
    assert_allclose(position(found, "ICB"), -100)
    # a fifth is taken at once: 80 are left for devices
    found = settled(unspent="raided", raided_by="Acute trust", raided_share=0.2)
    assert_allclose(position(found, "Acute trust"), [20 + 20, 20, 20])
    assert_allclose(position(found, "Community trust"), [0, -40, -10])
    found = settled(raided_by="Acute trust", raided_share=0.2)
    assert_allclose(position(found, "ICB"), [-80, -100, -100])


def test_payers_are_refunded_in_proportion():
    # 60, 120 and 90 for devices and 60 a year by the ICB for beds, of which it is refunded too
    beds = Activity(payer="ICB", payee="Acute trust", services=["Admission"], price=1)
    found = settled({"Beds": beds}, 60.0, payer=EXTERNAL, scope=["Beds", "Devices"])
    # 100 of 120, of 180 and of 150
    assert_allclose(position(found, "Community trust"), [-10, -120 + 100 * 120 / 180, -30])
    assert_allclose(position(found, "ICB"), [-10, -60 + 100 * 60 / 180, -20])
    assert_allclose(position(found, "Fund"), 0, atol=1e-9)


def test_it_may_be_filled_only_where_the_strategy_is_used():
    found = settled(strategy="Remote monitoring", unspent="raided", raided_by="Acute trust")
    assert_allclose(found.position("ICB")[0], 0)
    assert_allclose(found.position("ICB")[1], -100)


@pytest.mark.parametrize(
    ("terms", "complaint"),
    [
        ({"amount": -1}, "amount=-1"),
        ({"unspent": "kept"}, "unspent='kept'; it must be one of returned"),
        ({"unspent": "raided"}, "go together"),
        ({"raided_by": "Acute trust"}, "go together"),
        ({"raided_share": 0.2}, "go together"),
        ({"raided_share": 2, "raided_by": "Acute trust"}, "raided_share=2"),
    ],
)
def test_impossible_terms_are_refused(terms, complaint):
    with pytest.raises(InvalidModel, match=complaint):
        RingFencedFund(**{"payer": "ICB", "scope": ["Devices"], "amount": 100, **terms})


def test_terms_are_told():
    raided = RingFencedFund(
        scope=["Devices"], amount=5, unspent="raided", raided_by="Acute trust", raided_share=0.2
    )
    assert raided.describe("GBP") == (
        "An outside funder pays GBP 5 a year into a fund, which refunds what is paid under Devices "
        "as far as it goes. At the start of each year the Acute trust takes 20% of what is in it. "
        "What is left at the end of a year goes to the Acute trust."
    )
