from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

from builders import PARTIES, PAY_BY_ACTIVITY, any_outcomes, outcomes
from pathway_economics.contracts import Activity, Arrangement, Block, settle
from pathway_economics.errors import InvalidModel
from pathway_economics.io.results import parameters, save_tables, tables
from pathway_economics.ledger import Entry
from pathway_economics.parameters import Parameter
from pathway_economics.parameters.distributions import Formula
from pathway_economics.parties import EXTERNAL

NAMES = [
    "payoffs",
    "consents",
    "perimeters",
    "positions",
    "entries",
    "activity",
    "released",
    "cost_effectiveness",
    "parameters",
]


def settled(run):
    silo = {"Admissions": Activity(**PAY_BY_ACTIVITY, price=4_100)}
    block = {"Admissions": Block(payer="ICB", payee="Acute trust", amount=410_000)}
    return [
        settle(run, Arrangement("Silo", silo)),
        settle(run, Arrangement("Block", block)),
    ]


@pytest.fixture
def run():
    return outcomes(n_years=2, n_draws=8)


def test_every_table_of_every_arrangement(run):
    found = tables(settled(run))
    assert list(found) == NAMES
    for name in ("payoffs", "consents", "perimeters", "positions", "entries"):
        assert list(found[name]["arrangement"].unique()) == ["Silo", "Block"]


def test_entries_by_hand(run):
    entries = tables(settled(run))["entries"]
    chosen = entries[
        (entries["arrangement"] == "Block")
        & (entries["category"] == "contract")
        & (entries["year"] == "2026/27")
    ]
    assert list(chosen["mean"]) == [410_000.0, 410_000.0]  # in each environment
    assert list(chosen["environment"]) == ["Current", "Proposed"]


@given(any_outcomes())
@settings(max_examples=20)
def test_entries_add_up_to_positions(run):
    # fails when entries that are zero in one draw only are left out
    found = tables(settled(run))
    entries, positions = found["entries"], found["positions"]
    for row in positions.itertuples():
        where = (
            (entries["arrangement"] == row.arrangement)
            & (entries["environment"] == row.environment)
            & (entries["year"] == row.year)
        )
        paid = entries.loc[where & (entries["payer"] == row.party), "mean"].sum()
        received = entries.loc[where & (entries["payee"] == row.party), "mean"].sum()
        assert received - paid == pytest.approx(row.mean, rel=1e-9, abs=1e-3)


def test_csv_and_workbook_hold_the_tables(run, tmp_path):
    found = tables(settled(run), threshold=20_000)
    written = save_tables(tmp_path, found, "A title")
    assert [path.name for path in written] == [f"{name}.csv" for name in NAMES] + ["results.xlsx"]
    for name, table in found.items():
        read = pd.read_csv(tmp_path / "tables" / f"{name}.csv", keep_default_na=False)
        assert list(read.columns) == list(table.columns)
        assert len(read) == len(table)
    sheets = pd.read_excel(tmp_path / "results.xlsx", sheet_name=None)
    assert list(sheets) == ["contents", "Notes", *NAMES]
    np.testing.assert_allclose(sheets["payoffs"]["mean"], found["payoffs"]["mean"])


def test_capital_and_revenue_stand_apart():
    proposed = np.array([0.0, 1.0])[:, np.newaxis, np.newaxis]
    run = outcomes(n_years=2, n_draws=8)
    costs = [
        Entry("ICB", EXTERNAL, "programme", label, 1_000 * proposed, source="Set-up")
        for label in ("Training (non-recurrent)", "Devices (non-recurrent, capital)")
    ]
    run = replace(run, ledger=run.ledger.with_entries(costs))
    entries = tables(settled(run))["entries"]
    kinds = entries.drop_duplicates("label").set_index("label")["capital_or_revenue"]
    assert kinds["Training (non-recurrent)"] == "revenue"
    assert kinds["Devices (non-recurrent, capital)"] == "capital"
    assert kinds["Admission"] == ""


def test_parameters_with_unit_and_evidence():
    given_parameters = [
        Parameter("p", 0.25, "ratio", source="A trial"),
        Parameter("q", 2.0, "ratio", assumption="for want of better"),
    ]
    table = parameters(outcomes(parameters=given_parameters, n_draws=8))
    assert list(table["parameter"]) == ["p", "q"]
    assert list(table["mean"]) == [0.25, 2.0]
    assert list(table["source"]) == ["A trial", ""]
    assert list(table["assumption"]) == ["", "for want of better"]


def test_a_formula_that_changes_with_time_has_no_value():
    waning = Parameter("waning", Formula("exp(-time)"), "ratio", assumption="for illustration")
    table = parameters(outcomes(parameters=[waning], n_draws=8))
    assert np.isnan(table["mean"][0])


def test_a_run_without_arrangements_has_tables_of_its_own(run):
    found = tables([], outcomes=run)
    assert list(found) == ["activity", "released", "cost_effectiveness", "parameters"]


def test_nothing_to_tell():
    with pytest.raises(InvalidModel, match="outcomes"):
        tables([])


def test_a_single_environment_is_no_trouble():
    run = outcomes(environments=["Current"], strategies=["Usual care"], parties=PARTIES, n_draws=8)
    found = tables(settled(run))
    assert set(found["consents"]["environment"]) == {"Current"}
