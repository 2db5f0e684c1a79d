import numpy as np
import pytest
from numpy.testing import assert_allclose

from builders import PAY_BY_ACTIVITY, outcomes
from pathway_economics.contracts import (
    Activity,
    Arrangement,
    Band,
    History,
    RiskCorridor,
    preset,
    settle,
)
from pathway_economics.errors import InvalidModel

PARTIES = {"payer": "ICB", "payee": "Acute trust", "scope": ["Admissions"]}
BANDS = [Band(upto=0.03, rate=0), Band(upto=0.08, rate=0.5), Band(rate=0.8)]


def paid(spent, **terms):
    """Return what the ICB pays where it expected to spend 10,000."""
    happened = outcomes({"Admission": np.reshape([100.0, spent / 100], (2, 1, 1))})
    contracts = {
        "Admissions": Activity(**PAY_BY_ACTIVITY, price=100),
        "Corridor": RiskCorridor(**PARTIES, **{"bands": BANDS, **terms}),
    }
    settled = settle(happened, Arrangement("Corridor", contracts))
    (entry,) = [entry for entry in settled.ledger.entries if entry.source == "Corridor"]
    return np.broadcast_to(entry.amount, happened.shape)[1, :, 0]


def test_by_hand():
    # 1,000 below 10,000: 0.5 x 500 + 0.8 x 200 = 410 to the trust; as much comes back above
    assert_allclose(paid(9_000.0), 410)
    assert_allclose(paid(11_000.0), -410)
    assert_allclose(paid(11_000.0, proration=0.5), -205)
    assert_allclose(paid(9_000.0, proration=0.5), 410)
    assert_allclose(paid(11_000.0, loss_bands=[Band(rate=0.1)]), -100)
    assert_allclose(paid(9_000.0, from_year=2), [0, 410, 410])


def test_aco_reach_by_preset():
    # 10,000 less 3.5 % is 9,650; 850 below it are within the first band: all of it
    assert_allclose(paid(8_800.0, **preset("reach_global", 2025)), 850)
    # 2026: 965 in full, and half of the other 235 of 1,200 below target
    assert_allclose(paid(8_450.0, **preset("reach_global", 2026)), 965 + 0.5 * 235)
    assert_allclose(paid(8_800.0, **preset("reach_professional")), 455)


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"bands": []}, "bands is empty"),
        ({"bands": [Band(rate=1.2)]}, r"bands\[0\].rate=1.2, but a share lies"),
        ({"bands": 0.5}, "it is a list of Band"),
        ({"bands": [{"upto": 0.1, "rate": 0}]}, "last band has an end"),
        ({"loss_bands": [Band(upto=0.2, rate=0), *BANDS]}, "loss_bands: bands end at"),
        ({"discount": 2}, "discount=2"),
        ({"from_year": 0}, "from_year=0"),
        ({"benchmark": {"past": 1}}, "benchmark: "),
    ],
)
def test_impossible_terms_are_refused(changes, complaint):
    with pytest.raises(InvalidModel, match=complaint):
        RiskCorridor(**{**PARTIES, "bands": BANDS, **changes})


def test_every_number_is_listed_for_the_check():
    terms = RiskCorridor(**PARTIES, bands=BANDS, benchmark=History(trend="growth", cv=0.03))
    numbers = {field: str(number) for field, number in terms.numbers()}
    assert numbers["benchmark[trend]"] == "growth"
    assert numbers["bands[1].rate"] == "0.5"


def test_in_words():
    terms = RiskCorridor(
        **PARTIES,
        bands=BANDS,
        loss_bands=[Band(rate=0.2)],
        discount=0.03,
        proration=0.9,
        benchmark=History(trend=0.02, cv=0.03, years=3),
        from_year=2,
    )
    assert terms.describe("GBP") == (
        "The ICB pays the Acute trust a part of what it spends below target on Admissions: 0% up "
        "to 3% of the target, 50% up to 8% of the target and 80% beyond. The Acute trust bears a "
        "part of what is spent above target: 20% of all of it. Of what it owes for that it pays "
        "90%. The benchmark is the spending of 3 past years, known with an error of 3% for one "
        "year, trended by 2% a year. Sharing starts in year 2. The target is the benchmark less "
        "3%."
    )
