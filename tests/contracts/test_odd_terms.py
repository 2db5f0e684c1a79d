"""Terms that only some draws or years show to be wrong, and what a pool makes of refunds."""

import pytest
from numpy.testing import assert_allclose

from builders import PAY_BY_ACTIVITY, STAGE_ONE, outcomes
from pathway_economics.contracts import (
    Activity,
    Arrangement,
    Band,
    Block,
    Bundle,
    EfficiencyRequirement,
    ElectiveRecovery,
    GainShare,
    NonPayment,
    Notice,
    OutcomeBond,
    Pool,
    QualityShare,
    RingFencedFund,
    RiskCorridor,
    SharedSavings,
    SupplierPrice,
    preset,
    settle,
)
from pathway_economics.errors import InvalidModel
from pathway_economics.parameters import Parameter, Uniform

CHANCE = Parameter("p", Uniform(0.2, 0.4), unit="ratio", assumption="test")
SHARE = {"payer": "ICB", "payee": "Acute trust", "scope": ["Admissions"]}
RECOVERY = {"payee": "ICB", "services": ["Admission"], "price": 80}


def settled(contract, **more):
    happened = outcomes(n_years=2, n_draws=8, parameters=(CHANCE,))
    return settle(happened, Arrangement("A", {**STAGE_ONE, **more, "X": contract}))


@pytest.mark.parametrize("ends", [(0.3, "p"), ([0.1, 0.9], 0.5), ("p", "p - 0.1")])
def test_bands_must_rise_in_every_draw_and_year(ends):
    bands = [{"upto": end, "rate": 0.5} for end in ends]
    with pytest.raises(InvalidModel, match="the width of band 2"):
        settled(RiskCorridor(**SHARE, bands=[*bands, {"rate": 1}]))
    with pytest.raises(InvalidModel, match="the width of band 2"):
        settled(ElectiveRecovery(**RECOVERY, bands=[*bands, {"rate": 1}]))


def test_a_rate_of_a_corridor_is_a_share_in_every_year_and_draw():
    with pytest.raises(InvalidModel, match=r"bands\[0\].rate\[1\]=1.5, but a share"):
        RiskCorridor(**SHARE, bands=[{"rate": [0.5, 1.5]}])
    with pytest.raises(InvalidModel, match="must be a number from 0 to 1"):
        settled(RiskCorridor(**SHARE, bands=[{"rate": "1 + p"}]))


@pytest.mark.parametrize("bands", [Band(rate=1), {"a": {"rate": 1}}])
def test_bands_are_a_list(bands):
    supply = {"payer": "Community trust", "payee": "Supplier", "per": "Monitoring"}
    for kind, terms in (
        (RiskCorridor, SHARE),
        (ElectiveRecovery, RECOVERY),
        (SupplierPrice, supply),
    ):
        with pytest.raises(InvalidModel, match="it is a list of bands"):
            kind(**terms, bands=bands)


@pytest.mark.parametrize(
    "contract",
    [
        QualityShare(**SHARE, sharing_rate=0.5, quality="4 * p"),
        SharedSavings(**SHARE, sharing_rate=0.5, quality={"services": ["Home visit"]}),
        Bundle(**SHARE, services=["Admission"], quality="p - 0.3", quality_share=0.1),
    ],
)
def test_a_score_beyond_its_scale_is_refused_and_not_clipped(contract):
    with pytest.raises(InvalidModel, match="Nothing is clipped"):
        settled(contract)


@pytest.mark.parametrize("wrong", ["1e6 / (p - p)", "log(p - 1)"])
def test_amounts_without_bounds_are_numbers_in_every_draw(wrong):
    with pytest.raises(InvalidModel, match="benchmark of 'X'.*is no number"):
        settled(GainShare(**SHARE, sharing_rate=0.5, benchmark=wrong))


