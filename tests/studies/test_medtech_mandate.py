import numpy as np
import pytest

from builders import PARTIES, outcomes
from pathway_economics.contracts import (
    Activity,
    Arrangement,
    Block,
    Grant,
    SupplierPrice,
    settle,
)
from pathway_economics.errors import InvalidModel
from pathway_economics.parameters import Empirical, Parameter
from pathway_economics.studies import medtech_mandate

NEW = {"strategy": "Remote monitoring"}
CRITERIA = (
    "positive NICE guidance",
    "savings over 5 years",
    "savings less costs within 3 years",
    "highest budget impact of the first 3 years",
)


def asked(savings, paid, *, n_draws=4, parameters=(), activity=None, released=None, **given):
    """Ask of a proposal under which the trust saves so much and the ICB pays so much more."""
    happened = outcomes(
        activity or {}, n_years=len(savings), n_draws=n_draws, parameters=parameters,
        released=released,
    )  # fmt: skip
    contracts = {
        "Saved": Grant(payee="Acute trust", amount=savings, **NEW),
        "Paid": Block(payer="ICB", payee="Supplier", amount=paid, **NEW),
    }
    usual = settle(happened, Arrangement("Usual", {}))
    return medtech_mandate(
        settle(happened, Arrangement("Proposed deal", contracts)),
        usual,
        **{"nice_guidance": True, **given},
    )


def values(mandate):
    return dict(zip(mandate.table["criterion"], mandate.table["value"], strict=True))


def test_heartflow_as_published():
    """NICE MTG32: net savings of 1.8 m in year 1 and 9.1 m in year 5; in between in a line.

    35,600 tests at 700 in year 5, in equal steps from a fifth of them: year 3 costs
    0.6 x 35,600 x 700 = 14.952 m. What the trusts save is that and the net saving.
    """
    tests = 35_600 * np.arange(1, 6) / 5
    paid = 700 * tests
    net = np.linspace(1.8e6, 9.1e6, 5)
    mandate = asked((net + paid).tolist(), paid.tolist(), year="2021/22", used_before=True)
    assert mandate.eligible
    found = values(mandate)
    assert found["savings over 5 years"] == pytest.approx(5 * (1.8e6 + 9.1e6) / 2)
    assert found["savings less costs within a year"] == pytest.approx(1.8e6)
    assert found[CRITERIA[3]] == pytest.approx(14_952_000)
    assert (mandate.table["p_met"] == 1).all()


def test_what_takes_three_years_to_save_was_not_eligible_in_2021_22():
    # year by year -2, +1, +2, +1, +1 m: -2 within a year, +1 within three, +3 over five
    savings, paid = [0, 1e6, 2e6, 1e6, 1e6], [2e6, 0, 0, 0, 0]
    strict = asked(savings, paid, year="2021/22", used_before=True)
    assert strict.failed == ("savings less costs within a year",)
    mandate = asked(savings, paid, year="2022/23")
    assert mandate.eligible
    assert values(mandate) == pytest.approx(dict(zip(CRITERIA, (1, 3e6, 1e6, 2e6), strict=True)))


@pytest.mark.parametrize(
    ("savings", "paid", "failed"),
    [
        ([1e6, 0, 0, 0, 0], [0] * 5, CRITERIA[1]),  # exactly a million is not more
        ([0, 0, 0, 9e6, 0], [0, 0, 1, 0, 0], CRITERIA[2]),  # a pound short after three years
        ([60e6] * 5, [0, 0, 20_000_001, 0, 0], CRITERIA[3]),  # a pound too much in year 3
    ],
)
def test_each_criterion_can_fail_alone(savings, paid, failed):
    mandate = asked(savings, paid)
    assert mandate.failed == (failed,)
    assert mandate.table.set_index("criterion").loc[failed, "p_met"] == 0
    assert mandate.probability == 0


def test_limits_that_count_as_met():
    # 1,000,001 saved; nothing net within three years; 20 m in year 2, far more in year 4
    mandate = asked([0, 20e6, 0, 41_000_001, 0], [0, 20e6, 0, 40e6, 0])
    assert mandate.eligible
    assert mandate.probability == 1


def test_without_guidance_or_earlier_support():
    savings, nothing = [1e6] * 5, [0] * 5
    assert asked(savings, nothing, nice_guidance=False).failed == ("positive NICE guidance",)
    old = asked(savings, nothing, year="2021/22")
    assert old.failed == ("supported by the Innovation and Technology Payment",)
    assert old.probability == 0


def test_local_figures_are_scaled_to_england():
    local = {"savings": [30e3] * 5, "paid": [10e3] * 5}
    # 5 x 20,000 = 100,000 here; 38 times as many people: 3.8 m, and 380,000 a year
    assert asked(**local).failed == (CRITERIA[1],)
    england = asked(**local, scale=38)
    assert england.eligible
    assert values(england)[CRITERIA[1]] == pytest.approx(3.8e6)
    assert values(england)[CRITERIA[3]] == pytest.approx(380e3)


