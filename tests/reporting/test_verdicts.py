from pathway_economics.reporting.findings import judge
from pathway_economics.reporting.verdicts import (
    MARKS,
    outcome_cells,
    purse_cells,
    scenario_rows,
    verdict_rows,
)


def test_one_row_per_party_and_one_cell_per_arrangement(silo, block):
    rows = verdict_rows([judge(silo, silo), judge(block, silo)])
    assert [row["party"] for row in rows] == list(silo.outcomes.parties)
    trust = next(row for row in rows if row["party"] == "Acute trust")
    assert [cell["verdict"] for cell in trust["cells"]] == ["harmed without consent", "gains"]
    assert [cell["amount"] for cell in trust["cells"]] == ["−GBP 60,400", "+GBP 21,600"]


def test_patients_are_told_their_health(silo):
    rows = verdict_rows([judge(silo, silo)])
    (cell,) = next(row for row in rows if row["party"] == "Patients")["cells"]
    assert cell["amount"] == "+2.0 QALY"
    assert cell["verdict"] == "gains"


def test_every_verdict_has_a_sign_of_its_own():
    assert len({mark for mark, _ in MARKS.values()}) == len(MARKS)


def test_the_outcome_and_the_purse(silo):
    findings = [judge(silo, silo)]
    assert outcome_cells(findings)[0]["text"] == "refused"
    assert purse_cells(findings)[0]["amount"] == "−GBP 22,900"


def test_scenarios_stand_beside_the_base_case(silo, block):
    base = [judge(silo, silo), judge(block, silo)]
    rows = scenario_rows(base, {"Half effect": base[:1]})
    assert [(row["scenario"], row["span"]) for row in rows] == [
        ("Base case", 2),
        ("", 2),
        ("Half effect", 1),
    ]
    assert rows[0]["refusers"] == "Community trust"
    assert rows[1]["harmed"] == "nobody"
