import pytest

from pathway_economics.reporting.findings import DECISION, WINDOW, judge, judge_scenarios


def test_a_finding_holds_payoffs_purse_and_verdicts(silo):
    finding = judge(silo, silo, threshold=20_000)
    assert finding.environment == "Proposed"
    assert finding.payoff("ICB", WINDOW)["mean"] == pytest.approx(82_000)
    assert finding.payoff("Acute trust", DECISION)["mean"] == pytest.approx(-60_360)
    assert finding.purse()["mean"] == pytest.approx(-22_860)
    assert finding.purse("QALY", "societal")["mean"] == pytest.approx(2)
    assert finding.verdict("Community trust")["verdict"] == "refuses"


def test_scenarios_are_judged_against_their_own_status_quo(silo, block):
    found = judge_scenarios({"Half": [block, silo], "Other": [block]}, "Silo", "Proposed")
    assert [finding.status_quo.name for finding in found["Half"]] == ["Silo", "Silo"]
    assert [finding.status_quo.name for finding in found["Other"]] == ["Block"]
