import numpy as np
import pytest
from numpy.testing import assert_allclose

from builders import PAY_BY_ACTIVITY, outcomes
from pathway_economics.contracts import Activity, Arrangement, QualityShare, settle
from pathway_economics.errors import InvalidModel

TERMS = {
    "payer": "ICB",
    "payee": "Acute trust",
    "scope": ["Admissions"],
    "quality": 0.25,
    "sharing_rate": 0.8,
    "sharing_rate_least": 0.2,
    "loss_rate": 0.2,
    "loss_rate_most": 0.8,
}


def paid(spent, **changes):
    """Return what the ICB pays, year by year, where it expected to spend 10,000."""
    happened = outcomes({"Admission": np.reshape([100.0, spent / 100], (2, 1, 1))})
    contracts = {
        "Admissions": Activity(**PAY_BY_ACTIVITY, price=100),
        "Share": QualityShare(**{**TERMS, **changes}),
    }
    settled = settle(happened, Arrangement("Quality", contracts))
    (entry,) = [entry for entry in settled.ledger.entries if entry.source == "Share"]
    return np.broadcast_to(entry.amount, happened.shape)[1, :, 0]


def test_by_hand():
    # 0.2 + 0.25 x 0.6 = 0.35 of 1,000 left; 0.8 - 0.25 x 0.6 = 0.65 of 1,000 lacking
    assert_allclose(paid(9_000.0), 350)
    assert_allclose(paid(11_000.0), -650)
    assert_allclose(paid(11_000.0, loss_rate_most=None), -200)
    assert_allclose(paid(9_000.0, quality=[0, 0.5, 1], from_year=2), [0, 500, 800])


def test_a_lower_measure_may_be_better():
    # a score of (90 - 150) / (50 - 150) = 0.6 on 90 admissions
    better_below = {
        "quality": {"services": ["Admission"]},
        "quality_floor": 150,
        "quality_target": 50,
    }
    assert_allclose(paid(9_000.0, **better_below), (0.2 + 0.6 * 0.6) * 1_000)


def test_a_score_that_is_none_is_refused():
    with pytest.raises(InvalidModel, match="quality=3, but a score lies"):
        QualityShare(**{**TERMS, "quality": 3})


def test_in_words():
    assert QualityShare(**TERMS, quality_floor=0.1, benchmark=1e6).describe("USD") == (
        "The ICB pays the Acute trust 20% to 80% of what it spends below the budget on "
        "Admissions, more where quality is better. The Acute trust pays back 20% to 80% of "
        "spending above it, less where quality is better. The quality score rises from 0 at 0.1 "
        "to 1 at 1 of 0.25. The benchmark is USD 1,000,000 a year."
    )
