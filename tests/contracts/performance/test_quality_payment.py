import numpy as np
import pytest
from hypothesis import given
from numpy.testing import assert_allclose

from builders import any_outcomes, outcomes
from pathway_economics.contracts import (
    Activity,
    Arrangement,
    Block,
    Indicator,
    QualityPayment,
    preset,
    settle,
)
from pathway_economics.errors import InvalidModel

PAIR = {"payer": "ICB", "payee": "Acute trust"}
FIXED = Block(**PAIR, amount=200e6)
FIVE = {f"Indicator {k}": {"achieved": float(k != 3), "threshold": 1} for k in range(5)}


def settled(happened, **changes):
    terms = {**PAIR, "rate": 0.0125, "scope": ["Fixed element"], "indicators": FIVE, **changes}
    contracts = {"Fixed element": FIXED, "CQUIN": QualityPayment(**terms)}
    return settle(happened, Arrangement("A", contracts)).ledger


def amounts(ledger):
    return {e.label: float(e.amount.mean()) for e in ledger.entries if e.source == "CQUIN"}


def test_four_of_five_indicators_of_equal_weight():
    """1.25 % of a fixed element of 200 m is 2.5 m; a fifth of it is clawed back."""
    assert amounts(settled(outcomes(), prepaid=True)) == pytest.approx(
        {"Quality payment, prepaid": 2.5e6, "Quality payment, clawed back": -0.5e6}
    )
    assert amounts(settled(outcomes())) == pytest.approx({"Quality payment": 2.0e6})


@given(any_outcomes())
def test_paying_in_advance_changes_no_position(happened):
    indicators = {
        "Visits": {
            "achieved": {"services": ["Home visit"], "per": ["Admission"]},
            "target": 5,
            "weight": 0.25,
        },
        "Admissions": {
            "achieved": {"services": ["Admission"]},
            "floor": 1_000,
            "target": 0,
            "weight": 0.75,
        },
    }
    before, after = (settled(happened, indicators=indicators, prepaid=p) for p in (True, False))
    assert_allclose(before.position("ICB"), after.position("ICB"), rtol=1e-12)


def test_the_value_is_what_the_payer_pays_to_anyone():
    # 100 admissions at 4,100 to one and a block of 60,000 to another: 1 % of 470,000
    happened = outcomes({"Admission": 100.0})
    contracts = {
        "Admissions": Activity(**PAIR, services=["Admission"], price=4_100),
        "Community": Block(payer="ICB", payee="Community trust", amount=60_000),
        "Elsewhere": Block(payer="Acute trust", payee="Supplier", amount=9_000),
        "Quality": QualityPayment(
            **PAIR,
            rate=0.01,
            scope=["Admissions", "Community", "Elsewhere"],
            indicators={"All": {"achieved": 1}},
        ),
    }
    ledger = settle(happened, Arrangement("A", contracts)).ledger
    (entry,) = [e for e in ledger.entries if e.source == "Quality"]
    assert_allclose(entry.amount, 4_700)


def test_a_value_may_be_given_and_a_payer_may_pay_nothing():
    assert amounts(settled(outcomes(), scope=None, value=80e6)) == pytest.approx(
        {"Quality payment": 0.8e6}  # 1.25 % of 80 m, four fifths of it
    )
    assert amounts(settled(outcomes(), payer="Supplier")) == {"Quality payment": 0.0}


def test_less_may_be_better_and_half_way_earns_half():
    # readmissions per admission fall from 0.2 (worth nothing) to 0.1 (worth all): 0.15 is half
    rate = {
        "achieved": {"services": ["Home visit"], "per": ["Admission"]},
        "floor": 0.2,
        "target": 0.1,
    }
    happened = outcomes({"Admission": 100.0, "Home visit": 15.0})
    paid = amounts(settled(happened, indicators={"Readmissions": rate}))
    assert paid == pytest.approx({"Quality payment": 1.25e6})


def test_a_threshold_is_met_or_not():
    met = np.array([0.89, 0.9, 0.91])  # by year
    rule = {"Jabs": {"achieved": list(met), "threshold": 0.9}}
    (entry,) = [e for e in settled(outcomes(), indicators=rule).entries if e.source == "CQUIN"]
    assert_allclose(entry.amount[0, :, 0], [0, 2.5e6, 2.5e6])


def test_the_rate_by_year():
    rates = {
        year: preset("cquin", year)["rate"] for year in ("2009/10", "2016/17", "2022/23", "2023/24")
    }
    assert rates == {"2009/10": 0.005, "2016/17": 0.025, "2022/23": 0.0125, "2023/24": 0.0125}
    assert preset("cquin", "2024/25")["rate"] == 0  # paused
    assert preset("cquin", "2009/10").unverified == ("rate",)
    assert preset("cquin", "2022/23").unverified == ()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"value": 1}, "give either a scope of contracts, or their value"),
        ({"scope": None}, "give either a scope of contracts, or their value"),
        ({"indicators": {}}, "indicators is empty"),
        ({"indicators": [1]}, "indicators"),
        (
            {"indicators": {"A": {"achieved": 1, "weight": 0.5}, "B": {"achieved": 1}}},
            "some have a weight and some have none",
        ),
        (
            {"indicators": {"A": {"achieved": 1, "weight": 0.5}}},
            "the weights of the indicators sum to 0.5; they must sum to 1",
        ),
        (
            {"indicators": {"A": {"achieved": 1, "threshold": 1, "target": 1}}},
            "threshold given together with floor or target",
        ),
        ({"indicators": {"A": {"achieve": 1}}}, "Indicator has no achieve; it has achieved"),
    ],
)
def test_wrong_terms_are_refused(changes, told):
    with pytest.raises(InvalidModel, match=told):
        QualityPayment(
            **{**PAIR, "rate": 0.01, "scope": ["Fixed element"], "indicators": FIVE, **changes}
        )


def test_weights_that_only_draws_know_are_refused_when_settled():
    two = {name: {"achieved": 1, "weight": "0.2 + 0.2"} for name in "AB"}
    with pytest.raises(InvalidModel, match="the sum of the weights of the indicators"):
        settled(outcomes(), indicators=two)


def test_what_it_names_is_known():
    terms = QualityPayment(
        **PAIR,
        rate=0.01,
        scope=["Fixed element"],
        indicators={"A": Indicator(achieved={"services": ["Admission"]}, target="aim")},
    )
    assert terms.services_in() == ("Admission",)
    assert terms.scope_in() == ("Fixed element",)
    assert ("indicators[A].target", "aim") in [(f, str(x)) for f, x in terms.numbers()]


def test_in_words():
    terms = QualityPayment(
        **PAIR,
        rate=0.0125,
        scope=["Fixed element"],
        prepaid=True,
        indicators={
            "Jabs": {"achieved": 0.93, "threshold": 0.9, "weight": 0.4},
            "Readmissions": {
                "achieved": {"services": ["Readmission"], "per": ["Admission"]},
                "floor": 0.2,
                "target": 0.1,
                "weight": 0.6,
            },
        },
    )
    assert terms.describe("GBP") == (
        "The ICB pays the Acute trust up to 1.25% of what it pays under Fixed element, as far as "
        "it meets its indicators. They are: Jabs (40%: 0.93, of which at least 0.9 is needed); "
        "Readmissions (60%: readmission per admission, in proportion from 0.2 to 0.1). "
        "All of it is paid in advance, and what is not earned is clawed back."
    )
