from dataclasses import replace

import pytest

from pathway_economics.parties import Party
from pathway_economics.reporting import parties
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


def test_a_rest_of_one_entry_is_shown_itself(silo, monkeypatch):
    names = [f"Entry {index}" for index in range(7)]
    for count, last in ((7, "Entry 6"), (8, "2 smaller entries")):
        totals = dict.fromkeys([*names, "Entry 7"][:count], 10.0)
        monkeypatch.setattr(parties, "_changes", lambda *_, found=totals: found)
        assert section([judge(silo, silo)], "ICB")["moves"][-1]["what"] == last


def test_a_party_that_nothing_moves_breaks_even_in_no_year(silo, block):
    icb = section([judge(silo, silo), judge(block, silo)], "ICB")["cash"]
    assert [row["breakeven"] for row in icb] == ["2026/27", ""]  # the block never changes


def test_a_supplier_has_costs_and_gives_no_care(silo):
    run = silo.outcomes
    supplier = tuple(
        replace(each, party="Supplier") if each.party == "Community trust" else each
        for each in run.releases
    )
    same = replace(silo, outcomes=replace(run, releases=supplier))
    found = section([judge(same, same)], "Supplier")["freed"]
    assert found.startswith("Its own costs grow by GBP 15,500")
