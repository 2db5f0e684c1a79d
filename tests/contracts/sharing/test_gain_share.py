import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from builders import PAY_BY_ACTIVITY, outcomes
from pathway_economics.contracts import Activity, Arrangement, Block, GainShare, History, settle
from pathway_economics.errors import InvalidModel

PARTIES = {"payer": "ICB", "payee": "Acute trust"}
TERMS = {**PARTIES, "scope": ["Admissions"], "sharing_rate": 0.5}


def share(happened, price=100.0, **changes):
    contracts = {
        "Admissions": Activity(**PAY_BY_ACTIVITY, price=price),
        "Savings": GainShare(**{**TERMS, **changes}),
    }
    settled = settle(happened, Arrangement("Gain share", contracts))
    (entry,) = [entry for entry in settled.ledger.entries if entry.source == "Savings"]
    return np.broadcast_to(entry.amount, happened.shape)


def admissions(*by_environment):
    return outcomes({"Admission": np.reshape(by_environment, (len(by_environment), 1, 1))})


def test_half_of_what_is_saved_by_hand():
    # 100 admissions at 100 expected, 80 as proposed: 0.5 x (10,000 - 8,000) = 1,000
    paid = share(admissions(100.0, 80.0))
    assert_allclose(paid[0], 0)
    assert_allclose(paid[1], 1_000)


@pytest.mark.parametrize(("minimum_rate", "payment"), [(0.0, 281_250), (0.01, 0)])
def test_axene_minimum_savings_rate(minimum_rate, payment):
    """USD 495.50 against 500 per member month, 125,000 member months, half shared."""
    happened = admissions(125_000.0, 125_000.0)
    paid = share(happened, price=495.5, benchmark=500 * 125_000, minimum_rate=minimum_rate)
    assert_allclose(paid, payment, atol=1e-6)


def test_losses_are_paid_back_and_capped():
    # 10,000 expected, 12,000 spent: 0.3 x -2,000 = -600, capped at 4 % of 10,000 = 400
    happened = admissions(100.0, 120.0)
    assert_allclose(share(happened)[1], 0)
    assert_allclose(share(happened, loss_sharing_rate=0.3)[1], -600)
    assert_allclose(share(happened, loss_sharing_rate=0.3, cap=0.04)[1], -400)


def test_sharing_starts_in_its_year():
    paid = share(admissions(100.0, 80.0), from_year=2)
    assert_allclose(paid[1, :, 0], [0, 1_000, 1_000])


def test_only_the_true_counterfactual_never_pays_in_the_reference():
    happened = outcomes()
    assert_array_equal(share(happened, benchmark="per_draw")[0], 0)
    for benchmark in ("fixed", History(cv=0.05)):
        assert share(happened, benchmark=benchmark)[0].max() > 0  # chance is paid for


def test_spending_is_net_of_what_the_payer_received():
    # the ICB pays 10,000 and gets 3,000 back: 7,000 against 9,000 saves 2,000, half of it 1,000
    contracts = {
        "Admissions": Activity(**PAY_BY_ACTIVITY, price=100),
        "Refund": Block(payer="Acute trust", payee="ICB", amount=3_000),
        "Savings": GainShare(
            **PARTIES, scope=["Refund", "Admissions"], benchmark=9_000, sharing_rate=0.5
        ),
    }
    settled = settle(admissions(100.0), Arrangement("A", contracts))
    assert_allclose(settled.position("ICB"), -(10_000 - 3_000 + 1_000))


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"sharing_rate": 1.5}, r"sharing_rate=1.5, but a share lies in \[0, 1\]"),
        ({"minimum_rate": -0.1}, "minimum_rate=-0.1"),
        ({"scope": []}, "scope is empty"),
        ({"from_year": 0}, "from_year=0"),
        ({"from_year": "2"}, "from_year='2'"),
        ({"scope": None}, "list of names"),
        ({"benchmark": {"past": 1}}, "benchmark: "),
        ({"quality": 1.2}, r"quality=1.2, but a share"),
        ({"quality": {"service": ["Admission"]}}, "has no service"),
        ({"quality_gate": 0.5}, "needs a quality"),
        ({"loss_cap": -1}, "loss_cap=-1"),
    ],
)
def test_impossible_terms_are_refused(changes, complaint):
    with pytest.raises(InvalidModel, match=complaint):
        GainShare(**{**TERMS, **changes})


