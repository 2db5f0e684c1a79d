import pytest
from hypothesis import given
from numpy.testing import assert_allclose

from builders import PAY_BY_ACTIVITY, any_outcomes, outcomes
from pathway_economics.contracts import (
    Activity,
    Arrangement,
    Block,
    EfficiencyRequirement,
    preset,
    settle,
)
from pathway_economics.errors import InvalidModel

PAIR = {"payer": "ICB", "payee": "Acute trust"}
PAID = {
    "Admissions": Activity(**PAY_BY_ACTIVITY, price=4_100),
    "Rent": Block(payer="Acute trust", payee="ICB", amount=10_000),
    "Other": Block(payer="ICB", payee="Community trust", amount=1e9),
}


def settled(happened, **terms):
    contracts = {**PAID, "CIP": EfficiencyRequirement(**PAIR, **terms)}
    return settle(happened, Arrangement("A", contracts))


def taken(happened, **terms):
    ledger = settled(happened, **terms).ledger
    return {e.label: e for e in ledger.entries if e.source == "CIP"}


def test_a_share_of_what_the_provider_is_paid():
    # 100 admissions at 4,100 less rent of 10,000: 400,000 a year from payer to payee
    found = taken(outcomes({"Admission": 100.0}), rate=0.05, recurrent_share=0.8, scope=list(PAID))
    recurrent = found["Efficiency requirement, recurrent"]
    once = found["Efficiency requirement, non-recurrent"]
    # negative payments by the payer, so that a pool counts what it pays net
    assert (recurrent.payer, recurrent.payee) == ("ICB", "Acute trust")
    # 5 % of 400,000 is 20,000, of which 16,000 for good; then 5 % of 384,000, and of 368,640
    assert_allclose(-recurrent.amount[0, :, 0], [16_000, 31_360, 46_105.6])
    assert_allclose(-once.amount[0, :, 0], [4_000, 3_840, 3_686.4])
    assert recurrent.recurrent
    assert not once.recurrent


@given(any_outcomes())
def test_a_base_at_signing_does_not_follow_activity(happened):
    found = settled(happened, rate=preset("cip", "2018/19")["rate"], base=1e6)
    without = settle(happened, Arrangement("A", PAID))
    change = found.position("ICB") - without.position("ICB")
    # 4.1 % of 1 m, then 41,000 + 4.1 % of 959,000
    assert_allclose(change[:, 0], 41_000, rtol=1e-6)
    assert_allclose(change[:, 1], 41_000 + 39_319, rtol=1e-6)


def test_targets_by_year():
    rates = {year: preset("cip", year)["rate"] for year in (2017, 2018, 2024, 2025)}
    assert rates == {2017: 0.037, 2018: 0.041, 2024: 0.05, 2025: 0.06}


@pytest.mark.parametrize("terms", [{}, {"scope": ["Admissions"], "base": 1}])
def test_either_a_scope_or_a_base(terms):
    with pytest.raises(InvalidModel, match="give either a scope of contracts, or a base"):
        EfficiencyRequirement(**PAIR, rate=0.02, **terms)


def test_in_words():
    terms = EfficiencyRequirement(**PAIR, rate=0.02, scope=["Admissions"])
    assert terms.describe("GBP") == (
        "The ICB takes 2% of what it pays under Admissions off what it pays the Acute trust, "
        "anew each year. All of that is taken off in every later year too."
    )
    once = EfficiencyRequirement(**PAIR, rate=0.02, scope=["Admissions"], recurrent_share=0)
    assert once.describe("GBP").endswith("anew each year.")


def test_a_base_that_is_owed_the_other_way_is_refused():
    """A rent above what is paid for care would turn the requirement round."""
    with pytest.raises(InvalidModel, match="what 'ICB' pays 'Acute trust' in scope.*-10000"):
        settled(outcomes({"Admission": 0.0}), rate=0.05, scope=["Admissions", "Rent"])
