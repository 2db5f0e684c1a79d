import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.testing import assert_allclose, assert_array_equal

from pathway_economics.errors import UnknownName
from pathway_economics.ledger import Entry, Ledger
from pathway_economics.parties import EXTERNAL

ACCOUNTS = ("ICB", "Trust", EXTERNAL)
SHAPE = (2, 3, 4)  # environments, years, draws
SHAPES = st.sampled_from([SHAPE, (1, 3, 1), (2, 1, 4), (1, 1, 1)])


@st.composite
def entries(draw):
    amount = draw(arrays(np.float64, draw(SHAPES), elements=st.floats(-1e9, 1e9)))
    payer, payee = (draw(st.sampled_from(ACCOUNTS)) for _ in range(2))
    return Entry(payer, payee, "contract", "anything", amount)


@given(st.lists(entries(), max_size=6))
def test_positions_sum_to_zero(paid):
    ledger = Ledger(ACCOUNTS, SHAPE, tuple(paid))
    assert_allclose(sum(ledger.position(account) for account in ACCOUNTS), 0, atol=1e-4)


@given(st.lists(entries(), max_size=4), st.lists(entries(), max_size=4))
def test_more_entries_add_to_positions(first, second):
    alone = Ledger(ACCOUNTS, SHAPE, tuple(second))
    before = Ledger(ACCOUNTS, SHAPE, tuple(first))
    after = before.with_entries(second)
    for account in ACCOUNTS:
        total = before.position(account) + alone.position(account)
        assert_allclose(after.position(account), total, atol=1e-4)
    assert before.entries == tuple(first)


def test_a_position_by_hand():
    # the trust receives 100 and spends 30 and 50
    ledger = Ledger(
        ACCOUNTS,
        SHAPE,
        (
            Entry("ICB", "Trust", "contract", "block", np.full((1, 3, 1), 100.0)),
            Entry("Trust", EXTERNAL, "resource", "staff", np.full(SHAPE, 30.0)),
            Entry("Trust", EXTERNAL, "programme", "set-up", np.full((1, 1, 1), 50.0)),
        ),
    )
    assert_array_equal(ledger.position("Trust"), np.full(SHAPE, 20.0))
    assert_array_equal(ledger.position("ICB"), np.full(SHAPE, -100.0))
    assert_array_equal(ledger.position(EXTERNAL), np.full(SHAPE, 80.0))


def test_an_unknown_account_is_refused_with_the_near_one():
    entry = Entry("ICB", "Trusts", "contract", "block", np.zeros((1, 1, 1)))
    with pytest.raises(UnknownName, match="Did you mean 'Trust'"):
        Ledger(ACCOUNTS, SHAPE, (entry,))
    with pytest.raises(UnknownName, match="Did you mean 'ICB'"):
        Ledger(ACCOUNTS, SHAPE).position("ICBs")


def test_accounts_may_be_added_with_entries():
    entry = Entry("ICB", "Fund", "transfer", "contribution", np.ones((1, 1, 1)))
    ledger = Ledger(ACCOUNTS, SHAPE).with_entries([entry], accounts=["Fund", "ICB"])
    assert ledger.accounts == (*ACCOUNTS, "Fund")
    assert_array_equal(ledger.position("Fund"), np.ones(SHAPE))


def test_amounts_cannot_be_changed():
    entry = Entry("ICB", "Trust", "contract", "block", np.ones(SHAPE), price=np.ones((1, 1, 1)))
    with pytest.raises(ValueError, match="read-only"):
        entry.amount[0] = 2.0
    with pytest.raises(ValueError, match="read-only"):
        entry.price[0] = 2.0
