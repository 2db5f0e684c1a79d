import pandas as pd
from openpyxl import load_workbook

from pathway_economics.io.workbook import COLUMNS, DISCOUNTING, notes, save_workbook


def test_names_never_act_as_formulas(tmp_path):
    table = pd.DataFrame({"party": ["=1+1", "bell\x07", "+A1"], "mean": [1.0, 2.0, 3.0]})
    save_workbook(tmp_path / "book.xlsx", {"payoffs": table})
    sheet = load_workbook(tmp_path / "book.xlsx")["payoffs"]
    cells = [sheet.cell(row, 1) for row in (2, 3, 4)]
    assert [cell.data_type for cell in cells] == ["s", "s", "s"]
    assert [cell.value for cell in cells] == ["=1+1", "bell ", "+A1"]


def test_large_numbers_have_thousands_set_apart(tmp_path):
    table = pd.DataFrame({"mean": [1_234_567.8, -2.0], "share": [0.25, 0.5], "ok": [True, False]})
    save_workbook(tmp_path / "book.xlsx", {"payoffs": table})
    sheet = load_workbook(tmp_path / "book.xlsx")["payoffs"]
    formats = [sheet.cell(2, column).number_format for column in (1, 2, 3)]
    assert formats == ["#,##0", "#,##0.00##", "General"]


def test_notes_say_what_columns_mean_and_whether_amounts_are_discounted():
    table = notes({"perimeters": pd.DataFrame({"perimeter": [], "mean": []})})
    assert list(table["column"]) == ["", "perimeter", "mean"]
    assert "undiscounted" in table["meaning"][0]
    assert all(DISCOUNTING.values())
    assert all(COLUMNS.values())


def test_an_empty_table_is_no_trouble(tmp_path):
    save_workbook(tmp_path / "book.xlsx", {"payoffs": pd.DataFrame({"mean": []})})
