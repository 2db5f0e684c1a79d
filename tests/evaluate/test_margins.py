import numpy as np
import pytest

from builders import STAGE_ONE, outcomes
from pathway_economics.contracts import (
    Arrangement,
    OutcomeRebate,
    Subscription,
    SupplierPrice,
    settle,
)
from pathway_economics.errors import UnknownName
from pathway_economics.evaluate import margins

SUPPLY = {"payer": "Community trust", "payee": "Supplier", "per": "Monitoring"}


def settled(happened, **contracts):
    return settle(happened, Arrangement("Tested", contracts))


def means(table, environment="Proposed", period="budget window"):
    chosen = table[(table["environment"] == environment) & (table["period"] == period)]
    return chosen.set_index("measure")["mean"].to_dict()


def test_a_supplier_by_hand():
    units = np.array([10, 20])[:, np.newaxis]
    happened = outcomes({"Monitoring": units}, n_years=2)
    rebate = OutcomeRebate(**SUPPLY, price=50, response=0.6, rebate_rate=0.5, cost_of_supply=30)
    fee = Subscription(payer="ICB", payee="Supplier", amount=100, cost_of_supply=25)
    table = margins(settled(happened, Rebate=rebate, Fee=fee), "Supplier")
    # 10 x 50 x (0.6 + 0.4 x 0.5) + 100 = 500; 10 x 30 + 25 = 325
    assert means(table, period="2026/27") == pytest.approx(
        {"income": 500, "payments": 0, "cost of supply": 325, "spending": 0, "margin": 175}
    )
    # 20 x 50 x 0.8 + 100 = 900; 20 x 30 + 25 = 625; over both years 1,400 - 950
    assert means(table)["margin"] == pytest.approx(450)
    assert list(table["period"].unique()) == ["2026/27", "2027/28", "budget window"]


def test_a_provider_pays_others_and_spends_on_its_own_care():
    happened = outcomes({"Monitoring": 10, "Home visit": 5}, n_years=1)
    devices = SupplierPrice(**SUPPLY, price=58, cost_of_supply=40)
    settlement = settled(happened, Community=STAGE_ONE["Community"], Devices=devices)
    # block 60,000; devices 10 x 58; own care 10 x 31 + 5 x 90
    assert means(margins(settlement, "Community trust")) == pytest.approx(
        {
            "income": 60_000,
            "payments": 580,
            "cost of supply": 0,
            "spending": 760,
            "margin": 60_000 - 580 - 760,
        }
    )


def test_the_chance_of_a_loss_is_the_share_of_draws_below_zero():
    units = np.arange(200.0)[np.newaxis, np.newaxis]
    happened = outcomes({"Monitoring": units}, n_years=1)
    fee = Subscription(payer="ICB", payee="Supplier", amount=490)
    devices = SupplierPrice(**SUPPLY, cost_of_supply=10)
    table = margins(settled(happened, Fee=fee, Devices=devices), "Supplier")
    margin = table[(table["measure"] == "margin") & (table["period"] == "budget window")]
    # 490 - 10 n < 0 from n = 50: 150 of 200 draws; at n = 49 it is zero, which is no loss
    assert margin["p_below_zero"].tolist() == [0.75, 0.75]
    assert margin["low"].tolist() == pytest.approx([490 - 10 * 0.975 * 199] * 2)


@pytest.mark.parametrize("party", ["ICB", "Acute trust", "Community trust", "Supplier"])
def test_the_margin_is_the_position_and_the_sum_of_its_parts(party):
    happened = outcomes()
    settlement = settled(happened, **STAGE_ONE)
    table = margins(settlement, party)
    for e, environment in enumerate(happened.environments):
        for y, year in enumerate(happened.years):
            found = means(table, environment, year)
            assert found["margin"] == pytest.approx(settlement.position(party)[e, y].mean())
            costs = found["payments"] + found["cost of supply"] + found["spending"]
            assert found["margin"] == pytest.approx(found["income"] - costs)


def test_an_unknown_party_is_refused():
    with pytest.raises(UnknownName, match="Did you mean 'Supplier'"):
        margins(settled(outcomes()), "Suplier")