def test_every_number_is_listed_for_the_check():
    terms = GainShare(**{**TERMS, "benchmark": History(trend="growth", cv=0.03)}, cap="limit")
    numbers = {field: str(number) for field, number in terms.numbers()}
    assert numbers["benchmark.trend"] == "growth"
    assert numbers["cap"] == "limit"
    assert numbers["sharing_rate"] == "0.5"


def test_in_words():
    terms = GainShare(
        **TERMS,
        benchmark=History(trend=0.02, cv=0.03, years=3),
        loss_sharing_rate=0.3,
        minimum_rate=0.01,
        cap=0.1,
        from_year=2,
    )
    assert terms.describe("GBP") == (
        "The ICB pays the Acute trust 50% of what it spends below the benchmark on Admissions, "
        "once the saving reaches 1% of the benchmark. The benchmark is the spending of 3 past "
        "years, known with an error of 3% for one year, trended by 2% a year. The Acute trust pays "
        "back 30% of spending above the benchmark, from the same minimum. "
        "No payment exceeds 10% of the benchmark. Sharing starts in year 2."
    )


def test_quality_scales_the_share_of_a_saving_and_not_that_of_a_loss():
    # 0.5 x 0.8 x 2,000 = 800; of a loss of 2,000 half whatever the quality
    happened = admissions(100.0, 80.0)
    assert_allclose(share(happened, quality=0.8)[1], 800)
    assert_allclose(share(happened, quality=0.8, quality_gate=0.8)[1], 800)
    assert_allclose(share(happened, quality=0.8, quality_gate=0.9)[1], 0)
    loss = {"loss_sharing_rate": 0.5, "quality": 0.8, "quality_gate": 0.9}
    assert_allclose(share(admissions(100.0, 120.0), **loss)[1], -1_000)


def test_quality_may_be_counted_in_the_run():
    # 60 visits for 80 admissions: a score of 0.75, and 0.5 x 0.75 x 2,000 = 750
    happened = outcomes({"Admission": np.reshape([100.0, 80.0], (2, 1, 1)), "Home visit": 60.0})
    quality = {"services": ["Home visit"], "per": ["Admission"]}
    assert_allclose(share(happened, quality=quality)[1], 750)
    with pytest.raises(InvalidModel, match="quality, which multiplies the rate"):
        share(happened, quality={"services": ["Home visit"]})


def test_the_stranded_cost_of_the_payee_comes_first():
    """20 of 100 admissions avoided at a price of 100 save 2,000.

    At a unit cost of 60 the reduction is 1,200; a quarter is released, so 900 stay. They are
    paid first, and half of the other 1,100: 900 + 550.
    """
    happened = outcomes(
        {"Admission": np.reshape([100.0, 80.0], (2, 1, 1))},
        services={"Admission": ("Acute trust", 60.0, "admission")},
        released={"Admission": 0.25},
    )
    assert_allclose(share(happened, stranded_first=True)[1], 900 + 550)
    # a benchmark of 8,500 leaves a saving of 500: all of it goes to the stranded cost
    assert_allclose(share(happened, stranded_first=True, benchmark=8_500)[1], 500)
    gate = {"quality": 0.5, "quality_gate": 0.6}
    assert_allclose(share(happened, stranded_first=True, **gate)[1], 0)


def test_conditions_are_told():
    told = GainShare(
        **TERMS, quality=0.8, quality_gate=0.6, stranded_first=True, cap=0.1, loss_cap=0.05
    ).describe("GBP")
    assert told.endswith(
        "Out of a saving the Acute trust is first paid what it goes on spending on care that it no "
        "longer gives, and the rest is shared. The share of a saving is multiplied by the score "
        "for quality, 0.8. No saving is shared where that score is below 0.6. No payment exceeds "
        "10% of the benchmark. No more than 5% of the benchmark is paid back."
    )
