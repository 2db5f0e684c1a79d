import pytest
from numpy.testing import assert_allclose

from builders import PAY_BY_ACTIVITY, outcomes
from pathway_economics.contracts import Activity, Arrangement, NonPayment, settle
from pathway_economics.errors import InvalidModel

TERMS = {**PAY_BY_ACTIVITY, "price": 2_000, "share": 0.3}


def settled(units, **terms):
    contracts = {
        "Readmissions": Activity(**PAY_BY_ACTIVITY, price=2_000),
        "Avoidable": NonPayment(**{**TERMS, **terms}),
    }
    return settle(outcomes({"Admission": units}), Arrangement("A", contracts))


def test_a_share_of_the_value_is_paid_back():
    # 200 x 2,000 = 400,000 paid, 0.3 of it withheld: 280,000
    assert_allclose(settled(200.0).position("ICB"), -280_000)


def test_the_rule_of_2011_12_for_non_elective_care():
    # paid up to 0.75 x 400 x 2,000 = 600,000
    terms = {"share": 1, "allowed": 600_000}
    assert_allclose(settled(350.0, **terms).position("ICB"), -600_000)
    assert_allclose(settled(250.0, **terms).position("ICB"), -500_000)


def test_what_is_withheld_is_reinvested():
    done = settled(200.0, reinvested_in="Community trust")
    assert_allclose(done.position("ICB"), -400_000)
    assert_allclose(done.position("Community trust"), 120_000)
    assert_allclose(done.position("Acute trust") + 200 * 4_328, 280_000)


def test_the_payer_cannot_reinvest_in_itself():
    with pytest.raises(InvalidModel, match="reinvested_in='ICB'"):
        NonPayment(**TERMS, reinvested_in="ICB")


def test_in_words():
    told = NonPayment(**TERMS, allowed=600_000, reinvested_in="Community trust").describe("GBP")
    assert told == (
        "The ICB withholds from the Acute trust 30% of the value of admission beyond GBP 600,000 a "
        "year, at GBP 2,000 each. It pays what it withholds to the Community trust."
    )
