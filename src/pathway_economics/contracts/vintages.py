"""Presets: terms of contracts by vintage, as rows of a table with unit and source."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple
from typing import TYPE_CHECKING, Any
from warnings import warn

from pathway_economics.contracts.preset_rows import COLUMNS, Row, preset_rows, start_of
from pathway_economics.contracts.wording import listed
from pathway_economics.errors import InvalidModel, PathwayEconomicsWarning, UnknownName
from pathway_economics.tables import card

if TYPE_CHECKING:
    import pandas as pd


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
        that is there already take the place of all those in force in any of their years.

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

    return pd.DataFrame([astuple(row) for row in preset_rows(more)], columns=COLUMNS)


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
    rows = [row for row in preset_rows(more) if row.preset == name]
    if not rows:
        raise UnknownName("preset", name, sorted({row.preset for row in preset_rows(more)}))
    wanted = max(start_of(row.first_year) for row in rows) if year is None else start_of(str(year))
    if wanted < 0:
        raise InvalidModel(f"year={year!r}; write 2026/27 or 2026.")
    found = [row for row in rows if row.in_force(wanted)]
    if not found:
        near = min(
            ((start_of(row.first_year), row.last) for row in rows),
            key=lambda span: max(span[0] - wanted, wanted - span[1]),
        )
        found = [row for row in rows if (start_of(row.first_year), row.last) == near]
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
