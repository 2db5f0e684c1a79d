"""Outcomes from files: complaints name the file, the column and the row."""

import pytest

import pathway_economics as pe
from pathway_economics.io import load_tables

ACTIVITY = """\
environment,year,service,provider,unit,units,unit_cost,cash_share
Current,2026/27,Admission,Trust,admission,1,4328,0.25
Proposed,2026/27,Admission,Trust,admission,0,4328,0.25
"""
PARTIES = "name,role,decision_years,value_of_health\nICB,commissioner,1,\nTrust,provider,,20000\n"


@pytest.fixture
def files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "activity.csv").write_text(ACTIVITY)
    (tmp_path / "parties.csv").write_text(PARTIES)
    return tmp_path


def test_tables_are_read_from_their_files(files):
    outcomes = load_tables("activity.csv", parties="parties.csv", title="One admission")
    assert outcomes.ledger.position("Trust").ravel().tolist() == [-4_328, -3_246]
    assert outcomes.title == "One admission"
    assert outcomes.parties["ICB"] == pe.Party("ICB", "commissioner", decision_years=1)
    assert outcomes.parties["Trust"].value_of_health == 20_000
    same = load_tables("activity.csv", parties={"ICB": "commissioner", "Trust": "provider"})
    assert same.parties["Trust"].value_of_health == 0


def test_every_complaint_names_its_file_and_row(files):
    (files / "activity.csv").write_text(ACTIVITY.replace("0,4328", "none,4328"))
    spending = "environment,year,party,label,amount\nCurrent,2026/27,Trsut,Ward,1\n"
    (files / "spending.csv").write_text(spending)
    with pytest.raises(pe.InvalidModel) as caught:
        load_tables("activity.csv", "spending.csv", parties="parties.csv")
    assert [str(complaint) for complaint in caught.value.complaints] == [
        "activity.csv: units: Row 3: 'none' is no number; give a plain figure, such as 4328.",
        "spending.csv: party: Row 2: no party is named 'Trsut' among the parties. Did you mean "
        "'Trust'?",
        "spending.csv: A row is missing: no row is of environment, party and label and year "
        '(Proposed, Trsut: Ward, 2026/27); give every combination once, or say missing="zero" if '
        "what is not there is nothing.",
    ]


def test_files_that_cannot_be_read_are_told_together(files):
    (files / "activity.csv").write_text("a;b\n")
    (files / "parties.csv").write_text("")
    with pytest.raises(pe.InvalidModel) as caught:
        load_tables("activity.csv", parties="parties.csv")
    assert [complaint.file for complaint in caught.value.complaints] == [
        "activity.csv",
        "parties.csv",
    ]
