import numpy as np
import pytest
from numpy.testing import assert_allclose

from builders import outcomes
from pathway_economics.contracts import Arrangement, ConditionalContinuation, settle
from pathway_economics.errors import InvalidModel

TERMS = {
    "payer": "ICB",
    "payee": "Supplier",
    "trial": "Home visit",
    "continuation": "Monitoring",
    "price": 400,
}


def settled(trials=200, going=140, **terms):
    happened = outcomes({"Home visit": trials, "Monitoring": going})
    contract = ConditionalContinuation(**TERMS, **terms)
    return settle(happened, Arrangement("A", {"Tested": contract}))


def amounts(settlement):
    found = [e for e in settlement.ledger.entries if e.source == "Tested"]
    return [float(np.broadcast_to(e.amount, (2, 3, 200)).mean()) for e in found]


def test_a_free_trial_by_hand():
    assert amounts(settled()) == pytest.approx([0, 56_000])  # 140 x 400


def test_a_trial_at_part_of_the_price_with_a_refund_by_hand():
    # 200 x 100; 140 x 400; half of 20,000 back for the 30 % who fail
    terms = {"trial_rate": 0.25, "trial_refund": 0.5, "response": 0.7}
    assert amounts(settled(**terms)) == pytest.approx([20_000, 56_000, -3_000])


def test_without_a_response_it_is_continuation_per_trial():
    # 140 of 200 = 0.7, as above
    found = settled(trial_rate=0.25, trial_refund=0.5)
    assert amounts(found) == pytest.approx([20_000, 56_000, -3_000])
    with pytest.raises(InvalidModel, match="the response under 'Tested'"):
        settled(going=201, trial_rate=0.25, trial_refund=0.5)


def test_where_nobody_tries_nothing_is_paid():
    found = settled(trials=0, going=0, trial_rate=0.25, trial_refund=0.5, cost_of_supply=9)
    assert_allclose(found.position("Supplier"), 0)


def test_the_cost_of_supply_is_that_of_trials_too():
    # 56,000 in, 340 x 50 out: a free trial is the supplier's risk
    assert_allclose(settled(cost_of_supply=50).position("Supplier"), 39_000)


@pytest.mark.parametrize(
    ("terms", "wrong"),
    [
        ({"continuation": "Home visit"}, "trial and continuation are both 'Home visit'"),
        ({"response": 0.5}, "response counts for trial_refund alone"),
        ({"trial_refund": 0.5}, "the trial is free"),
    ],
)
def test_terms_that_contradict_are_refused(terms, wrong):
    with pytest.raises(InvalidModel, match=wrong):
        ConditionalContinuation(**{**TERMS, **terms})


def test_in_words():
    terms = {"trial_rate": 0.25, "trial_refund": 0.5, "cost_of_supply": 50}
    assert ConditionalContinuation(**TERMS, **terms).describe("GBP") == (
        "The ICB pays the Supplier 25% of GBP 400 for each unit of home visit on trial, and GBP "
        "400 for each unit of monitoring. For those who do not respond 50% of what was paid for "
        "the trial comes back; the share that responds is counted: monitoring per home "
        "visit. Each unit "
        "costs the Supplier GBP 50 to supply."
    )
