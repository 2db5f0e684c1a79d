"""Tidy tables from files: CSV, Excel and Parquet, read as data and nothing else."""

from importlib.util import find_spec
from io import BytesIO, StringIO
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from pathway_economics.errors import Complaint, InvalidModel
from pathway_economics.io.decoding import decoded

if TYPE_CHECKING:
    import pandas as pd

MAX_BYTES = 1_000_000_000
"""Largest file of a table, and largest content of a workbook once unpacked. [bytes]"""

MAX_ROWS = 20_000_000
"""Most rows of a table."""

NAMES = frozenset(
    ("environment", "year", "draw", "service", "provider", "unit", "party", "label")
    + ("strategy", "name", "role", "recurrent")
)
"""Columns that hold names: they stay text, as ``007`` and ``2026`` are not amounts there."""

KINDS = (".csv", ".xlsx", ".parquet")


def read_table(path: str | PathLike[str], sheet: str | None = None) -> "pd.DataFrame":
    """Return the table that a file holds.

    Columns of names (environments, years, draws, services, parties and the like) are text.
    Another column is of numbers if every cell is a number or blank, else text, so that what is
    wrong with it can be told by row. The index is the row of the file, the headers being row 1.
    No formula is computed: a cell has the value that the spreadsheet program last stored.

    Parameters
    ----------
    path
        A ``.csv`` file (UTF-8, commas), an ``.xlsx`` workbook or a ``.parquet`` file.
    sheet
        Sheet of a workbook; its only one if omitted.

    Returns
    -------
    DataFrame

    Raises
    ------
    InvalidModel
        If the file is no such table; it names the file, and the line where there is one.
    OSError
        If the file cannot be read.

    Examples
    --------
    >>> read_table("activity.csv")  # doctest: +SKIP
    """
    file = Path(path)
    try:
        return _as_numbers(_whole(_cells(file, sheet)))
    except InvalidModel as error:
        raise InvalidModel(
            [Complaint(c.message, c.path, str(path), c.line) for c in error.complaints]
        ) from None


def _cells(file: Path, sheet: str | None) -> "pd.DataFrame":
    kind = file.suffix.lower()
    if kind not in KINDS:
        told = "save an .xls workbook as .xlsx" if kind == ".xls" else "save the table as CSV"
        raise InvalidModel(
            f"A table is a {', '.join(KINDS)} file: got {kind or 'no ending'}; {told}."
        )
    if sheet is not None and kind != ".xlsx":
        raise InvalidModel(f"sheet={sheet!r}, but only a workbook (.xlsx) has sheets.")
    size = file.stat().st_size
    if size > MAX_BYTES:
        raise InvalidModel(f"The file is too large: {size:,} bytes, of at most {MAX_BYTES:,}.")
    if kind == ".parquet":
        return _of_parquet(file)
    with open(file, "rb") as stream:
        data = stream.read(MAX_BYTES + 1)
    return _of_text(decoded(data)) if kind == ".csv" else _of_workbook(data, sheet)


def _of_text(text: str) -> "pd.DataFrame":
    """Return the table of a CSV text: names as text, and numbers where a column has no other."""
    import pandas as pd

    first = text.partition("\n")[0]
    for mark, name in ((";", "semicolons"), ("\t", "tabs")):
        if mark in first and "," not in first:
            raise InvalidModel(f"The columns are parted by {name}; save the file with commas.")
    if not text.strip():
        raise InvalidModel("The file is empty; a table has a row of headers.")
    how: dict[str, Any] = {"header": None, "keep_default_na": False, "skip_blank_lines": False}
    headers = [
        _text(cell) for cell in pd.read_csv(StringIO(text), nrows=1, dtype=str, **how).iloc[0]
    ]
    names = [place for place, header in enumerate(headers) if header in NAMES]
    numbers = [place for place in range(len(headers)) if place not in names]
    how |= {"dtype": dict.fromkeys(names, str), "na_values": dict.fromkeys(numbers, [""])}
    how |= {"low_memory": False, "nrows": MAX_ROWS + 1}
    try:
        cells = pd.read_csv(StringIO(text), skiprows=1, **how)
    except pd.errors.EmptyDataError:
        cells = pd.DataFrame(columns=range(len(headers)))
    except pd.errors.ParserError as error:
        told = str(error).removeprefix("Error tokenizing data. C error: ").strip()
        raise InvalidModel(f"The rows are not alike ({told}); quote a text with commas.") from None
    if cells.shape[1] != len(headers):
        raise InvalidModel(
            f"The headers are {len(headers)}, but row 2 has {cells.shape[1]} cells; quote a text "
            "with commas."
        )
    return _with_headers(headers, cells)


