import numpy as np
import pytest
from numpy.testing import assert_allclose

from builders import STAGE_ONE, outcomes
from pathway_economics.contracts import CONTRACTS, Activity, Book, GainShare, Pool, SidePayment
from pathway_economics.errors import UnknownName
from pathway_economics.ledger import Entry


def book():
    amount = np.ones((2, 3, 200))
    there = Entry("ICB", "Acute trust", "contract", "x", 5 * amount)
    back = Entry("Acute trust", "ICB", "contract", "x", 2 * amount)
    return Book(outcomes(), {"A": (there,), "B": (back,)})


def test_net_and_gross_payments_by_hand():
    # the ICB pays 5 and gets 2 back
    assert_allclose(book().net_paid("ICB", ["A", "B"]), 3)
    assert_allclose(book().net_paid("Acute trust", ["A", "B"]), -3)
    gross = book().paid(["A", "B"])
    assert_allclose(gross["ICB"], 5)
    assert_allclose(gross["Acute trust"], 2)


def test_a_contract_outside_the_book_is_unknown():
    with pytest.raises(UnknownName, match="contract of an earlier stage"):
        book().net_paid("ICB", ["C"])


def test_expected_is_the_mean_of_the_reference():
    amount = np.stack([np.full((3, 200), 7.0), np.full((3, 200), 9.0)])
    assert_allclose(book().expected(amount), np.full((1, 3, 1), 7.0))


def test_what_is_settled_after_the_payments():
    later = {
        "quality_payment": 2,
        "efficiency_requirement": 2,
        "gain_share": 2,
        "network_share": 2,
        "bundle": 2,
        "quality_share": 2,
        "risk_corridor": 2,
        "shared_savings": 2,
        "stop_loss": 2,
        "pool": 3,
        "ring_fenced_fund": 3,
        "side_payment": 4,
    }
    stages = {keyword: kind.stage for keyword, kind in CONTRACTS.items()}
    assert isinstance(stages.pop("notice"), property)  # that of what it is made of
    assert {keyword: stage for keyword, stage in stages.items() if stage != 1} == later


def test_contracts_say_what_they_refer_to():
    parties = {"payer": "ICB", "payee": "Acute trust"}
    activity = Activity(**parties, services=["Admission"], price=["p", 2, "p * q"])
    assert activity.payers_and_payees() == ("ICB", "Acute trust")
    assert activity.services_in() == ("Admission",)
    assert [(f, str(x)) for f, x in activity.numbers()][:3] == [
        ("price[0]", "p"),
        ("price[1]", "2"),
        ("price[2]", "p * q"),
    ]
    assert activity.lengths() == (("price", 3),)
    assert GainShare(**parties, scope=["A"], sharing_rate=0.5).scope_in() == ("A",)
    assert Pool(members=["ICB", "Council"], scope=["A"]).payers_and_payees() == ("ICB", "Council")
    assert SidePayment(**parties, amount=1).scope_in() == ()


@pytest.mark.parametrize("contract", STAGE_ONE.values(), ids=STAGE_ONE)
def test_contracts_are_frozen_and_equal_by_their_terms(contract):
    assert contract == type(contract)(**{f: getattr(contract, f) for f in contract._fields()})
    with pytest.raises(AttributeError):
        contract.payee = "someone else"


def test_stranded_cost_is_what_no_patient_has_any_use_for():
    # 20 of 100 admissions avoided, a quarter of 4,328 each released: 20 x 3,246 are not;
    # other patients fill 12 of them, so that 20 x 3,246 - 12 x 4,328 = 12,984 are stranded
    asked = {"activity": {"Admission": np.reshape([100.0, 80.0], (2, 1, 1))}}
    asked["released"] = {"Admission": 0.25}
    empty = Book(outcomes(**asked)).unreleased("Acute trust")
    assert_allclose(empty[0], 0)
    assert_allclose(empty[1], 20 * 3_246)
    filled = outcomes(**asked, backfilled={"Admission": np.reshape([0.0, 12.0], (2, 1, 1))})
    assert_allclose(Book(filled).unreleased("Acute trust")[1], 12_984)
    full = outcomes(**asked, backfilled={"Admission": np.reshape([0.0, 20.0], (2, 1, 1))})
    assert_allclose(Book(full).unreleased("Acute trust"), 0)
    assert_allclose(Book(full).unreleased("ICB"), 0)


def test_stranded_cost_is_that_of_what_the_scope_counts():
    # 10 of 50 visits avoided, none of 90 each released; the admissions are another matter
    asked = {
        "activity": {
            "Home visit": np.reshape([50.0, 40.0], (2, 1, 1)),
            "Monitoring": np.reshape([20.0, 10.0], (2, 1, 1)),
        },
        "released": {"Home visit": 0.0, "Monitoring": 0.0},
    }
    counted = {"Visits": ("Home visit",), "Block": ()}
    book = Book(outcomes(**asked), counted=counted)
    assert_allclose(book.unreleased("Community trust", ["Visits"])[1], 10 * 90)
    for everything in (["Block"], []):
        assert_allclose(book.unreleased("Community trust", everything)[1], 10 * 90 + 10 * 31)
