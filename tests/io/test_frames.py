"""Tables from files: names stay text, numbers are numbers, rows are those of the file."""

import pandas as pd
import pytest
from openpyxl import Workbook

from pathway_economics.errors import InvalidModel
from pathway_economics.io import frames, read_table

CSV = "environment,year,service,draw,units\nCurrent,2026,007,1,10\n\nProposed,2026,007,1,1e2\n"


@pytest.fixture
def save(tmp_path):
    def written(data, name="activity.csv"):
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return path

    return written


def told(path, **how):
    with pytest.raises(InvalidModel) as caught:
        read_table(path, **how)
    (complaint,) = caught.value.complaints
    assert complaint.file == str(path)
    return str(complaint).removeprefix(f"{path}: ")


def test_names_are_text_and_the_index_is_the_row_of_the_file(save):
    table = read_table(save(CSV))
    assert list(table.columns) == ["environment", "year", "service", "draw", "units"]
    assert list(table["service"]) == ["007", "007"]
    assert list(table["year"]) == ["2026", "2026"]
    assert list(table["draw"]) == ["1", "1"]
    assert list(table["units"]) == [10.0, 100.0]
    assert list(table.index) == [2, 4]  # row 3 is blank


def test_a_mark_before_the_text_and_quoted_commas_are_read(save):
    table = read_table(save('\ufeffname,role\n"Trust, acute", provider \r\n'))
    assert table.to_dict("records") == [{"name": "Trust, acute", "role": "provider"}]


def test_numbers_are_read_to_the_last_digit(save):
    numbers = [0.1, 1 / 3, 123456.789012345, 1e-300]
    table = read_table(save("units\n" + "".join(f"{number!r}\n" for number in numbers)))
    assert list(table["units"]) == pytest.approx(numbers, rel=1e-15)


def test_headers_alone_are_a_table_without_rows(save):
    table = read_table(save("units,year\n"))
    assert (list(table.columns), len(table)) == (["units", "year"], 0)


def test_a_column_with_one_text_stays_text(save):
    table = read_table(save('units,amount\n1,\n"4,328",3\n'))
    assert list(table["units"]) == ["1", "4,328"]
    assert table["amount"].isna().tolist() == [True, False]
    assert table["amount"].iloc[1] == 3.0


def test_words_that_pandas_takes_for_nothing_stay_words(save):
    """A service may be called NA, or None; as a number of units they are complained of."""
    table = read_table(save("service,units\nNA,n/a\nNone,1\n"))
    assert list(table["service"]) == ["NA", "None"]
    assert list(table["units"]) == ["n/a", "1"]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "The file is empty; a table has a row of headers."),
        ("a;b\n1;2\n", "The columns are parted by semicolons; save the file with commas."),
        ("a\tb\n1\t2\n", "The columns are parted by tabs; save the file with commas."),
        ("a,b\n1,2\n1,2,3\n", "The rows are not alike (Expected 2 fields in line 3, saw 3); quote "
         "a text with commas."),
        ("a,b\n1,2,3\n", "The headers are 2, but row 2 has 3 cells; quote a text with commas."),
        ("a,a\n1,2\n", "Two columns are named 'a'; rename one."),
        ("a,\n1,2\n", "Column 2 has no header; name it, or clear its cells."),
    ],
)  # fmt: skip
def test_a_file_that_is_no_table_is_told(save, text, complaint):
    assert told(save(text)) == complaint


def test_what_a_short_row_lacks_is_blank(save):
    table = read_table(save("a,service\n1,2\n3\n"))
    assert list(table["service"]) == ["2", ""]


def test_text_that_is_no_utf8_is_told(save):
    assert "not UTF-8" in told(save("name\nCaf\xe9\n".encode("latin-1")))


def test_other_kinds_of_file_are_refused(save, monkeypatch):
    assert "got .pkl; save the table as CSV" in told(save(b"\x80\x04N.", "activity.pkl"))
    assert "save an .xls workbook as .xlsx" in told(save(b"", "activity.xls"))
    assert "only a workbook" in told(save(CSV), sheet="Data")
    assert (
        told(save(b"PK no", "activity.xlsx")) == "The file is no workbook; save it as .xlsx again."
    )
    monkeypatch.setattr(frames, "MAX_BYTES", 10)
    assert told(save(CSV)) == f"The file is too large: {len(CSV)} bytes, of at most 10."


def test_parquet_takes_pyarrow(save, monkeypatch):
    monkeypatch.setattr(frames, "find_spec", lambda name: None)
    assert told(save(b"", "activity.parquet")) == (
        "Reading Parquet takes the package pyarrow, which is not installed; install it (pip "
        "install pyarrow), or save the table as CSV."
    )


def test_parquet_is_read_as_csv_is(tmp_path):
    pytest.importorskip("pyarrow")
    path = tmp_path / "a.parquet"
    pd.DataFrame({"year": [2026], "draw": [7], "units": [1.5]}).to_parquet(path)
    assert read_table(path).to_dict("records") == [{"year": "2026", "draw": "7", "units": 1.5}]


def workbook(path, *rows, **more):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for name in more:
        book.create_sheet(name)
    book.save(path)
    return path


def test_a_workbook_is_read_as_csv_is(tmp_path):
    rows = [("year", "draw", "service", "units"), (2026, 1.0, "Visit", 3), (2026, 2, "Visit", 4.5)]
    table = read_table(workbook(tmp_path / "a.xlsx", *rows))
    assert list(table["year"]) == ["2026", "2026"]
    assert list(table["draw"]) == ["1", "2"]
    assert list(table["units"]) == [3.0, 4.5]
    assert list(table.index) == [2, 3]


def test_formulas_are_not_computed(tmp_path):
    path = workbook(tmp_path / "a.xlsx", ("units", "amount"), ("=1+1", 2))
    assert read_table(path)["units"].isna().all()  # nothing was ever stored for it


def test_sheets_are_named(tmp_path):
    path = workbook(tmp_path / "a.xlsx", ("units",), (1,), Notes=True)
    assert "The workbook has 2 sheets; say sheet=" in told(path)
    assert "no sheet 'Note'; it has Sheet, Notes" in told(path, sheet="Note")
    assert list(read_table(path, sheet="Sheet")["units"]) == [1.0]
    assert told(path, sheet="Notes") == "The sheet is empty; a table has a row of headers."


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path, monkeypatch):
    path = workbook(tmp_path / "a.xlsx", *[("x" * 1_000,)] * 1_000)
    monkeypatch.setattr(frames, "MAX_BYTES", path.stat().st_size + 1)
    assert "unpacked" in told(path)