def _of_workbook(data: bytes, sheet: str | None) -> "pd.DataFrame":
    """Return the cells of a sheet as stored."""
    import pandas as pd

    try:
        with ZipFile(BytesIO(data)) as packed:
            unpacked = sum(item.file_size for item in packed.infolist())
        if unpacked > MAX_BYTES:
            raise InvalidModel(
                f"The workbook is too large: {unpacked:,} bytes unpacked, of at most {MAX_BYTES:,}."
            )
        book = pd.ExcelFile(BytesIO(data), engine="openpyxl")
    except (BadZipFile, KeyError, ValueError) as error:
        if isinstance(error, InvalidModel):
            raise
        raise InvalidModel("The file is no workbook; save it as .xlsx again.") from None
    names = [str(name) for name in book.sheet_names]
    if sheet is None and len(names) > 1:
        raise InvalidModel(f"The workbook has {len(names)} sheets; say sheet=, one of {names}.")
    if sheet is not None and sheet not in names:
        raise InvalidModel(f"The workbook has no sheet {sheet!r}; it has {', '.join(names)}.")
    cells = pd.read_excel(book, sheet or names[0], header=None, dtype=object, na_filter=False)
    if cells.empty:
        raise InvalidModel("The sheet is empty; a table has a row of headers.")
    return _with_headers([_text(cell) for cell in cells.iloc[0]], cells.iloc[1:])


def _of_parquet(file: Path) -> "pd.DataFrame":
    import pandas as pd

    if find_spec("pyarrow") is None:
        raise InvalidModel(
            "Reading Parquet takes the package pyarrow, which is not installed; install it "
            "(pip install pyarrow), or save the table as CSV."
        )
    try:
        frame = pd.read_parquet(file, engine="pyarrow")
    except ValueError as error:
        raise InvalidModel(f"The file is no Parquet table: {error}") from None
    frame.index = pd.RangeIndex(1, len(frame) + 1)
    return frame


def _with_headers(headers: list[str], cells: "pd.DataFrame") -> "pd.DataFrame":
    """Return a table with its headers, without blank rows; its index is the row of the file."""
    import pandas as pd

    table = cells.set_axis(pd.RangeIndex(2, len(cells) + 2), axis=0)
    blank = table.isna() | (table == "")
    table = table[~blank.all(axis=1)]
    named = [bool(header) for header in headers]
    for place in [at for at, there in enumerate(named) if not there]:
        if not blank.iloc[:, place].all():
            raise InvalidModel(f"Column {place + 1} has no header; name it, or clear its cells.")
    return table.loc[:, named].set_axis([header for header in headers if header], axis=1)


def _whole(table: "pd.DataFrame") -> "pd.DataFrame":
    if len(table) > MAX_ROWS:
        raise InvalidModel(f"The table has more than {MAX_ROWS:,} rows; split or sum it.")
    twice = sorted({name for name in table.columns if list(table.columns).count(name) > 1})
    if twice:
        raise InvalidModel(f"Two columns are named {', '.join(map(repr, twice))}; rename one.")
    return table


def _as_numbers(table: "pd.DataFrame") -> "pd.DataFrame":
    """Return a table whose columns are numbers where they can be and names are text."""
    columns = [str(name) for name in table.columns]
    return table.assign(**{name: _column(table[name], name in NAMES) for name in columns})


def _column(given: "pd.Series[Any]", names: bool) -> "pd.Series[Any]":
    import pandas as pd

    if pd.api.types.is_numeric_dtype(given) and not names:
        return given
    if names:
        found, unlike = pd.factorize(given)
        texts = pd.Series([_text(value) for value in unlike] + [""], dtype=object)
        return pd.Series(texts.to_numpy()[found], index=given.index, dtype=object)
    truths = given.map(lambda cell: isinstance(cell, bool)) if given.dtype == object else None
    if truths is not None and truths.any():
        return given
    numbers = pd.to_numeric(given, errors="coerce")
    unread = given[numbers.isna()]
    return given if any(_text(cell) for cell in unread) else numbers


def _text(cell: Any) -> str:
    if cell is None or cell != cell:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
