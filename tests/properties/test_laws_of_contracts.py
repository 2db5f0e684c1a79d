"""What every contract obeys, whatever happened: conservation, order, the unit of money."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import PARTIES, SERVICES, STAGE_ONE, any_outcomes, outcomes
from contracts.samples import SAMPLES
from pathway_economics.contracts import CONTRACTS, Arrangement, settle
from pathway_economics.outcomes import Outcomes
from pathway_economics.parties import EXTERNAL

EACH = [(word, index) for word, terms in SAMPLES.items() for index in range(len(terms))]
few = settings(max_examples=max(settings().max_examples // 5, 5))


def arrangement(word, index):
    """Return the contract with those it reads, of the kinds that are settled first."""
    contract = CONTRACTS[word](**SAMPLES[word][index])
    return Arrangement("Under test", {**STAGE_ONE, "Tested": contract})


def entries(happened, arranged):
    return [e for e in settle(happened, arranged).ledger.entries if e.source == "Tested"]


def carries(terms):
    return "carried" in (terms.get("underspends"), terms.get("unspent"))


def rounding(ledger):
    return 1e-12 * max(1.0, sum(np.abs(e.amount).max(initial=0.0) for e in ledger.entries))


@pytest.mark.parametrize(("word", "index"), EACH)
@few
@given(happened=any_outcomes(n_years=2))
def test_money_is_moved_and_never_made(word, index, happened):
    ledger = settle(happened, arrangement(word, index)).ledger
    total = sum(ledger.position(account) for account in ledger.accounts)
    assert np.abs(total).max() <= rounding(ledger)
    for account in set(ledger.accounts) - {EXTERNAL, *(party.name for party in PARTIES)}:
        held = ledger.position(account).cumsum(axis=1)  # at the end of each year
        assert np.abs(held[:, -1]).max() <= rounding(ledger)  # in the end it keeps nothing
        assert held.min() >= -rounding(ledger)  # and it never pays what it does not hold
        if not carries(SAMPLES[word][index]):
            assert np.abs(held).max() <= rounding(ledger)
    assert all(np.isfinite(e.amount).all() for e in ledger.entries)


@pytest.mark.parametrize(("word", "index"), EACH)
@few
@given(happened=any_outcomes(n_years=2), order=st.randoms())
def test_the_order_of_contracts_never_matters(word, index, happened, order):
    arranged = arrangement(word, index)
    names = list(arranged.contracts)
    order.shuffle(names)
    again = Arrangement("Again", {name: arranged.contracts[name] for name in names})
    one, other = settle(happened, arranged), settle(happened, again)
    for party in PARTIES:
        apart = np.abs(one.position(party.name) - other.position(party.name)).max()
        assert apart <= rounding(one.ledger)


@pytest.mark.parametrize(("word", "index"), EACH)
def test_terms_of_settled_contracts_are_told(word, index):
    happened = outcomes(n_years=2)
    assert isinstance(happened, Outcomes)
    assert settle(happened, arrangement(word, index)).terms["Tested"].startswith(("The ", "An "))


def test_the_samples_name_what_is_there():
    for terms in SAMPLES.values():
        for each in terms:
            assert set(each.get("services") or ()) <= set(SERVICES)
