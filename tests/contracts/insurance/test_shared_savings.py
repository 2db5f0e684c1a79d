import numpy as np
import pytest
from numpy.testing import assert_allclose

from builders import PAY_BY_ACTIVITY, outcomes
from pathway_economics.contracts import Activity, Arrangement, SharedSavings, preset, settle
from pathway_economics.errors import InvalidModel

PARTIES = {"payer": "ICB", "payee": "Acute trust", "scope": ["Admissions"]}
TERMS = {**PARTIES, "sharing_rate": 0.5}


def paid(spent, visits=80.0, **changes):
    """Return what the ICB pays, year by year, where it expected to spend 10,000."""
    activity = {
        "Admission": np.reshape([100.0, spent / 100], (2, 1, 1)),
        "Home visit": visits,
    }
    contracts = {
        "Admissions": Activity(**PAY_BY_ACTIVITY, price=100),
        "Savings": SharedSavings(**{**TERMS, **changes}),
    }
    settled = settle(outcomes(activity), Arrangement("Shared savings", contracts))
    (entry,) = [entry for entry in settled.ledger.entries if entry.source == "Savings"]
    return np.broadcast_to(entry.amount, (2, 3, 200))[1, :, 0]


def test_the_tracks_by_preset():
    # 500 of 10,000 saved: 40 %, 50 % and 75 % of it, less the 2 % of sequestration
    assert_allclose(paid(9_500.0, **preset("mssp_basic_a")), 0.98 * 200)
    assert_allclose(paid(9_500.0, **preset("mssp_basic_e")), 0.98 * 250)
    assert_allclose(paid(9_500.0, **preset("mssp_enhanced")), 0.98 * 375)
    # 2,000 lost: nothing; 30 % is 600, but no more than 4 %; 1 - 0.75 is less than 40 %
    assert_allclose(paid(12_000.0, **preset("mssp_basic_a")), 0, atol=1e-9)
    assert_allclose(paid(12_000.0, **preset("mssp_basic_e")), -400)
    assert_allclose(paid(12_000.0, **preset("mssp_enhanced")), -800)


def test_quality_is_counted_in_the_run():
    """Home visits per admission: 80 a year for 80 admissions are 1.0, of a target of 2.0."""
    quality = {"services": ["Home visit"], "per": ["Admission"]}
    scored = {"quality": quality, "quality_target": 2.0, "alternative_standard": 0.3}
    # 2,000 saved; a score of 0.5 against a standard of 0.4, 0.6 and, below both, 0.6 and 0.55
    assert_allclose(paid(8_000.0, **scored, quality_standard=0.4), 1_000)
    assert_allclose(paid(8_000.0, **scored, quality_standard=0.6), 500)
    none = {**scored, "alternative_standard": 0.55}
    assert_allclose(paid(8_000.0, **none, quality_standard=0.6), 0)


def test_the_minimum_follows_from_lives():
    # 22,380 people: 2.48 % of 10,000, so that 250 count and 240 do not
    assert_allclose(paid(9_750.0, lives=22_380), 125)
    assert_allclose(paid(9_760.0, lives=22_380), 0, atol=1e-9)


def test_limits_of_losses_and_the_first_year():
    lost = {"loss_rate": 0.3, "minimum_rate": 0.02}
    assert_allclose(paid(12_000.0, **lost), -600)
    assert_allclose(paid(12_000.0, **lost, loss_limit=90), -90)
    assert_allclose(paid(12_000.0, **lost, minimum_loss_rate=0.3), 0, atol=1e-9)
    assert_allclose(paid(12_000.0, **lost, from_year=3), [0, 0, -600])


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"quality": 82}, "quality=82, but a score lies"),
        ({"quality": [0.5, 1.5, 0.5]}, "quality=1.5"),
        ({"quality": {"service": "x"}}, "quality: "),
        ({"lives": 5_000, "minimum_rate": 0.02}, "both lives and minimum_rate"),
        ({"loss_rate": 0.75, "loss_rate_most": 0.4}, "loss_rate_most=0.4 is below loss_rate=0.75"),
        ({"loss_limit": -1}, "loss_limit=-1"),
        ({"quality_standard": 70}, "quality_standard=70"),
        ({"scope": []}, "scope is empty"),
    ],
)
def test_impossible_terms_are_refused(changes, complaint):
    with pytest.raises(InvalidModel, match=complaint):
        SharedSavings(**{**TERMS, **changes})


def test_services_of_the_score_are_checked():
    terms = SharedSavings(**TERMS, quality={"services": ["Home visit"]}, quality_target=9)
    assert terms.services_in() == ("Home visit",)


def test_in_words():
    terms = SharedSavings(
        **{**TERMS, "sharing_rate": 0.75},
        loss_rate=0.4,
        loss_rate_most=0.75,
        minimum_rate=0.02,
        cap=0.2,
        loss_cap=0.15,
        loss_limit=9_000,
        quality=0.8,
        quality_standard=0.7,
        alternative_standard=0.4,
        sequestration=0.02,
    )
    assert terms.describe("USD") == (
        "The ICB pays the Acute trust 75% of what it spends below the benchmark on Admissions, "
        "once the saving reaches 2% of the benchmark. The Acute trust pays back 40% to 75%, less "
        "where quality is better, of spending above the benchmark, from the same minimum. No "
        "repayment exceeds 15% of the benchmark or USD 9,000 a year. No payment exceeds 20% of "
        "the benchmark. Payments of savings are cut by 2%. The quality score is 0.8. Below a "
        "score of 0.7 the share is multiplied by the score, and below 0.4 nothing is paid. The "
        "benchmark is the spending expected today, fixed at signing."
    )
