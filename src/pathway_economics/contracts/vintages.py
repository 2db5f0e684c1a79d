"""Presets: terms of contracts by vintage, as rows of a table with unit and source."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from io import StringIO
from math import isfinite
from typing import TYPE_CHECKING, Any, Literal, get_args
from warnings import warn

from pathway_economics.contracts.wording import listed
from pathway_economics.errors import (
    Complaint,
    InvalidModel,
    PathwayEconomicsWarning,
    UnknownName,
)
from pathway_economics.resources import resource_names, resource_text
from pathway_economics.tables import card

if TYPE_CHECKING:
    import pandas as pd

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
        return _start(self.first_year) <= year <= self.last

    @property
    def last(self) -> float:
        """Start of the last year in force; infinite if there is none."""
        return _start(self.last_year) if self.last_year else float("inf")


class Preset(Mapping[str, Any]):
    """Terms of a contract in one year, ready to be given to it.

    A mapping from fields to values: ``Blended(payer=..., **preset)``.

    Examples
    --------
    >>> from pathway_economics.contracts import preset
    >>> dict(preset("mret", year="2012/13"))
    {'variable_rate': 0.3, 'variable_rate_below': 1.0}
    """

    def __init__(self, name: str, year: str, rows: Iterable[Row]) -> None:
        self.name, self.year, self.rows = name, year, tuple(rows)
        self._terms = _nested(self.rows)

    @property
    def kind(self) -> str:
        """Word of the contract whose terms they are."""
        return self.rows[0].kind

    @property
    def unverified(self) -> tuple[str, ...]:
        """Terms whose value was not read in a source."""
        return tuple(row.term for row in self.rows if row.status == "unverified")

    def __getitem__(self, term: str) -> Any:
        return self._terms[term]

    def __iter__(self) -> Iterator[str]:
        return iter(self._terms)

    def __len__(self) -> int:
        return len(self._terms)

    def __repr__(self) -> str:
        told = ", ".join(f"{row.term}={row.value:g}" for row in self.rows)
        mark = f" (unverified: {', '.join(self.unverified)})" if self.unverified else ""
        return f"<Preset {self.name!r} {self.year} of {self.kind}: {told}{mark}>"

    def _repr_html_(self) -> str:
        rows = [
            (row.term, f"{row.value:g} {row.unit}. {row.source} ({row.status})")
            for row in self.rows
        ]
        return card(f"Preset: {self.name} {self.year}, of {self.kind}", rows)


def presets(more: Any = None) -> "pd.DataFrame":
    """Return every preset there is, one row for each term and time in force.

    Parameters
    ----------
    more
        Rows of your own with the same columns: a data frame, or mappings. Rows of a name
        that is there already take the place of those in force in the same years.

    Returns
    -------
    DataFrame
        ``preset``, ``kind``, ``first_year``, ``last_year``, ``term``, ``value``, ``unit``,
        ``source`` and ``status`` (read, derived or unverified).

    Raises
    ------
    InvalidModel
        With everything that is wrong with the rows, by number.

    Examples
    --------
    >>> table = presets()
    >>> table[(table.preset == "mret") & (table.term == "variable_rate")].value.tolist()
    [0.3, 0.7]
    """
    import pandas as pd

    return pd.DataFrame([_told(row) for row in _rows(more)], columns=_COLUMNS)


def preset(name: str, year: str | int | None = None, more: Any = None) -> Preset:
    """Return the terms of a preset in one year.

    Parameters
    ----------
    name
        Name of the preset; ``presets()`` lists them.
    year
        Such as ``"2012/13"`` or 2012; the last vintage if omitted. Outside its years the
        nearest vintage is taken, with a warning.
    more
        Rows of your own: see ``presets``.

    Returns
    -------
    Preset

    Raises
    ------
    UnknownName
        If there is no such preset.
    InvalidModel
        If the year is none.

    Warns
    -----
    PathwayEconomicsWarning
        If the preset was not in force in that year, or some of its terms are unverified.
    """
    rows = [row for row in _rows(more) if row.preset == name]
    if not rows:
        raise UnknownName("preset", name, sorted({row.preset for row in _rows(more)}))
    wanted = max(_start(row.first_year) for row in rows) if year is None else _start(str(year))
    if wanted < 0:
        raise InvalidModel(f"year={year!r}; write 2026/27 or 2026.")
    found = [row for row in rows if row.in_force(wanted)]
    if not found:
        near = min(
            ((_start(row.first_year), row.last) for row in rows),
            key=lambda span: max(span[0] - wanted, wanted - span[1]),
        )
        found = [row for row in rows if (_start(row.first_year), row.last) == near]
        _warn(name, str(year), rows, found)
    terms = Preset(name, str(year or found[0].first_year), found)
    if terms.unverified:
        warn(
            f"Of the preset {name!r} {terms.year} these terms were not read in a source, and are "
            f"to be checked before they are relied on: {', '.join(terms.unverified)}.",
            PathwayEconomicsWarning,
            stacklevel=2,
        )
    return terms


def _warn(name: str, year: str, rows: list[Row], found: list[Row]) -> None:
    spans = dict.fromkeys(_span(row) for row in rows)
    warn(
        f"The preset {name!r} was in force {listed(spans)}, not in {year}; "
        f"the terms in force {_span(found[0])} are used.",
        PathwayEconomicsWarning,
        stacklevel=3,
    )


def _span(row: Row) -> str:
    if not row.last_year:
        return f"from {row.first_year}"
    same = row.first_year == row.last_year
    return f"in {row.first_year}" if same else f"from {row.first_year} to {row.last_year}"


_COLUMNS = [field.name for field in fields(Row)]


def _told(row: Row) -> tuple[Any, ...]:
    return tuple(getattr(row, column) for column in _COLUMNS)


@cache
def _bundled() -> tuple[Row, ...]:
    rows: list[Row] = []
    for name in resource_names("contracts/preset_tables", ".csv"):
        text = resource_text("contracts/preset_tables", f"{name}.csv")
        rows += _read(csv.DictReader(StringIO(text)), f"{name}.csv")
    return tuple(rows)


def _rows(more: Any) -> tuple[Row, ...]:
    if more is None:
        return _bundled()
    given = more.to_dict("records") if hasattr(more, "to_dict") else list(more)
    own = _read(given, "rows of your own")
    taken = {(row.preset, row.first_year) for row in own}
    kept = (row for row in _bundled() if (row.preset, row.first_year) not in taken)
    return (*kept, *own)


def _read(records: Iterable[Mapping[str, Any]], where: str) -> list[Row]:
    rows, complaints = [], []
    for number, record in enumerate(records, start=1):
        problems = _problems(record)
        if problems:
            complaints.append(Complaint(f"Row {number} of {where}: {'; '.join(problems)}."))
            continue
        given = {key: _text(record.get(key)) for key in _COLUMNS}
        rows.append(Row(**{**given, "value": float(record["value"])}))  # type: ignore[arg-type]
    if complaints:
        raise InvalidModel(complaints)
    return rows


def _text(value: Any) -> str:
    return "" if value is None or value != value else str(value).strip()


def _problems(record: Mapping[str, Any]) -> list[str]:
    unknown = sorted(str(key) for key in set(record) - set(_COLUMNS))
    if unknown:
        return [f"no column is named {', '.join(unknown)}; the columns are {', '.join(_COLUMNS)}"]
    optional = ("last_year",)
    problems = [
        f"{column} is empty; give it"
        for column in _COLUMNS
        if column not in optional and not _text(record.get(column))
    ]
    for column in ("first_year", "last_year"):
        if _text(record.get(column)) and _start(_text(record[column])) < 0:
            problems.append(f"{column}={record[column]!r}; write 2026/27 or 2026")
    if _text(record.get("status")) not in ("", *get_args(Status)):
        problems.append(f"status={record['status']!r}; it is one of {', '.join(get_args(Status))}")
    try:
        right = isfinite(float(record.get("value") or 0))
    except (TypeError, ValueError):
        right = False
    return problems if right else [*problems, f"value={record['value']!r} is no number"]


def _start(year: str) -> int:
    """Return the calendar year in which a year begins, or -1 where it is none."""
    head = year.split(".")[0].split("/")[0]
    return int(head) if head.isdigit() and len(head) == 4 else -1


def _nested(rows: Iterable[Row]) -> dict[str, Any]:
    """Return terms by field; ``bands.0.rate`` stands in the first of a list of mappings."""
    terms: dict[str, Any] = {}
    for row in rows:
        field, *inside = row.term.split(".")
        if not inside:
            terms[field] = row.value
            continue
        index, key = int(inside[0]), inside[1]
        parts = terms.setdefault(field, [])
        parts.extend({} for _ in range(index + 1 - len(parts)))
        parts[index][key] = row.value
    return terms
