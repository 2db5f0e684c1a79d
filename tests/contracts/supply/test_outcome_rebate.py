import numpy as np
import pytest
from numpy.testing import assert_allclose

from builders import outcomes
from pathway_economics.contracts import (
    Arrangement,
    OutcomeRebate,
    Pool,
    SupplierPrice,
    preset,
    settle,
)
from pathway_economics.errors import InvalidModel
from pathway_economics.parameters import Beta, Parameter
from pathway_economics.parties import EXTERNAL

SUPPLY = {"payer": "ICB", "payee": "Supplier", "per": "Monitoring"}
COURSE = {**SUPPLY, "price": 12_261, "response": 0.6}
HUNDRED = {"Monitoring": 100}


def settled(happened=None, others=None, **terms):
    happened = happened or outcomes(HUNDRED)
    contracts = {"Tested": OutcomeRebate(**{**COURSE, **terms}), **(others or {})}
    return settle(happened, Arrangement("A", contracts))


def entries(settlement):
    found = [e for e in settlement.ledger.entries if e.source == "Tested"]
    return [(e.payer, e.payee, float(np.broadcast_to(e.amount, (2, 3, 200)).mean())) for e in found]


@pytest.mark.parametrize(
    ("name", "back"),
    [
        ("bortezomib_ta129", 490_440),  # 100 x 12,261 x 0.4 x 1
        ("aifa_payment_by_result", 490_440),
        ("aifa_risk_share", 245_220),  # 100 x 12,261 x 0.4 x 0.5
    ],
)
def test_presets_at_the_cost_of_a_course_of_bortezomib(name, back):
    found = entries(settled(**preset(name)))
    paid, rebate = found
    assert paid[:2] == rebate[:2] == ("ICB", "Supplier")  # a negative payment, not another payer
    assert paid[2] == pytest.approx(1_226_100)
    assert rebate[2] == pytest.approx(-back)


def test_only_the_rebate_where_another_contract_pays_the_price():
    price = SupplierPrice(**SUPPLY, price=12_261)
    both = settled(others={"Price": price}, rebate_rate=1, priced=False)
    assert len(entries(both)) == 1
    assert_allclose(both.position("Supplier"), 735_660)  # 100 x 12,261 x 0.6
    assert_allclose(both.position("Supplier"), settled(rebate_rate=1).position("Supplier"))


def test_the_response_may_be_uncertain_and_is_taken_draw_by_draw():
    rate = Parameter("p_respond", Beta(mean=0.6, se=0.05), "share", assumption="for a test")
    happened = outcomes(HUNDRED, parameters=(rate,))
    position = settled(happened, response="p_respond ** 2", rebate_rate=1).position("Supplier")
    drawn = happened.draws.values("p_respond")["p_respond"] ** 2
    assert_allclose(position, np.broadcast_to(1_226_100 * drawn, position.shape))
    assert position.std() > 0


def test_the_response_may_be_counted():
    happened = outcomes({"Monitoring": 100, "Home visit": 60})
    counted = {"services": ["Home visit"], "per": ["Monitoring"]}
    terms = {"response": counted, "rebate_rate": 0.5}
    # 60 of 100: 1,226,100 x (0.6 + 0.4 x 0.5)
    assert_allclose(settled(happened, **terms).position("Supplier"), 980_880)
    assert OutcomeRebate(**{**COURSE, **terms}).services_in() == ("Monitoring", "Home visit")


def test_a_counted_response_above_one_is_refused_and_not_clipped():
    happened = outcomes({"Monitoring": 100, "Home visit": 101})
    counted = {"services": ["Home visit"], "per": ["Monitoring"]}
    with pytest.raises(InvalidModel, match="the response under 'Tested'"):
        settled(happened, response=counted, rebate_rate=1)


def test_a_pool_bears_the_price_net_of_the_rebate():
    pool = Pool(members=["ICB", "Acute trust"], scope=["Tested"], rule="host", host="Acute trust",
                contributions={"ICB": 0, "Acute trust": 0})  # fmt: skip
    pooled = settled(others={"Pool": pool}, rebate_rate=1, cost_of_supply=1_000)
    assert_allclose(pooled.position("ICB"), 0, atol=1e-6)
    assert_allclose(pooled.position("Acute trust"), -735_660)
    assert_allclose(pooled.position("Supplier"), 735_660 - 100 * 1_000)


def test_the_cost_of_supply_is_that_of_every_unit():
    found = entries(settled(rebate_rate=1, cost_of_supply=9_000))
    assert found[-1] == ("Supplier", EXTERNAL, pytest.approx(900_000))  # 100 x 9,000


def test_in_words():
    terms = OutcomeRebate(**COURSE, rebate_rate=1, cost_of_supply=900, priced=False)
    assert terms.describe("GBP") == (
        "The Supplier is paid GBP 12,261 for each unit of monitoring under another contract. For "
        "those who do not respond 100% of GBP 12,261 comes back to the ICB; 60% respond. Each unit "
        "costs the Supplier GBP 900 to supply."
    )
    counted = {**COURSE, "response": {"services": ["Home visit"], "per": ["Monitoring"]}}
    told = OutcomeRebate(**counted, rebate_rate=1).describe("GBP")
    assert told.endswith("the share that responds is counted: home visit per monitoring.")
