import numpy as np
import pytest
from numpy.testing import assert_allclose

from builders import PAY_BY_ACTIVITY, outcomes
from pathway_economics.contracts import Activity, Arrangement, Bundle, preset, settle
from pathway_economics.errors import InvalidModel

TERMS = {
    "payer": "ICB",
    "payee": "Acute trust",
    "services": ["Admission"],
    "scope": ["Admissions"],
}


def paid(price, admissions=100.0, visits=0.0, **changes):
    """Return what the ICB pays in each environment in the first year."""
    activity = {"Admission": np.reshape(admissions, (-1, 1, 1)), "Home visit": visits}
    happened = outcomes(activity)
    contracts = {
        "Admissions": Activity(**PAY_BY_ACTIVITY, price=price),
        "Bundle": Bundle(**{**TERMS, **changes}),
    }
    settled = settle(happened, Arrangement("Bundle", contracts))
    (entry,) = [entry for entry in settled.ledger.entries if entry.source == "Bundle"]
    return np.broadcast_to(entry.amount, happened.shape)[:, 0, 0]


def test_bpci_advanced_by_hand():
    # 20,000 less 3 % is 19,400; 100 episodes paid at 18,500 leave 900 each
    terms = {"benchmark_price": 20_000, **preset("bpci_advanced")}
    score = {"quality": {"services": ["Home visit"], "per": ["Admission"]}}
    assert_allclose(paid(18_500, visits=100.0, **terms, **score), 90_000)
    assert_allclose(paid(18_500, visits=0.0, **terms, **score), 81_000)
    assert_allclose(paid(10_000, visits=100.0, **terms, **score), 388_000)  # stop-gain


def test_the_target_is_what_an_episode_costs_today():
    # 100 admissions for 4,000 each, then 50: less 10 %, 400 are lacking for each
    assert_allclose(paid(4_000, [100.0, 50.0], discount=0.1), [-40_000, -20_000])
    assert_allclose(paid(4_000, 0.0), 0)  # no episodes, no target


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"services": []}, "services is empty"),
        ({"discount": 3}, "discount=3"),
        ({"quality": 90}, "quality=90"),
        ({"benchmark_price": -1}, "benchmark_price=-1"),
    ],
)
def test_impossible_terms_are_refused(changes, complaint):
    with pytest.raises(InvalidModel, match=complaint):
        Bundle(**{**TERMS, **changes})


def test_in_words():
    terms = Bundle(**TERMS, quality=0.5, quality_share=0.1, stop_gain=0.2, stop_loss=0.1)
    assert terms.describe("USD") == (
        "The ICB and the Acute trust settle what is spent on Admissions against a target for each "
        "unit of admission: what one costs today. What is spent below the target goes to the Acute "
        "trust, and what is spent above comes from it. Up to 10% of a gain is lost where quality "
        "is bad, and of a loss forgiven where it is good. The quality score is 0.5. No payment "
        "exceeds 20% of the target. No repayment exceeds 10% of the target."
    )
