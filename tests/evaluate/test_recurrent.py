import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from builders import PARTIES, any_contracts, any_outcomes, outcomes
from pathway_economics import datasets
from pathway_economics.contracts import Arrangement, Block, Grant, SidePayment, settle
from pathway_economics.evaluate import recurrent
from pathway_economics.io.model_file import loads
from pathway_economics.model import run

TRUST = "Community trust"


def of(table, **where):
    for column, value in where.items():
        table = table[table[column] == value]
    return table["mean"].to_numpy()


def test_money_for_once_and_money_that_goes_on_by_hand():
    contracts = {
        "Block": Block(payer="ICB", payee=TRUST, amount=100),
        "Transition": Block(payer="ICB", payee=TRUST, amount=[70, 20, 0], recurrent=False),
        "Start-up": Grant(payee=TRUST, amount=[9, 0, 0], recurrent=False),
        "Deal": SidePayment(payer=TRUST, payee="ICB", amount=[0, 0, 4], recurrent=False),
    }
    table = recurrent(settle(outcomes({}), Arrangement("A", contracts)), "Proposed")
    assert_allclose(of(table, party=TRUST, kind="recurrent"), [100, 100, 100])
    assert_allclose(of(table, party=TRUST, kind="non-recurrent"), [79, 20, -4])
    assert_allclose(of(table, party="ICB", kind="non-recurrent"), [-70, -20, 4])
    assert set(table["environment"]) == {"Proposed"}


@given(any_outcomes(), any_contracts(), st.booleans())
def test_the_two_kinds_add_up_to_the_position(happened, contracts, goes_on):
    extra = Block(payer="Acute trust", payee="Supplier", amount=5e5, recurrent=goes_on)
    settled = settle(happened, Arrangement("A", {**contracts, "Extra": extra}))
    table = recurrent(settled)
    for party in PARTIES:
        total = of(table, party=party.name, kind="recurrent")
        total = total + of(table, party=party.name, kind="non-recurrent")
        position = settled.position(party.name).mean(axis=-1).ravel()
        largest = max(np.abs(e.amount).max(initial=0.0) for e in settled.ledger.entries)
        assert_allclose(total, position, rtol=1e-9, atol=1e-9 * max(1.0, largest))


def test_programmes_carry_what_the_model_says_of_them():
    """Every programme of the bundled example is on one side or the other, as declared."""
    model = loads(datasets.text("heart_failure"))
    declared = {
        f"{strategy.name}: {label}": cost.recurrent
        for strategy in model.strategies.values()
        for label, cost in strategy.programme.items()
    }
    found = {
        e.source: e.recurrent
        for e in run(model, n_draws=8).ledger.entries
        if e.category == "programme"
    }
    assert found == declared
    assert set(declared.values()) == {True, False}


def test_an_unknown_environment_is_refused():
    settled = settle(outcomes(), Arrangement("A", {}))
    with pytest.raises(LookupError, match="Did you mean 'Proposed'"):
        recurrent(settled, "Propose")
