from dataclasses import replace

from pathway_economics.reporting.findings import judge
from pathway_economics.reporting.verdicts import (
    MARKS,
    outcome_cells,
    purse_cells,
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


def test_health_that_is_not_modelled_is_not_counted(silo):
    run = silo.outcomes
    zero = replace(run, qalys=0 * run.qalys, value_qaly=0 * run.value_qaly, qaly=0 * run.qaly)
    same = replace(silo, outcomes=zero)
    rows = verdict_rows([judge(same, same)])
    (cell,) = next(row for row in rows if row["party"] == "Patients")["cells"]
    assert (cell["verdict"], cell["amount"]) == ("not counted", "")


def test_amounts_in_rules_are_written_as_everywhere(silo):
    rows = verdict_rows([judge(silo, silo)])
    (cell,) = next(row for row in rows if row["party"] == "Acute trust")["cells"]
    assert "−GBP 60,360" in cell["rule"]
