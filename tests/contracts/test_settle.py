from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from builders import (
    PARTIES,
    PAY_BY_ACTIVITY,
    SERVICES,
    STAGE_ONE,
    any_contracts,
    any_outcomes,
    outcomes,
)
from pathway_economics.contracts import (
    Activity,
    Arrangement,
    Blended,
    Block,
    GainShare,
    Pool,
    settle,
)
from pathway_economics.errors import InvalidModel, UnknownName
from pathway_economics.parameters import Parameter, Uniform
from pathway_economics.parties import EXTERNAL
from pathway_economics.seeds import stream

PENNY = 0.01  # below any payment that matters, above rounding of 100 million
PUBLIC = ("ICB", "Acute trust", "Community trust")
OUTSIDE = {"Devices", "Start-up"}


@given(any_outcomes(), any_contracts())
def test_positions_of_all_accounts_sum_to_zero(happened, contracts):
    settled = settle(happened, Arrangement("A", contracts))
    total = sum(settled.position(account) for account in settled.ledger.accounts)
    assert_allclose(total, 0, atol=PENNY)


@given(any_outcomes(), any_contracts())
def test_contracts_within_a_perimeter_leave_its_total(happened, contracts):
    inside = {
        name: terms
        for name, terms in contracts.items()
        if name not in OUTSIDE and not OUTSIDE & set(terms.scope_in())
    }
    settled = settle(happened, Arrangement("A", inside))
    before = sum(happened.ledger.position(party) for party in PUBLIC)
    assert_allclose(sum(settled.position(party) for party in PUBLIC), before, atol=PENNY)


@given(any_outcomes(), any_contracts())
def test_a_pool_nets_to_zero_everywhere(happened, contracts):
    settled = settle(happened, Arrangement("A", contracts))
    if "Pool" in contracts:
        assert_allclose(settled.position("Pool"), 0, atol=PENNY)


@given(any_outcomes(), any_contracts(), st.randoms())
def test_the_order_of_rows_changes_no_bit(happened, contracts, random):
    rows = list(contracts.items())
    random.shuffle(rows)
    turned = {name: _turned(terms, random) for name, terms in rows}
    first = settle(happened, Arrangement("A", contracts))
    second = settle(happened, Arrangement("A", turned))
    for party in (*happened.parties, EXTERNAL):
        assert_array_equal(first.position(party), second.position(party))


def test_the_order_within_lists_changes_no_bit():
    """Numbers that do not add up the same way in another order, in every list of names."""
    scope, members = ("Admissions", "Community", "Emergency"), ("ICB", "Acute trust", "Supplier")
    services = ("Admission", "Monitoring", "Home visit")
    between = {"payer": "ICB", "payee": "Acute trust"}

    def contracts(step):
        return {
            "Admissions": STAGE_ONE["Admissions"],
            "Community": Block(**between, amount=0.1),
            "Emergency": Blended(
                **between, services=services[::step], price=0.7, variable_rate=0.3
            ),
            "Savings": GainShare(**between, scope=scope[::step], sharing_rate=0.3),
            "Fund": Pool(
                members=members[::step],
                scope=scope[::step],
                contributions={"ICB": 0.1, "Acute trust": 0.2, "Supplier": 0.3},
            ),
        }

    units = {name: np.exp(stream(3, name).normal(size=(2, 3, 200))) for name in services}
    happened = outcomes(units)
    first, second = (settle(happened, Arrangement("A", contracts(step))) for step in (1, -1))
    for account in first.ledger.accounts:
        assert_array_equal(first.position(account), second.position(account))


def _turned(terms, random):
    """Return the terms with their lists of names in another order."""
    names = {f.name for f in fields(terms)} & {"services", "scope", "members"}
    return replace(
        terms,
        **{name: random.sample(getattr(terms, name), len(getattr(terms, name))) for name in names},
    )


@given(any_contracts(), st.permutations(["W", "X", "Y", "Z"]))
def test_the_names_of_parties_change_nothing(contracts, names):
    new = dict(zip((party.name for party in PARTIES), names, strict=True))
    renamed = outcomes(
        parties=[replace(party, name=new[party.name]) for party in PARTIES],
        services={
            name: (new[provider], cost, unit) for name, (provider, cost, unit) in SERVICES.items()
        },
    )
    first = settle(outcomes(), Arrangement("A", contracts))
    second = settle(
        renamed, Arrangement("A", {name: _renamed(c, new) for name, c in contracts.items()})
    )
    for old, name in new.items():
        assert_allclose(first.position(old), second.position(name), rtol=1e-12, atol=1e-6)


def _renamed(terms, new):
    held = {f.name: getattr(terms, f.name) for f in fields(terms)}
    one = {f: new.get(held[f], held[f]) for f in ("payer", "payee", "host") if f in held}
    many = {f: [new[party] for party in held[f]] for f in ("members",) if f in held}
    return replace(terms, **one, **many)


