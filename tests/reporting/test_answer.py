import numpy as np
import pytest

from builders import PAY_BY_ACTIVITY, outcomes
from pathway_economics.contracts import Activity, Arrangement, settle
from pathway_economics.reporting.answer import answer, buyers_name, cash_only, who_pays, who_refuses
from pathway_economics.reporting.findings import judge

# In the year: ICB +20 x 4,100 = 82,000. Acute trust -82,000 + 20 x 4,328 / 4 = -60,360.
# Community trust -500 x (31 + 58) = -44,500. Supplier +500 x 58 = 29,000.
# Public purse 82,000 - 60,360 - 44,500 = -22,860; two QALY are gained: 11,430 each.


def test_who_pays_names_each_party_with_its_amount(silo):
    assert who_pays(judge(silo, silo)) == (
        "In 2026/27, Proposed under “Silo” saves or earns cash for ICB (GBP 82,000) and "
        "Supplier (GBP 29,000), and costs Acute trust (GBP 60,400) and Community trust "
        "(GBP 44,500)."
    )


def test_who_refuses_under_each_arrangement(silo, block):
    # By default whoever pays, delivers or sells something new is asked: not the acute trust.
    found = [judge(silo, silo), judge(block, silo)]
    assert who_refuses(found) == (
        "Under “Silo”, Community trust would refuse, and Acute trust would be harmed without "
        "a say; under “Block”, Community trust would refuse."
    )


def test_no_cash_only_deal_says_the_price_of_health(silo):
    sentence = cash_only([judge(silo, silo)])
    assert sentence.startswith("No cash-only deal exists among the public bodies, because")
    assert "lose GBP 22,900" in sentence
    assert "the ICB would be buying health at GBP 11,400 of cash per QALY" in sentence


def test_no_health_no_price(silo):
    from dataclasses import replace

    for qalys, words in ((1.0, "no health would be gained"), (0.0, "counts no health")):
        level = replace(silo.outcomes, qalys=np.full(silo.outcomes.shape, qalys))
        same = replace(silo, outcomes=level)
        assert words in cash_only([judge(same, same)])


def test_a_cash_only_deal_is_said_to_exist():
    proposed = np.array([0.0, 1.0])[:, np.newaxis, np.newaxis]
    run = outcomes({"Admission": 100 - 20 * proposed}, n_years=1, n_draws=8)
    terms = {"Admissions": Activity(**PAY_BY_ACTIVITY, price=4_100)}
    silo = settle(run, Arrangement("Silo", terms))
    sentence = cash_only([judge(silo, silo)])  # 20 x 4,328 leave spending, all of it cash
    assert sentence.startswith("A cash-only deal exists: that year the public bodies together")
    assert "gain GBP 86,600" in sentence


def test_nothing_gained_nothing_lost(run):
    empty = settle(run, Arrangement("Nothing", {}))
    finding = judge(empty, empty, "Current")
    assert who_pays(finding).endswith("saves cash for nobody, and costs nobody.")
    assert "neither gain nor lose" in cash_only([finding])


def test_three_sentences(silo, block):
    found = answer([judge(silo, silo), judge(block, silo)])
    assert len(found) == 3
    assert all(sentence.endswith(".") for sentence in found)


def test_the_buyer_is_the_only_commissioner(run):
    from pathway_economics.parties import Party

    parties = tuple(run.parties.values())
    assert buyers_name(parties) == "the ICB"
    assert buyers_name((*parties, Party("Other", role="commissioner"))) == "the public bodies"


@pytest.mark.parametrize("number", [1, 3])
def test_shared_fates_are_told_once(silo, number):
    told = who_refuses([judge(silo, silo)] * number)
    assert told.count("Community trust") == 1
