"""What every contract obeys, whatever happened: conservation, order, the unit of money."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import PARTIES, SERVICES, STAGE_ONE, any_outcomes, outcomes
from contracts.samples import SAMPLES
from pathway_economics.contracts import CONTRACTS, Arrangement, settle
from pathway_economics.contracts.terms import Terms
from pathway_economics.outcomes import Outcomes
from pathway_economics.parameters.expressions import Constant
from pathway_economics.parties import EXTERNAL

EACH = [(word, index) for word, terms in SAMPLES.items() for index in range(len(terms))]
few = settings(max_examples=max(settings().max_examples // 5, 5))


def arrangement(word, index):
    """Return the contract with those it reads, of the kinds that are settled first."""
    contract = CONTRACTS[word](**SAMPLES[word][index])
    return Arrangement("Under test", {**STAGE_ONE, "Tested": contract})


def entries(happened, arranged):
    return [e for e in settle(happened, arranged).ledger.entries if e.source == "Tested"]


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
        assert np.abs(ledger.position(account)).max() <= rounding(ledger)  # it keeps nothing
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


UNIT = 128.0
"""Money counted in units this many times smaller; a power of two, so that no digit is lost."""

MONEY_TOO = {"gain_share": ("benchmark",), "pool": ("contributions",)}
"""Fields that may hold amounts of money beside other things."""


def in_smaller_units(terms, word=""):
    """Return terms with every amount of money in them counted in the smaller unit."""
    kind = type(terms)
    fields = {f: getattr(terms, f) for f in (*kind.money, *MONEY_TOO.get(word, ()))}
    changes = {f: times(value) for f, value in fields.items() if value is not None}
    for field in kind.parts:
        changes[field] = times(getattr(terms, field))
    return replace(terms, **changes)


def times(value):
    if isinstance(value, Constant):
        return value.value * UNIT
    if isinstance(value, Terms):
        return in_smaller_units(value)
    if isinstance(value, tuple):
        return tuple(times(item) for item in value)
    if isinstance(value, dict):
        return {key: times(item) for key, item in value.items()}
    return value


@pytest.mark.parametrize(("word", "index"), EACH)
def test_the_unit_of_money_changes_nothing(word, index):
    """All prices, costs and terms in pence of a kind: every entry is as many times larger."""
    costs = {name: (who, cost * UNIT, unit) for name, (who, cost, unit) in SERVICES.items()}
    arranged = arrangement(word, index)
    smaller = {
        name: in_smaller_units(contract, contract.keyword)
        for name, contract in arranged.contracts.items()
    }
    asked = {"n_years": 2, "n_draws": 16, "released": {"Admission": 0.25}}
    found = entries(outcomes(**asked), arranged)
    again = entries(outcomes(services=costs, **asked), Arrangement("Smaller units", smaller))
    assert [e.label for e in again] == [e.label for e in found]
    for one, other in zip(found, again, strict=True):
        largest = np.abs(one.amount).max(initial=0.0)
        assert np.abs(other.amount - UNIT * one.amount).max() <= 1e-9 * UNIT * max(largest, 1.0)


OF_ADMISSIONS = [
    (word, index)
    for word, index in EACH
    if tuple(SAMPLES[word][index].get("services") or ()) == ("Admission",)
    and "spending" not in CONTRACTS[word].settle.__code__.co_names  # which knows one line alone
]


@pytest.mark.parametrize(("word", "index"), OF_ADMISSIONS)
@few
@given(happened=any_outcomes(n_years=2), part=st.floats(0, 1))
def test_splitting_activity_into_lines_changes_nothing(word, index, happened, part):
    """Admissions counted as two services in any mix are paid for as they are as one."""
    terms = SAMPLES[word][index]
    line = happened.line("Admission")
    activity = happened.activity[:, line]
    both = {
        "Admission": activity,
        "Emergency": part * activity,
        "Planned": activity - part * activity,
        "Monitoring": happened.activity[:, happened.line("Monitoring")],
        "Home visit": happened.activity[:, happened.line("Home visit")],
    }
    who, cost, unit = SERVICES["Admission"]
    split = {**SERVICES, "Emergency": (None, cost, unit), "Planned": (None, cost, unit)}
    apart = outcomes(both, services=split, n_years=2, n_draws=happened.n_draws)
    kind = CONTRACTS[word]
    one = {**STAGE_ONE, "Tested": kind(**terms)}
    two = {**STAGE_ONE, "Tested": kind(**{**terms, "services": ["Emergency", "Planned"]})}
    paid = [settle(apart, Arrangement("A", contracts)) for contracts in (one, two)]
    for party in PARTIES:
        difference = paid[0].position(party.name) - paid[1].position(party.name)
        assert np.abs(difference).max() <= 1e-9 * max(np.abs(activity).max(), 1.0) * 5_000


def test_the_samples_name_what_is_there():
    for terms in SAMPLES.values():
        for each in terms:
            assert set(each.get("services") or ()) <= set(SERVICES)