def test_the_probability_is_the_share_of_draws_and_joint_over_criteria():
    draws = [0.5e6, 1.5e6, 2.5e6, 3.5e6]
    saved = Parameter("saved", Empirical(draws), "GBP", assumption="for a test")
    spent = Parameter("spent", Empirical([1.0, 30e6]), "GBP", assumption="for a test")
    n = 4_000
    mandate = asked(
        ["saved", 0, 0, "spent", 0], ["spent", 0, 0, 0, 0], n_draws=n, parameters=(saved, spent)
    )
    table = mandate.table.set_index("criterion")
    # over five years it is saved - 0: more than a million in three draws of four
    assert table.loc[CRITERIA[1], "p_met"] == pytest.approx(0.75, abs=0.03)
    # within three years saved - spent, at least 0 where spent is a pound: half
    assert table.loc[CRITERIA[2], "p_met"] == pytest.approx(0.5, abs=0.03)
    # the dearer half breaks the budget too, the same draws: 0.75 x 0.5 together
    assert table.loc[CRITERIA[3], "p_met"] == table.loc[CRITERIA[2], "p_met"]
    assert mandate.probability == pytest.approx(0.375, abs=0.03)
    # expected: 2 m saved and 15 m spent, so by expected values it is not eligible
    assert mandate.failed == (CRITERIA[2],)


def test_what_one_budget_pays_another_is_no_saving_but_is_budget_impact():
    happened = outcomes({}, n_years=5)
    usual = settle(happened, Arrangement("Usual", {}))
    more = Block(payer="ICB", payee="Acute trust", amount=5e6, **NEW)
    mandate = medtech_mandate(
        settle(happened, Arrangement("More", {"More": more})), usual, nice_guidance=True
    )
    assert values(mandate) == pytest.approx(dict(zip(CRITERIA, (1, 0, 0, 5e6), strict=True)))


def test_on_paper_freed_capacity_counts_as_saved():
    """20 of 100 admissions at 4,328 avoided, a quarter of it cash; monitoring paid by unit."""
    activity = {
        "Admission": np.array([100.0, 80.0])[:, np.newaxis, np.newaxis],
        "Monitoring": np.array([0.0, 500.0])[:, np.newaxis, np.newaxis],
    }
    happened = outcomes(activity, released={"Admission": 0.25}, n_years=5)
    contracts = {
        "Admissions": Activity(
            payer="ICB", payee="Acute trust", services=["Admission"], price=4_100
        ),
        "Devices": SupplierPrice(
            payer="Community trust", payee="Supplier", per="Monitoring", price=58
        ),
    }
    settled = settle(happened, Arrangement("Usual", contracts))
    cash = medtech_mandate(settled, settled, nice_guidance=True)
    paper = medtech_mandate(settled, settled, nice_guidance=True, paper=True)
    # cash: 0.25 x 20 x 4,328 - 500 x (31 + 58) = 21,640 - 44,500 a year
    assert values(cash)[CRITERIA[1]] == pytest.approx(5 * (21_640 - 44_500))
    # on paper: 20 x 4,328 - 44,500 a year
    assert values(paper)[CRITERIA[1]] == pytest.approx(5 * (86_560 - 44_500))
    # the ICB pays 20 x 4,100 less either way
    for mandate in (cash, paper):
        assert values(mandate)[CRITERIA[3]] == pytest.approx(-82_000)


def test_the_verdict_is_readable():
    mandate = asked([2e6] * 5, [1] * 5)
    assert repr(mandate).splitlines()[:2] == [
        "<Mandate 2022/23: 'Proposed deal' in 'Proposed' is eligible; in 100% of the draws>",
        "  met      positive NICE guidance: yes (100% of the draws)",
    ]
    assert "9,999,995 GBP, more than 1,000,000 (100% of the draws)" in repr(mandate)
    assert "<td>met</td>" in mandate._repr_html_()
    refused = asked([0] * 5, [1] * 5, nice_guidance=False)
    assert "is not eligible; in 0% of the draws" in repr(refused)
    columns = ["criterion", "value", "unit", "rule", "limit", "met", "p_met"]
    assert list(refused.table.columns) == columns


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"savings": [0] * 4, "paid": [0] * 4}, "look at 5 years, but the run has 4 budget years"),
        ({"savings": [0] * 5, "paid": [0] * 5, "scale": 0}, "scale=0"),
    ],
)
def test_what_cannot_be_judged_is_refused(given, wrong):
    with pytest.raises(InvalidModel, match=wrong):
        asked(**given)


def test_without_a_commissioner_there_is_no_budget_impact():
    happened = outcomes({}, n_years=5, parties=PARTIES[1:])
    settled = settle(happened, Arrangement("Usual", {}))
    with pytest.raises(InvalidModel, match="no party has the role of a commissioner"):
        medtech_mandate(settled, settled, nice_guidance=True)
