"""Rows of presets: a term, the years in which it was in force, and its source."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from io import StringIO
from math import isfinite
from typing import Any, Literal, get_args

from pathway_economics.errors import Complaint, InvalidModel
from pathway_economics.resources import resource_names, resource_text

Status = Literal["read", "derived", "unverified"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One term of a preset in the years in which it was in force.

    Attributes
    ----------
    preset
        Name of the preset.
    kind
        Word of the contract whose term it is, such as ``"blended"``; or what else reads it.
    first_year, last_year
        First and last years in force, such as ``"2010/11"`` or ``"2016"``; a preset without
        a last year is still in force.
    term
        Field of the contract; within a part, such as ``"bands.0.rate"``.
    value
        Its value.
    unit
        Unit of the value.
    source
        Where it comes from.
    status
        ``"read"`` in the source, ``"derived"`` from what was read there, or
        ``"unverified"``: remembered, and to be checked before it is relied on.
    """

    preset: str
    kind: str
    first_year: str
    last_year: str = ""
    term: str
    value: float
    unit: str
    source: str
    status: Status

    def in_force(self, year: int) -> bool:
        """Return whether the row holds in a year."""
        return start_of(self.first_year) <= year <= self.last

    def meets(self, other: "Row") -> bool:
        """Return whether two rows of one preset hold in the same year, any year."""
        first = max(start_of(self.first_year), start_of(other.first_year))
        return self.preset == other.preset and first <= min(self.last, other.last)

    @property
    def last(self) -> float:
        """Start of the last year in force; infinite if there is none."""
        return start_of(self.last_year) if self.last_year else float("inf")


COLUMNS = [field.name for field in fields(Row)]
"""Columns of a table of presets."""


@cache
def _bundled() -> tuple[Row, ...]:
    rows: list[Row] = []
    for name in resource_names("contracts/preset_tables", ".csv"):
        text = resource_text("contracts/preset_tables", f"{name}.csv")
        rows += _read(csv.DictReader(StringIO(text)), f"{name}.csv")
    return tuple(rows)


def preset_rows(more: Any = None) -> tuple[Row, ...]:
    """Return the rows there are; those of a user's own take the place of any they meet."""
    if more is None:
        return _bundled()
    given = more.to_dict("records") if hasattr(more, "to_dict") else list(more)
    own = _read(given, "rows of your own")
    kept = (row for row in _bundled() if not any(row.meets(other) for other in own))
    return (*kept, *own)


def _read(records: Iterable[Mapping[str, Any]], where: str) -> list[Row]:
    rows, complaints = [], []
    for number, record in enumerate(records, start=1):
        problems = _problems(record)
        if problems:
            complaints.append(Complaint(f"Row {number} of {where}: {'; '.join(problems)}."))
            continue
        given = {key: _text(record.get(key)) for key in COLUMNS}
        rows.append(Row(**{**given, "value": float(record["value"])}))  # type: ignore[arg-type]
    if complaints:
        raise InvalidModel(complaints)
    return rows


def _text(value: Any) -> str:
    return "" if value is None or value != value else str(value).strip()


def _problems(record: Mapping[str, Any]) -> list[str]:
    unknown = sorted(str(key) for key in set(record) - set(COLUMNS))
    if unknown:
        return [f"no column is named {', '.join(unknown)}; the columns are {', '.join(COLUMNS)}"]
    optional = ("last_year",)
    problems = [
        f"{column} is empty; give it"
        for column in COLUMNS
        if column not in optional and not _text(record.get(column))
    ]
    for column in ("first_year", "last_year"):
        if _text(record.get(column)) and start_of(_text(record[column])) < 0:
            problems.append(f"{column}={record[column]!r}; write 2026/27 or 2026")
    if _text(record.get("status")) not in ("", *get_args(Status)):
        problems.append(f"status={record['status']!r}; it is one of {', '.join(get_args(Status))}")
    try:
        right = isfinite(float(record.get("value") or 0))
    except (TypeError, ValueError):
        right = False
    return problems if right else [*problems, f"value={record['value']!r} is no number"]


def start_of(year: str) -> int:
    """Return the calendar year in which a year begins, or -1 where it is none."""
    head = year.split(".")[0].split("/")[0]
    return int(head) if head.isdigit() and len(head) == 4 else -1