def test_contributions_to_a_pool_are_not_negative():
    terms = {"members": ["ICB", "Acute trust"], "scope": ["Admissions"]}
    with pytest.raises(InvalidModel, match=r"contributions\[ICB\]=-5; for money the other way"):
        Pool(**terms, contributions={"ICB": -5})
    with pytest.raises(InvalidModel, match="of at least 0"):
        settled(Pool(**terms, contributions={"ICB": "p - 0.3"}))


def test_a_pool_bears_what_is_paid_net_of_what_is_withheld():
    """100 admissions at 10 less a quarter withheld: the pool bears 750, nobody is refunded more.

    Each of two members contributes 375, and the trust is left with the 750 that it earned.
    """
    happened = outcomes({"Admission": 100.0}, n_years=2, n_draws=8)
    pool = Pool(
        members=["ICB", "Community trust"],
        scope=["Paid", "Withheld"],
        contributions={"ICB": 375, "Community trust": 375},
    )
    terms = {**PAY_BY_ACTIVITY, "price": 10}
    contracts = {
        "Paid": Activity(**terms),
        "Withheld": NonPayment(**terms, share=0.25),
        "X": pool,
    }
    after = settle(happened, Arrangement("A", contracts))
    for party, cash in (("ICB", -375), ("Community trust", -375), ("Acute trust", 750)):
        gained = after.position(party) - happened.ledger.position(party)
        assert_allclose(gained, cash)


def test_a_pool_bears_what_is_paid_net_of_an_efficiency_requirement():
    """1,000 paid and 4% of it found: the pool bears 960, and the trust keeps 960."""
    happened = outcomes({"Admission": 100.0}, n_years=1, n_draws=8)
    pair = {"payer": "ICB", "payee": "Acute trust"}
    contracts = {
        "Paid": Block(**pair, amount=1_000),
        "Found": EfficiencyRequirement(**pair, rate=0.04, scope=["Paid"]),
        "X": Pool(members=["ICB", "Community trust"], scope=["Paid", "Found"], rule="equal"),
    }
    after = settle(happened, Arrangement("A", contracts))
    assert_allclose(after.position("Acute trust") - happened.ledger.position("Acute trust"), 960)


def test_a_pool_under_notice_bears_its_scope_alone():
    terms = {"members": ["ICB", "Acute trust"], "scope": ["Admissions"]}
    notice = Notice(years=0.5, before=Pool(**terms), after=Pool(**terms, rule="equal"))
    with pytest.raises(InvalidModel, match="already paid by the pool"):
        settled(notice, Other=Pool(**terms))


def test_a_bond_says_of_both_payments_that_they_depend_on_a_strategy():
    terms = OutcomeBond(
        payer="ICB", investor="Supplier", delivery="Community trust", investment=10, price=5,
        achieved=7, strategy="Remote monitoring",
    )  # fmt: skip
    assert terms.describe("GBP").count("only if the strategy 'Remote monitoring'") == 2


def test_nothing_is_carried_under_notice():
    """Only a share of each year counts under notice, so what is carried would never come out."""
    terms = {"members": ["ICB", "Acute trust"], "scope": ["Admissions"]}
    carried = Pool(**terms, underspends="carried")
    with pytest.raises(InvalidModel, match="cannot change hands within notice"):
        Notice(years=0.5, before=carried, after=Pool(**terms))
    fund = RingFencedFund(scope=["Admissions"], amount=5, unspent="carried")
    with pytest.raises(InvalidModel, match="cannot change hands within notice"):
        Notice(years=0.5, before=Pool(**terms), after=fund)


@pytest.mark.parametrize("least", [[0.6, 0.4], "p + 0.3"])
def test_the_largest_loss_rate_is_not_below_the_least_in_any_year_or_draw(least):
    rates = {"sharing_rate": 0.5, "loss_rate": least, "loss_rate_most": 0.55}
    with pytest.raises(InvalidModel, match="loss_rate_most less loss_rate"):
        settled(SharedSavings(**SHARE, **rates))


@pytest.mark.parametrize("year", ["abc", "", "26/27"])
def test_a_year_that_is_none_has_no_preset(year):
    with pytest.raises(InvalidModel, match="write 2026/27 or 2026"):
        preset("mret", year)
