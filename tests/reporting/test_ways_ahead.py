from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from builders import PAY_BY_ACTIVITY, any_outcomes, outcomes
from pathway_economics.contracts import Activity, Arrangement, Block, settle
from pathway_economics.parties import PUBLIC_ROLES, Party
from pathway_economics.reporting.findings import judge
from pathway_economics.reporting.ways_ahead import (
    buyers,
    cash_test,
    price_of_health,
    verdict,
    what_goes_ahead,
)

# In the year: ICB +20 x 4,100 = 82,000. Acute trust -82,000 + 20 x 4,328 / 4 = -60,360.
# Community trust -500 x (31 + 58) = -44,500. Supplier +500 x 58 = 29,000.
# Public purse 82,000 - 60,360 - 44,500 = -22,860; two QALY are gained: 11,430 each.

PROPOSED = np.array([0.0, 1.0])[:, np.newaxis, np.newaxis]


def fewer_admissions(share=1.0):
    run = outcomes(
        {"Admission": 100 - 20 * PROPOSED}, released={"Admission": share}, n_years=1, n_draws=8
    )
    by_activity = {"Admissions": Activity(**PAY_BY_ACTIVITY, price=4_100)}
    block = {"Admissions": Block(payer="ICB", payee="Acute trust", amount=410_000)}
    return [
        settle(run, Arrangement(name, terms))
        for name, terms in (("Silo", by_activity), ("Block", block))
    ]


def test_a_proposal_that_harms_nobody_is_said_to_go_ahead():
    # By activity the trust loses 82,000 - 86,560 / 4; under the block it keeps the 21,640.
    silo, block = fewer_admissions(0.25)
    found = [judge(silo, silo), judge(block, silo)]
    assert verdict(found) == (
        "Under “Block” nobody has to agree and no public body loses over the years that it "
        "looks ahead."
    )
    assert "Cash alone could leave every public body whole" in what_goes_ahead(found)


def test_one_that_harms_is_said_to_go_ahead_with_those_it_harms():
    silo, _ = fewer_admissions(0.25)
    assert verdict([judge(silo, silo)]) == (
        "Under “Silo” the proposal goes ahead, for nobody has to agree, but Acute trust would be "
        "harmed without a say."
    )


def test_nothing_is_said_to_go_ahead_where_all_is_refused(silo, block):
    assert verdict([judge(silo, silo), judge(block, silo)]) == ""


@given(any_outcomes())
@settings(max_examples=30)
def test_the_words_never_contradict_the_verdicts(run):
    # fails when the cash of the purse alone decides whether a deal exists
    terms = {"Admissions": Activity(**PAY_BY_ACTIVITY, price=4_100)}
    silo = settle(run, Arrangement("Silo", terms))
    found = judge(silo, silo)
    words, consents = verdict([found]), found.consents
    harmed = [name for name in consents.harmed if run.parties[name].role in PUBLIC_ROLES]
    assert bool(words) == consents.goes_ahead
    assert ("no public body" in words) == (consents.goes_ahead and not harmed)
    assert all(name in words for name in harmed if words)


def test_no_cash_only_deal_says_the_price_of_health(silo):
    sentence = cash_test([judge(silo, silo)])
    assert sentence.startswith("No cash-only deal leaves every public body whole, because")
    assert "lose GBP 22,900" in sentence
    assert (
        "the public bodies together would be buying health at GBP 11,400 of cash per QALY "
        "gained within those years, both undiscounted"
    ) in sentence


@pytest.mark.parametrize(("qalys", "words"), [(1.0, "no health would be"), (0.0, "no health that")])
def test_no_health_no_price(silo, qalys, words):
    health = np.full(silo.outcomes.shape, qalys)
    level = replace(
        silo.outcomes, qalys=health, value_qaly=health.sum(axis=1), qaly=health.sum(axis=1)
    )
    same = replace(silo, outcomes=level)
    assert words in price_of_health(judge(same, same))


def test_cash_alone_could_settle_it():
    silo, _ = fewer_admissions()
    sentence = cash_test([judge(silo, silo)])  # 20 x 4,328 leave spending, all of it cash
    assert sentence.startswith("Cash alone could leave every public body whole: together they")
    assert "gain GBP 86,600 that year" in sentence


def test_nothing_gained_nothing_lost(run):
    empty = settle(run, Arrangement("Nothing", {}))
    assert "neither gain nor lose" in cash_test([judge(empty, empty, "Current")])


def test_a_commissioner_is_named_if_it_alone_bears_the_loss(silo, run):
    assert buyers(judge(silo, silo)) == "the public bodies together"
    monitoring = {"Monitoring": ("ICB", 31.0, "patient-month")}
    parties = (Party("ICB", role="commissioner"), Party("Trust", role="provider"))
    alone = outcomes(
        {"Monitoring": 500 * PROPOSED}, services=monitoring, parties=parties, n_years=1, n_draws=8
    )
    paid = settle(alone, Arrangement("Nothing", {}))
    assert buyers(judge(paid, paid)) == "ICB alone"
