import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.testing import assert_allclose

from builders import PARTIES, any_outcomes, outcomes
from pathway_economics.errors import UnknownName
from pathway_economics.evaluate import explain, payoff
from pathway_economics.ledger import Entry
from pathway_economics.outcomes import Settlement
from pathway_economics.parties import EXTERNAL

FREE = {"Advice": (None, 0.0, "contact")}  # a service without a cost

NAMES = tuple(party.name for party in PARTIES)
PENNY = 0.01

amounts = arrays(np.float64, (2, 2, 8), elements=st.floats(-1e7, 1e7))
accounts = st.sampled_from((*NAMES, EXTERNAL))
contracts = st.lists(st.tuples(accounts, accounts, st.sampled_from("ab"), amounts), max_size=5)


@pytest.fixture
def admission(by_environment):
    """One admission, then none, paid at 4,100; a quarter of its cost is released."""
    world = outcomes(
        {"Admission": by_environment(1, 0)}, released={"Admission": 0.25}, n_years=1, n_draws=4
    )
    paid = Entry(
        "ICB",
        "Acute trust",
        "contract",
        "Admission",
        by_environment(4_100, 0),
        source="Admissions",
        activity=by_environment(1, 0),
        price=np.full((1, 1, 1), 4_100.0),
    )
    return Settlement(world, "Usual", world.ledger.with_entries([paid]))


def test_a_payoff_by_hand(admission, figure):
    table = explain(admission, "Acute trust", status_quo=admission)
    income = figure(table, payer="ICB")
    assert (income["reference_activity"], income["reference_price"]) == (1, 4_100)
    assert (income["activity"], income["amount"], income["change"]) == (0, 0, -4_100)
    spending = figure(table, payee=EXTERNAL)
    assert (spending["reference_amount"], spending["amount"]) == (-4_328, -3_246)
    assert spending["change"] == 1_082
    assert table["change"].sum() == -3_018
    assert set(table["unit"]) == {"GBP"}


def test_a_position_by_hand(admission, figure):
    table = explain(admission, "Acute trust", environment="Current")
    row = figure(table, payer="ICB")
    assert (row["activity"], row["price"], row["amount"]) == (1, 4_100, 4_100)
    assert table["amount"].sum() == -228  # 4,100 - 4,328
    assert "change" not in table


def test_one_year_may_be_named(settled, by_year):
    world = outcomes({}, services=FREE, n_draws=4)
    deal = settled(world, ("Supplier", "ICB", "Rebate", by_year(1, 2, 3)))
    assert list(explain(deal, "ICB")["amount"]) == [1, 2, 3]
    assert list(explain(deal, "ICB", year="2027/28")["amount"]) == [2]
    assert list(explain(deal, "ICB", year=2028)["amount"]) == [3]
    with pytest.raises(UnknownName, match="No budget year is named '2031'"):
        explain(deal, "ICB", year=2031)
    with pytest.raises(UnknownName, match="No budget year is named '2027/29'"):
        explain(deal, "ICB", year="2027/29")


def test_an_account_of_the_status_quo_alone_can_be_explained(settled, by_environment):
    world = outcomes({}, services=FREE, n_years=1, n_draws=4)
    usual = settled(world, ("ICB", "Pool", "Contribution", by_environment(5, 5)))
    table = explain(settled(world), "Pool", status_quo=usual)
    assert list(table["change"]) == [-5]
    with pytest.raises(UnknownName, match="No account is named 'Poole'"):
        explain(settled(world), "Poole", status_quo=usual)


@given(any_outcomes(), contracts, contracts, st.sampled_from((*NAMES, EXTERNAL)))
def test_rows_sum_to_the_position_and_to_the_payoff(settled, world, proposal, today, party):
    deal, usual = settled(world, *proposal), settled(world, *today, name="Usual")
    for y, year in enumerate(world.years):
        rows = explain(deal, party, year=year)
        assert_allclose(rows["amount"].sum(), deal.position(party)[1, y].mean(), atol=PENNY)
        rows = explain(deal, party, status_quo=usual, year=year)
        gain = payoff(deal, usual, party)[1, y].mean()
        assert_allclose(rows["change"].sum(), gain, atol=PENNY)
        assert_allclose(rows["amount"] - rows["reference_amount"], rows["change"], atol=PENNY)
