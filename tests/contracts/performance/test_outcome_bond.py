import numpy as np
import pytest
from hypothesis import given
from numpy.testing import assert_allclose

from builders import any_outcomes, outcomes
from pathway_economics.contracts import Arrangement, OutcomeBond, settle
from pathway_economics.errors import InvalidModel
from pathway_economics.payments import return_on_investment

TERMS = {
    "payer": "ICB",
    "investor": "Supplier",
    "delivery": "Community trust",
    "investment": [1_000, 0, 0],
    "price": 6,
    "achieved": {"services": ["Home visit"]},
}


def settled(happened, **changes):
    return settle(happened, Arrangement("A", {"Bond": OutcomeBond(**{**TERMS, **changes})}))


def test_the_bond_by_hand():
    """1,000 up front; 100 outcomes a year at 6 each, at most 550 a year and 1,300 in all."""
    found = settled(outcomes({"Home visit": 100.0}), yearly_cap=550, total_cap=1_300)
    # 550, 550 and what is left of 1,300
    assert_allclose(found.position("ICB")[0, :, 0], [-550, -550, -200])
    assert_allclose(found.position("Supplier")[0, :, 0], [-450, 550, 200])
    # the visits cost their provider 9,000 a year; it has the 1,000
    assert_allclose(found.position("Community trust")[0, :, 0], [-8_000, -9_000, -9_000])
    # 450 = 550 v + 200 v^2, so v = (-550 + sqrt(550^2 + 4 x 200 x 450)) / 400
    v = (-550 + np.sqrt(550**2 + 4 * 200 * 450)) / 400
    assert_allclose(return_on_investment(found.position("Supplier")), 1 / v - 1)


@given(any_outcomes())
def test_the_commissioner_never_pays_more_than_the_caps(happened):
    found = settled(happened, investment=[1_000, 0], yearly_cap=5_000, total_cap=8_000)
    paid = -found.position("ICB")
    assert (paid >= 0).all()
    assert (paid <= 5_000).all()
    assert (paid.sum(axis=1) <= 8_000 * (1 + 1e-12)).all()


def test_the_investment_is_non_recurrent_and_the_strategy_a_condition():
    found = settled(outcomes({"Home visit": 100.0}), strategy="Remote monitoring")
    entries = {e.label: e for e in found.ledger.entries if e.source == "Bond"}
    assert not entries["Investment"].recurrent
    assert entries["Outcome payments"].recurrent
    assert_allclose(found.position("ICB")[:, 0, 0], [0, -600])
    assert_allclose(found.position("Supplier")[:, 0, 0], [0, -400])


def test_terms_that_cannot_be_are_refused():
    with pytest.raises(InvalidModel, match="'Supplier' would invest in itself; name two parties"):
        OutcomeBond(**{**TERMS, "delivery": "Supplier"})
    with pytest.raises(InvalidModel, match="total_cap holds over all years; give one number"):
        OutcomeBond(**TERMS, total_cap=[1, 2, 3])
    with pytest.raises(InvalidModel, match="outcomes achieved of 'Bond'"):
        settled(outcomes(), achieved="0 - 5")
