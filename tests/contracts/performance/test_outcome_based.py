import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from builders import any_outcomes, outcomes
from pathway_economics.contracts import Activity, Arrangement, Block, OutcomeBased, settle
from pathway_economics.errors import InvalidModel

PRIME = {"payer": "ICB", "payee": "Community trust"}
HALF = {"Independence": {"achieved": 0.5}}


def test_a_prime_provider_keeps_what_its_subcontractors_do_not_get():
    """The margin of the prime is its position: contract less subcontracts less own cost.

    Contract of 1,000,000 with 20 % at risk and a score of 0.5: 800,000 + 100,000.
    Subcontracts: 100 admissions at 4,100 and a block of 120,000. Own cost: 300 visits at 90.
    """
    happened = outcomes({"Admission": 100.0, "Home visit": 300.0})
    contracts = {
        "Prime": OutcomeBased(**PRIME, amount=1_000_000, at_risk=0.2, indicators=HALF),
        "Acute care": Activity(
            payer="Community trust", payee="Acute trust", services=["Admission"], price=4_100
        ),
        "Kit": Block(payer="Community trust", payee="Supplier", amount=120_000),
    }
    settled = settle(happened, Arrangement("Prime provider", contracts))
    margin = 900_000 - 410_000 - 120_000 - 27_000
    assert_allclose(settled.position("Community trust"), margin)
    assert_allclose(settled.position("ICB"), -900_000)  # whatever the mix


@given(any_outcomes(), st.floats(0, 1))
def test_the_commissioner_pays_no_more_than_the_amount(happened, at_risk):
    visits = {"Visits": {"achieved": {"services": ["Home visit"]}, "target": 5_000}}
    contract = OutcomeBased(**PRIME, amount=1e6, at_risk=at_risk, indicators=visits)
    paid = -settle(happened, Arrangement("A", {"Prime": contract})).position("ICB")
    assert (paid <= 1e6 * (1 + 1e-12)).all()
    assert (paid >= 1e6 * (1 - at_risk) * (1 - 1e-12)).all()
    # all units at 5,000 or beyond earn the whole
    units = happened.activity[:, happened.line("Home visit")]
    assert_allclose(paid[units >= 5_000], 1e6)


def test_the_entries_say_what_was_earned():
    contract = OutcomeBased(**PRIME, amount=[100, 200, 300], at_risk=0.1, indicators=HALF)
    ledger = settle(outcomes(), Arrangement("A", {"Prime": contract})).ledger
    found = {e.label: np.asarray(e.amount)[0, :, 0] for e in ledger.entries if e.source == "Prime"}
    assert_allclose(found["Certain part"], [90, 180, 270])
    assert_allclose(found["Earned by outcomes"], [5, 10, 15])


def test_wrong_terms_are_refused():
    with pytest.raises(InvalidModel, match=r"at_risk=1.2, but a share lies in \[0, 1\]"):
        OutcomeBased(**PRIME, amount=1, at_risk=1.2, indicators=HALF)
    with pytest.raises(InvalidModel, match="indicators is empty"):
        OutcomeBased(**PRIME, amount=1, at_risk=0.2, indicators={})
