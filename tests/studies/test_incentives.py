"""Who is paid to do nothing, by hand.

An admission costs 4,328, of which a quarter (1,082) leaves at once, and is priced at 4,100.
"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import PARTIES, PAY_BY_ACTIVITY, SERVICES, STAGE_ONE, any_contracts, outcomes
from pathway_economics.contracts import (
    Activity,
    Arrangement,
    Blended,
    Block,
    GainShare,
    Pool,
)
from pathway_economics.errors import InvalidModel, UnknownName
from pathway_economics.horizon import Horizon
from pathway_economics.model import Model, run
from pathway_economics.pathway import CapacityPool, Pathway, Service, State, Strategy
from pathway_economics.population import Environment, Population
from pathway_economics.studies import incentives

QUARTER = {"Admission": 0.25}
BY_RESULTS = Activity(**PAY_BY_ACTIVITY, price=4_100)
WAYS = [
    Arrangement("By results", {"Admissions": BY_RESULTS}),
    Arrangement("Block", {"Admissions": Block(payer="ICB", payee="Acute trust", amount=410_000)}),
    Arrangement(
        "Blended",
        {"Admissions": Blended(**PAY_BY_ACTIVITY, price=4_100, variable_rate=0.2)},
    ),
]


@pytest.fixture
def world():
    return outcomes({"Admission": 100.0, "Home visit": 300.0}, n_years=2, n_draws=4)


def gains(table, arrangement):
    chosen = table[table["arrangement"] == arrangement]
    return {row.party: round(row.mean, 6) for row in chosen.itertuples()}


def test_one_admission_less_by_hand(world):
    table = incentives(world, WAYS, ["Admission"], variable=QUARTER)
    # 1,082 leaves at once; the trust loses its price of 4,100, the ICB keeps it
    by_results = gains(table, "By results")
    assert (by_results["Acute trust"], by_results["ICB"]) == (-3_018, 4_100)
    block = gains(table, "Block")
    assert (block["Acute trust"], block["ICB"]) == (1_082, 0)
    # a fifth of the price is taken back: 820
    blended = gains(table, "Blended")
    assert (blended["Acute trust"], blended["ICB"]) == (262, 820)
    assert table["system"].round(6).unique() == pytest.approx([1_082])
    assert set(table["unit"]) == {"GBP"}
    assert set(table["year"]) == {"2026/27"}
    paid = {(r.arrangement, r.party) for r in table.itertuples() if r.paid_to_avoid}
    assert paid == {
        ("By results", "ICB"),
        ("Block", "Acute trust"),
        ("Blended", "Acute trust"),
        ("Blended", "ICB"),
    }


def test_backfilled_units_are_billed_again_and_release_nothing(world):
    table = incentives(world, WAYS, ["Admission"], variable=QUARTER, backfill={"Admission": 0.5})
    # half is filled: 541 leaves, half of the price is billed again
    by_results = gains(table, "By results")
    assert (by_results["Acute trust"], by_results["ICB"]) == (541 - 2_050, 2_050)


def test_without_a_pool_all_of_the_cost_leaves(world):
    table = incentives(world, WAYS[1], "Home visit")
    assert gains(table, "Block")["Community trust"] == 90


def test_benchmarks_known_at_signing_stay_and_a_gate_is_not_reached(world):
    share = GainShare(
        payer="ICB",
        payee="Acute trust",
        scope=["Admissions"],
        sharing_rate=0.5,
        minimum_rate=0.02,
    )
    way = Arrangement("Shared", {"Admissions": BY_RESULTS, "Savings": share})
    one = gains(incentives(world, way, ["Admission"], variable=QUARTER), "Shared")
    assert (one["Acute trust"], one["ICB"]) == (-3_018, 4_100)  # 1 % of 410,000 is too little
    three = gains(incentives(world, way, ["Admission"], units=3, variable=QUARTER), "Shared")
    # three: 12,300 saved of 410,000 is 3 %, of which half is shared
    assert three["Acute trust"] == pytest.approx(3 * -3_018 + 6_150)
    assert three["ICB"] == pytest.approx(12_300 - 6_150)


def test_a_pool_shares_what_is_saved(world):
    pool = Pool(members=["ICB", "Acute trust"], scope=["Admissions"], rule="equal")
    way = Arrangement("Pool", {"Admissions": BY_RESULTS, "Pool": pool})
    found = gains(incentives(world, way, ["Admission"], variable=QUARTER), "Pool")
    assert found["ICB"] == 2_050  # half of 4,100
    assert found["Acute trust"] == -3_018 + 2_050


def test_a_year_may_be_named(world):
    prices = Activity(**PAY_BY_ACTIVITY, price=[4_100, 5_000])
    way = Arrangement("Prices", {"Admissions": prices})
    table = incentives(world, way, ["Admission"], variable=QUARTER, year="2027/28")
    assert gains(table, "Prices")["ICB"] == 5_000
    with pytest.raises(UnknownName, match="2031"):
        incentives(world, way, year=2031)


def test_a_model_knows_its_capacity():
    """Thirty in a hundred of 4,328 leave at once; steps stay shut; half are filled."""
    pool = CapacityPool(
        "Beds", "Acute trust", ["Admission"], variable=0.3, stepped=0.4, step=0.25, backfill=0.5
    )
    model = Model(
        "Admissions",
        Pathway(
            [State("Ill"), State("Well")],
            [Service("Admission", "Acute trust", 4_328)],
            links={"Ill": {"Admission": 1}, "Admission": {"Well": 1}},
            start={"Ill": 1},
        ),
        [Strategy("Usual care")],
        Horizon("2026/27", correction="start"),
        parties=PARTIES,
        population=Population(incident=100),
        environments=[Environment("Now", {"Usual care": 1})],
        capacity=[pool],
        arrangements=WAYS[:1],
    )
    table = incentives(model, n_draws=3)
    found = gains(table, "By results")
    assert found["ICB"] == 2_050
    assert found["Acute trust"] == pytest.approx(0.3 * 0.5 * 4_328 - 2_050)
    again = incentives(model, ["By results"], outcomes=run(model, n_draws=3))
    assert again.equals(table)
    with pytest.raises(InvalidModel, match="capacity pools"):
        incentives(model, variable=QUARTER)
    with pytest.raises(UnknownName, match="By result"):
        incentives(model, "By result")


def test_too_few_units_are_refused(world):
    with pytest.raises(InvalidModel, match="has 0 in 2026/27"):
        incentives(world, WAYS, ["Monitoring"])
    with pytest.raises(InvalidModel, match="has 100 in"):
        incentives(world, WAYS, ["Admission"], units=101)
    with pytest.raises(UnknownName, match="Admision"):
        incentives(world, WAYS, ["Admision"])
    with pytest.raises(InvalidModel, match="units="):
        incentives(world, WAYS, units=0)
    with pytest.raises(InvalidModel, match="no arrangement"):
        incentives(world)
    table = incentives(world, WAYS)
    assert set(table["service"]) == {"Admission", "Home visit"}  # Monitoring has none


@given(contracts=any_contracts(), share=st.floats(0, 1), fill=st.floats(0, 1))
def test_parties_share_what_leaves_and_no_more(contracts, share, fill):
    """Contracts move money: the sum over the parties is what leaves, whatever they are."""
    world = outcomes(
        {"Admission": 100.0, "Home visit": 300.0, "Monitoring": 50.0}, n_years=2, n_draws=8
    )
    shares, filled = dict.fromkeys(SERVICES, share), dict.fromkeys(SERVICES, fill)
    way = Arrangement("Any", contracts)
    table = incentives(world, way, variable=shares, backfill=filled)
    for service, rows in table.groupby("service"):
        wanted = SERVICES[service][1] * share * (1 - fill)
        assert rows["mean"].sum() == pytest.approx(wanted, abs=1e-5)
        assert np.allclose(rows["system"], wanted, atol=1e-5)


def test_every_party_that_holds_cash_has_a_row(world):
    table = incentives(world, Arrangement("All", STAGE_ONE), ["Admission"])
    assert list(table["party"]) == ["ICB", "Acute trust", "Community trust"]
