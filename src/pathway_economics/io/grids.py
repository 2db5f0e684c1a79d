"""The text of a look-up table, with a row per point, as axes and values."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO
from itertools import product
from math import isfinite
from typing import Any

from pathway_economics.errors import Complaint, InvalidModel, suggestion
from pathway_economics.parameters.slips import mend_of_number

MAX_ROWS = 20_000
"""Most rows of a table; its numbers become a part of the model."""

SHOWN = 5
"""How many of the points that are missing are named."""

_NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?")


@dataclass(frozen=True, slots=True)
class Grid:
    """Numbers on a grid of one or two axes.

    Attributes
    ----------
    axes
        Points of each axis, increasing, by the header of its column.
    values
        One number per point, or one row of numbers per point of the first axis.
    """

    axes: Mapping[str, tuple[float, ...]]
    values: tuple[Any, ...]


@dataclass(slots=True)
class _Reading:
    complaints: list[Complaint] = field(default_factory=list)
    values: dict[tuple[float, ...], float] = field(default_factory=dict)
    lines: dict[tuple[float, ...], int] = field(default_factory=dict)

    def add(self, message: str, line: int | None = None) -> None:
        self.complaints.append(Complaint(message, line=line))


def read_grid(text: str, axes: Sequence[str] | None = None, column: str | None = None) -> Grid:
    r"""Return the axes and the values that the text of a CSV file holds.

    Parameters
    ----------
    text
        A row of headers, then one row of numbers for each point, in any order.
    axes
        Headers of the axes, in the order of the arguments. If omitted: all columns but the
        last; where ``column`` is given, the first.
    column
        Header of the values; the last column if omitted.

    Raises
    ------
    InvalidModel
        With a complaint, and its line, of every row that is wrong and every point of the grid
        that is missing or double.

    Examples
    --------
    >>> grid = read_grid("age,male,female\n60,0.02,0.01\n70,0.04,0.03\n", column="female")
    >>> grid.axes, grid.values
    ({'age': (60.0, 70.0)}, (0.01, 0.03))
    """
    found = _Reading()
    rows = _rows(text, found)
    header_line, header = next(rows, (1, []))
    places = _places(header, header_line, axes, column, found)
    if found.complaints:
        raise InvalidModel(found.complaints)
    for line, cells in rows:
        _read_row(line, cells, header, places, found)
    if not found.values and not found.complaints:
        found.add("The file has no rows of numbers below its headers.", header_line)
    points = [tuple(sorted(set(along))) for along in zip(*found.values, strict=True)]
    if not found.complaints:
        _check_whole(points, [header[place] for place in places[:-1]], found)
    if found.complaints:
        raise InvalidModel(found.complaints)
    named = {header[place]: along for place, along in zip(places[:-1], points, strict=True)}
    return Grid(named, _arranged(points, found.values))


def _rows(text: str, found: _Reading) -> Iterator[tuple[int, list[str]]]:
    """Yield the cells of each row that is not empty, and the line on which it ends."""
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    count = 0
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if not any(cells):
                continue
            count += 1
            if count > MAX_ROWS + 1:
                found.add(f"A table may have at most {MAX_ROWS:,} rows.", reader.line_num)
                return
            yield reader.line_num, cells
    except csv.Error as error:
        found.add(f"This is no CSV: {error}.", reader.line_num)


def _places(
    header: list[str],
    line: int,
    axes: Sequence[str] | None,
    column: str | None,
    found: _Reading,
) -> list[int]:
    """Return the places of the axes, and last that of the values."""
    if len(header) < 2:
        mark = next((mark for mark in ";\t|" if header and mark in header[0]), None)
        mend = f"; save it with commas instead of {mark!r}" if mark else ""
        found.add(
            f"{len(header)} column{'s' * (len(header) != 1)} found; one or two axes and a column "
            f"of values are needed{mend}.",
            line,
        )
        return []
    for name in header:
        if not name or _NUMBER.fullmatch(name) or header.count(name) > 1:
            found.add(f"The header {name!r} is no name of its own; give each column one.", line)
    chosen = header[:1] if column is not None else header[:-1]
    names = [*(chosen if axes is None else axes), header[-1] if column is None else column]
    for name in names:
        if name not in header:
            found.add(f"No column is named {name!r}. {suggestion(name, header)}", line)
        elif names.count(name) > 1:
            found.add(f"The column {name!r} is named twice.", line)
    if not 2 <= len(names) <= 3:
        found.add(
            f"{len(names) - 1} axes ({', '.join(names[:-1])}); a table has one or two. Name them, "
            "as in axes: [age], and the column of the values, as in column: male.",
            line,
        )
    return [] if found.complaints else [header.index(name) for name in names]


def _read_row(
    line: int, cells: list[str], header: list[str], places: list[int], found: _Reading
) -> None:
    if len(cells) != len(header):
        found.add(f"{len(cells)} cells in this row, but {len(header)} headers.", line)
        return
    numbers = [_number(cells[place], header[place], line, found) for place in places]
    if None in numbers:
        return
    *point, value = (float(number) for number in numbers if number is not None)
    place = tuple(point)
    if place in found.lines:
        told = ", ".join(f"{header[p]} {x:g}" for p, x in zip(places, place, strict=False))
        found.add(
            f"{told} stands here and on line {found.lines[place]}; give each point once, or name "
            "the axes that tell them apart.",
            line,
        )
        return
    found.lines[place], found.values[place] = line, value


def _number(text: str, header: str, line: int, found: _Reading) -> float | None:
    if _NUMBER.fullmatch(text) and isfinite(number := float(text)):
        return number
    mend = mend_of_number(text)
    shown = text if len(text) <= 40 else f"{text[:40]}..."
    told = f"; {mend}" if mend else ""
    found.add(f"A number is needed in column {header!r}: got {shown!r}{told}.", line)
    return None


def _check_whole(points: list[tuple[float, ...]], names: list[str], found: _Reading) -> None:
    """Complain of points of the grid that no row gives."""
    missing = [place for place in product(*points) if place not in found.values]
    if missing:
        told = "; ".join(
            ", ".join(f"{name} {x:g}" for name, x in zip(names, place, strict=True))
            for place in missing[:SHOWN]
        )
        more = f" and {len(missing) - SHOWN} more" if len(missing) > SHOWN else ""
        found.add(f"The grid lacks {told}{more}; give a row for every point.")


def _arranged(
    points: list[tuple[float, ...]], values: Mapping[tuple[float, ...], float]
) -> tuple[Any, ...]:
    if len(points) == 1:
        return tuple(values[(x,)] for x in points[0])
    return tuple(tuple(values[(x, y)] for y in points[1]) for x in points[0])