def test_a_stage_sees_only_earlier_stages():
    """A gain share is taken on payments, a pool on payments and gain shares."""
    parties = {"payer": "ICB", "payee": "Acute trust"}
    contracts = {
        # 100 admissions at 4,100 are 410,000; 510,000 - 410,000 = 100,000, half of it 50,000
        "Savings": GainShare(**parties, scope=["Admissions"], benchmark=510_000, sharing_rate=0.5),
        "Admissions": STAGE_ONE["Admissions"],
        "A pool": Pool(
            members=["ICB", "Community trust"],
            scope=["Savings", "Admissions"],
            rule="equal",
            contributions={"ICB": 400_000},
        ),
    }
    settled = settle(outcomes({"Admission": 100.0}), Arrangement("A", contracts))
    # the pool pays 460,000 of 400,000 contributed: 60,000 is shared equally
    assert_allclose(settled.position("ICB"), -(400_000 + 30_000))
    assert_allclose(settled.position("Community trust"), -30_000)
    assert_allclose(settled.position("Acute trust"), 460_000 - 432_800)


def test_a_settlement_keeps_the_terms_in_words_in_the_order_of_the_arrangement():
    arrangement = Arrangement("Payment by results", STAGE_ONE)
    settled = settle(outcomes(), arrangement)
    assert settled.name == "Payment by results"
    assert list(settled.terms) == list(STAGE_ONE)
    assert settled.terms["Admissions"] == (
        "The ICB pays the Acute trust GBP 4,100 for each admission."
    )


def test_entries_name_the_contract_they_follow_from():
    happened = outcomes()
    settled = settle(happened, Arrangement("A", STAGE_ONE))
    new = settled.ledger.entries[len(happened.ledger.entries) :]
    assert {entry.source for entry in new} == set(STAGE_ONE)
    assert settled.ledger.entries[: len(happened.ledger.entries)] == happened.ledger.entries


def test_amounts_are_undiscounted_and_broadcast_to_the_ledger():
    settled = settle(outcomes(), Arrangement("A", STAGE_ONE))
    for entry in settled.ledger.entries:
        assert np.broadcast_shapes(entry.amount.shape, settled.ledger.shape) == (2, 3, 200)


def test_what_is_no_arrangement_is_refused_with_what_is_needed():
    happened = outcomes({}, n_draws=2)
    with pytest.raises(InvalidModel, match=r"such as model.arrangements\['Pool'\]: got 'Pool'"):
        settle(happened, "Pool")
    with pytest.raises(InvalidModel, match=r"as run\(model\) returns them: got 'model.yaml'"):
        settle("model.yaml", Arrangement("A"))


def test_terms_that_are_impossible_in_some_draws_are_refused():
    """A price between -1 and 1 is below zero in about half of the draws."""
    price = Parameter("price", Uniform(-1, 1), "GBP per admission", assumption="a test")
    ran = outcomes(parameters=(price,))
    paid = Arrangement("Paid", {"Admissions": Activity(**PAY_BY_ACTIVITY, price="price")})
    with pytest.raises(InvalidModel, match=r"price of 'Admissions': \d+ of 200 draws"):
        settle(ran, paid)


def test_uncertain_shares_of_a_pool_must_sum_to_one_in_every_draw():
    share = Parameter("share", Uniform(0.2, 0.8), "share", assumption="a test")
    ran = outcomes(parameters=(share,))
    contracts = {"Admissions": Activity(**PAY_BY_ACTIVITY, price=100)}

    def pooled(rest):
        pool = Pool(members={"ICB": "share", "Acute trust": rest}, scope=["Admissions"])
        return Arrangement("Pooled", {**contracts, "Pool": pool})

    with pytest.raises(InvalidModel, match="the sum of the members' shares"):
        settle(ran, pooled(0.5))
    np.testing.assert_allclose(settle(ran, pooled("1 - share")).position("Pool"), 0, atol=1e-6)


def test_a_price_that_calls_what_is_not_there_is_refused():
    paid = Arrangement("Paid", {"Admissions": Activity(**PAY_BY_ACTIVITY, price="exq(1)")})
    with pytest.raises(UnknownName, match="Did you mean 'exp'"):
        settle(outcomes(), paid)


def test_activity_that_was_not_kept_is_told_with_how_to_keep_it():
    happened = outcomes()
    rows = [row for row, line in enumerate(happened.lines) if line.name != "Admission"]
    thin = replace(
        happened,
        lines=tuple(happened.lines[row] for row in rows),
        activity=happened.activity[:, rows],
        backfilled=happened.backfilled[:, rows],
        resource_value=happened.resource_value[:, rows],
        not_kept=("Admission",),
    )
    paid = Arrangement(
        "A",
        {"One": Activity(**PAY_BY_ACTIVITY, price=1), "Two": Activity(**PAY_BY_ACTIVITY, price=2)},
    )
    with pytest.raises(InvalidModel) as refused:
        settle(thin, paid)
    told = (
        "The line 'Admission' was not kept in this run, which keeps 'Monitoring', 'Home visit'; "
        "run again with keep=Keep(lines=[..., 'Admission']), or without lines, which keeps all."
    )
    assert str(refused.value).splitlines() == [
        f"arrangements > A > {name}: {told}" for name in ("One", "Two")
    ]
