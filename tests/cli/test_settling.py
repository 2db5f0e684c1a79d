"""Tables settled from the shell."""

import json

import pandas as pd
import pytest

from cli.small import names
from pathway_economics.cli import main

ACTIVITY = """\
environment,year,service,provider,unit,units,unit_cost,cash_share
Current,2026/27,Admission,Trust,admission,1000,4328,0.25
Proposed,2026/27,Admission,Trust,admission,800,4328,0.25
"""
PARTIES = "name,role\nICB,commissioner\nTrust,provider\n"
ARRANGEMENTS = """\
arrangements:
  Payment by results:
    Admissions: {activity: {payer: ICB, payee: Trust, services: [Admission], price: 4100}}
  Block:
    Admissions: {block: {payer: ICB, payee: Trust, amount: 4100000}}
"""


@pytest.fixture
def files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "activity.csv").write_text(ACTIVITY)
    (tmp_path / "parties.csv").write_text(PARTIES)
    (tmp_path / "ways.yaml").write_text(ARRANGEMENTS)
    return tmp_path


def settle(*more):
    given = [
        "--activity",
        "activity.csv",
        "--parties",
        "parties.csv",
        "--arrangements",
        "ways.yaml",
    ]
    return main(["settle", *given, "--out", "results", *more])


def test_it_says_who_pays_and_writes_the_tables(files, capsys):
    """200 admissions fewer: 820,000 less paid, 200 x 1,082 = 216,400 released."""
    assert settle() == 0
    shown = capsys.readouterr()
    assert "saves or earns cash for ICB (GBP 820,000), and costs Trust (GBP 604,000)" in shown.out
    assert names(files / "results") == ["results.xlsx", "run_record.json", "tables"]
    table = pd.read_csv(files / "results" / "tables" / "payoffs.csv")
    rows = table[(table["measure"] == "payoff") & (table["period"] == "budget window")]
    found = {(row.arrangement, row.party): row.mean for row in rows.itertuples(index=False)}
    paid = pd.Series(found)
    assert paid["Payment by results", "Trust"] == 216_400 - 820_000
    assert paid["Block", "Trust"] == 216_400
    assert paid["Block", "ICB"] == 0
    record = json.loads((files / "results" / "run_record.json").read_text())
    assert record["files"]["activity"]["file"] == "activity.csv"
    assert settle() == 2  # the folder is there
    assert settle("--overwrite") == 0


def test_what_is_wrong_is_printed_and_nothing_is_left(files, capsys):
    (files / "activity.csv").write_text(ACTIVITY.replace("800", "n/a"))
    assert settle() == 1
    assert "activity.csv: units: Row 3: 'n/a' is no number" in capsys.readouterr().err
    assert "results" not in names(files)
