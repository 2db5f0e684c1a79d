import pytest

from pathway_economics.parties import Party
from pathway_economics.reporting.findings import judge
from pathway_economics.reporting.parties import how_it_decides, party_sections


def section(findings, name):
    return next(each for each in party_sections(findings) if each["name"] == name)


def test_cash_by_year_under_each_arrangement(silo, block):
    trust = section([judge(silo, silo), judge(block, silo)], "Acute trust")
    # Reference: 100 x 4,100 received, 100 x 4,328 spent.
    assert trust["reference"] == ["−22,800", "−22,800"]
    assert [row["years"] for row in trust["cash"]] == [["−60,360"], ["+21,640"]]


def test_what_moves_the_cash_adds_up_to_the_payoff(silo, block):
    for party in party_sections([judge(silo, silo), judge(block, silo)]):
        for column, row in enumerate(party["cash"]):
            values = [
                int(move["cells"][column].replace("−", "-").replace(",", ""))
                for move in party["moves"]
            ]
            total = int(row["total"].replace("−", "-").replace(",", ""))
            assert sum(values) == pytest.approx(total, abs=len(values))


def test_paper_savings_are_set_apart_from_cash(silo):
    trust = section([judge(silo, silo)], "Acute trust")
    # 20 x 4,328 = 86,560 at average cost, a quarter of it cash
    assert trust["freed"] == (
        "Its own care shrinks by GBP 86,600 at average cost: GBP 21,600 becomes cash and "
        "GBP 64,900 does not."
    )
    grown = section([judge(silo, silo)], "Community trust")
    assert "grows by GBP 15,500" in grown["freed"]


def test_the_same_verdict_is_told_once(silo, block):
    community = section([judge(silo, silo), judge(block, silo)], "Community trust")
    assert [row["arrangements"] for row in community["verdicts"]] == ["Every arrangement"]


def test_rules_in_words():
    icb = Party("ICB", role="commissioner", decision_years=1, yearly_limit=250_000)
    assert how_it_decides(icb, "GBP") == (
        "Judges expected cash over 1 year; it accepts no less than GBP 0 and no year worse "
        "than a loss of GBP 250,000."
    )
    assert "health" in how_it_decides(Party("Patients", role="patient"), "GBP")
