import numpy as np
import pytest
from hypothesis import given
from numpy.testing import assert_allclose

from builders import PAY_BY_ACTIVITY, any_outcomes, outcomes
from pathway_economics.contracts import Activity, Arrangement, Block, Grant, settle
from pathway_economics.errors import InvalidModel, UnknownName
from pathway_economics.evaluate import cost_improvement, payoff

BLOCK = Block(payer="ICB", payee="Acute trust", amount=500_000)
ACTIVITY = Activity(**PAY_BY_ACTIVITY, price=4_100)
AVOIDED = np.array([100.0, 80.0])[:, None, None]


def settled(happened, **contracts):
    return settle(happened, Arrangement("A", contracts))


def test_under_a_block_the_provider_keeps_what_it_releases():
    # 20 admissions at 4,328, of which a quarter is released: 21,640; and 8,000 once
    happened = outcomes({"Admission": AVOIDED}, released={"Admission": 0.25})
    before = settled(happened, Block=BLOCK)
    grant = Grant(payee="Acute trust", amount=[8_000, 0, 0], recurrent=False)
    table = cost_improvement(
        settled(happened, Block=BLOCK, Help=grant), before, "Acute trust", 25_000
    )
    assert_allclose(table["cash_releasing"], 21_640)
    assert_allclose(table["recurrent"], 21_640)
    assert_allclose(table["non_recurrent"], [8_000, 0, 0])
    assert_allclose(table["gap"], [25_000 - 29_640, 3_360, 3_360])
    assert_allclose(table["recurrent_gap"], 3_360)
    assert_allclose(table["p_met"], [1, 0, 0])


def test_under_activity_it_loses_more_than_it_releases():
    # income falls by 20 x 4,100 = 82,000: what is released does not help
    happened = outcomes({"Admission": AVOIDED}, released={"Admission": 0.25})
    usual = settled(happened, Pay=ACTIVITY)
    table = cost_improvement(usual, usual, "Acute trust", [10_000, 20_000, 30_000])
    assert_allclose(table["cash_releasing"], 21_640)
    assert_allclose(table["gap"], np.array([10_000, 20_000, 30_000]) + 82_000 - 21_640)


@given(any_outcomes())
def test_target_less_payoff_is_the_gap(happened):
    one, other = settled(happened, Pay=ACTIVITY), settled(happened, Block=BLOCK)
    table = cost_improvement(one, other, "Acute trust", 1_000)
    gained = payoff(one, other, "Acute trust")[1].mean(axis=-1)
    assert_allclose(1_000 - table["gap"], gained, rtol=1e-9, atol=1e-3)


def test_targets_and_parties_that_cannot_be_are_refused():
    usual = settled(outcomes(), Block=BLOCK)
    with pytest.raises(InvalidModel, match="3 budget years; give one number, or one for each"):
        cost_improvement(usual, usual, "Acute trust", [1, 2])
    with pytest.raises(InvalidModel, match="it must be zero or more"):
        cost_improvement(usual, usual, "Acute trust", -1)
    with pytest.raises(UnknownName, match="Did you mean 'Acute trust'"):
        cost_improvement(usual, usual, "Acute trus", 1)
