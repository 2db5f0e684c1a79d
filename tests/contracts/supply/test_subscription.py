import numpy as np
from numpy.testing import assert_allclose

from builders import outcomes
from pathway_economics.contracts import Arrangement, Subscription, preset, settle

PAIR = {"payer": "ICB", "payee": "Supplier"}


def settled(**terms):
    happened = outcomes({"Monitoring": np.array([0, 10, 999])[:, np.newaxis]})
    return settle(happened, Arrangement("A", {"Fee": Subscription(**PAIR, **terms)}))


def test_the_fee_is_due_whether_anything_is_used_or_not():
    assert_allclose(settled(amount=10e6).position("Supplier"), 10e6)
    by_year = settled(amount=[3, 2, 1]).position("Supplier")
    assert_allclose(by_year[:, :, 0], [[3, 2, 1]] * 2)
    assert by_year.var(axis=-1).max() == 0  # the supplier's income is certain


def test_fee_and_cost_go_with_the_strategy():
    both = settled(amount=100, cost_of_supply=30, strategy="Remote monitoring")
    # the reference does without: no fee and no cost; the proposal: 100 in, 30 out
    assert_allclose(both.position("Supplier")[:, 0, 0], [0, 70])
    assert_allclose(both.position("ICB")[:, 0, 0], [0, -100])
    assert [e.category for e in both.ledger.entries[-2:]] == ["contract", "resource"]


def test_the_contracts_for_antibiotics():
    pilot = Subscription(**PAIR, **preset("antimicrobial_subscription", year="2022/23"))
    grown = Subscription(**PAIR, **preset("antimicrobial_subscription", year="2024/25"))
    # 10 m a year and product for ten years, then a limit twice as high
    assert (pilot.amount.value, grown.amount.value) == (10e6, 20e6)


def test_in_words():
    terms = Subscription(**PAIR, amount=10e6, cost_of_supply=2e6, strategy="New")
    assert terms.describe("GBP") == (
        "The ICB pays the Supplier a fixed GBP 10,000,000 a year, however much is used, but only "
        "if the strategy 'New' is in use. Supplying costs the Supplier GBP 2,000,000 a year."
    )
