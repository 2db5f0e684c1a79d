"""Look-up tables that stand in files of their own."""

from collections.abc import Sequence
from os import PathLike
from pathlib import Path, PurePosixPath, PureWindowsPath

from pathway_economics.errors import Complaint, InvalidModel
from pathway_economics.io.decoding import decoded
from pathway_economics.io.fields import read_fields, read_text
from pathway_economics.io.findings import Findings, shown
from pathway_economics.io.findings import Path as Keys
from pathway_economics.io.grids import Grid, read_grid
from pathway_economics.io.nodes import Node, as_node
from pathway_economics.parameters.lookup import Interpolation, Outside, Table

MAX_BYTES = 1_000_000
"""Largest file of a look-up table. [bytes]"""

OF_THE_FILE = ("file", "axes", "column")
"""Fields that say where the numbers are; the others are those of ``Table``."""

UNREAD = Grid({"unread": (0.0,)}, (0.0,))
"""Stand-in for numbers that could not be read."""


def load_table(
    path: str | PathLike[str],
    name: str | None = None,
    *,
    axes: Sequence[str] | None = None,
    column: str | None = None,
    interpolation: Interpolation = "step",
    outside: Outside = "hold",
    source: str | None = None,
    assumption: str | None = None,
) -> Table:
    """Return the look-up table that a CSV file holds.

    Parameters
    ----------
    path
        A file with a row of headers and one row of numbers for each point.
    name
        Name by which expressions call the table; that of the file if omitted.
    axes
        Headers of the one or two axes. If omitted: all columns but the last; where ``column``
        is given, the first.
    column
        Header of the values; the last column if omitted.
    interpolation, outside, source, assumption
        As for ``Table``.

    Returns
    -------
    Table

    Raises
    ------
    InvalidModel
        With every complaint about the file, and its line.
    OSError
        If the file cannot be read.

    Examples
    --------
    >>> load_table("life_table.csv", source="ONS, 2020 to 2022")  # doctest: +SKIP
    """
    file = Path(path)
    grid = _grid(file, str(path), axes, column)
    return Table(
        file.stem if name is None else name,
        grid.axes,
        grid.values,
        interpolation,
        outside,
        source=source,
        assumption=assumption,
    )


def _grid(file: Path, told: str, axes: Sequence[str] | None, column: str | None) -> Grid:
    with open(file, "rb") as stream:
        data = stream.read(MAX_BYTES + 1)
    try:
        if len(data) > MAX_BYTES:
            raise InvalidModel(f"The file is too large: a table has at most {MAX_BYTES:,} bytes.")
        return read_grid(decoded(data), axes, column)
    except InvalidModel as error:
        raise InvalidModel(
            [Complaint(c.message, c.path, told, c.line) for c in error.complaints]
        ) from None


def read_tables(node: Node | None, findings: Findings) -> dict[str, Table]:
    """Return the tables that could be read, by name."""
    read: dict[str, Table] = {}
    for name, entry in findings.mapping(node, ("tables",), "fields by name").items():
        path = ("tables", name)
        with findings.unread("tables", name):
            if isinstance(entry.value, dict) and "file" in entry.value:
                entry = _with_numbers(entry, path, findings)
            table = read_fields(Table, entry, path, findings, name=name)
        if table is not None:
            read[name] = table
    return read


def _with_numbers(entry: Node, path: Keys, findings: Findings) -> Node:
    """Return the fields of a table with its numbers in place of its file."""
    assert isinstance(entry.value, dict)
    given = entry.value
    if "values" in given:
        findings.add((*path, "values"), "The values come from the file; give one of the two.")
    words = {key: node for key, node in given.items() if key not in (*OF_THE_FILE, "values")}
    grid = _grid_of(given, path, findings) or UNREAD
    numbers = {"axes": as_node(grid.axes, entry.line), "values": as_node(grid.values, entry.line)}
    return Node(
        {**words, **numbers}, entry.line, {**dict.fromkeys(numbers, entry.line), **entry.key_lines}
    )


def _grid_of(given: dict[str, Node], path: Keys, findings: Findings) -> Grid | None:
    before = len(findings.complaints)
    axes = _headers(given.get("axes"), (*path, "axes"), findings)
    column = read_text(given.get("column"), (*path, "column"), findings) or None
    name = read_text(given["file"], (*path, "file"), findings)
    file = (
        None
        if given["file"].faulty
        else beside(name, (*path, "file"), findings, such_as="tables/life_table.csv")
    )
    if file is None or len(findings.complaints) > before:
        return None
    try:
        return _grid(file, str(file), axes, column)
    except OSError as error:
        findings.add((*path, "file"), f"The file {name!r} cannot be read: {error.strerror}.")
    except InvalidModel as error:
        findings.complaints += [
            Complaint(c.message, path, c.file, c.line) for c in error.complaints
        ]
    return None


def _headers(node: Node | None, path: Keys, findings: Findings) -> list[str] | None:
    """Return the headers of the axes; in a table without a file, axes have points."""
    if node is None or node.value is None:
        return None
    items = node.value if isinstance(node.value, list) else []
    if not items or any(isinstance(item.value, dict | list) for item in items):
        findings.add(path, f"With a file, axes is a list of headers: got {shown(node)}.")
        return None
    return [item.text for item in items]


def beside(name: str, path: Keys, findings: Findings, such_as: str) -> Path | None:
    """Return the path of a file within the folder of the model file."""
    folder = findings.folder
    if folder is None:
        findings.add(
            path,
            f"The file {name!r} is sought beside the model file, but this model was read from a "
            "text, which has no folder; load it by its path, or write the numbers here.",
        )
        return None
    parts = PurePosixPath(name).parts
    absolute = PurePosixPath(name).is_absolute() or PureWindowsPath(name).anchor or "\\" in name
    if not parts or absolute or ".." in parts or "\0" in name:
        findings.add(
            path,
            f"The file {name!r} must lie beside the model file or in a folder below: write a path "
            f"from there, without '..', such as {such_as}.",
        )
        return None
    file = folder / name
    if file.exists() and not file.resolve().is_relative_to(folder.resolve()):
        findings.add(path, f"The file {name!r} leads out of the folder of the model file.")
        return None
    if not file.is_file():
        findings.add(path, f"There is no file {name!r} beside the model file.")
        return None
    return file
