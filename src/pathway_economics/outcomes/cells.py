"""Rows of a table as cells of an array: each once, and none missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from math import prod
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pathway_economics.errors import InvalidModel
from pathway_economics.outcomes.readings import FEW, NOWHERE, Array, Places, Reading

MOST_CELLS, MOST_PER_ROW = 50_000_000, 20
"""Most cells of a table, or that many for each of its rows if that is more; a table with many
fewer rows than combinations has something else in a column of names."""


class Axis(NamedTuple):
    """One axis of a table: its column, its names, and the place of each row on it."""

    column: str
    names: Sequence[str]
    places: Places


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """Which cell of an array each row of a table is.

    Attributes
    ----------
    shape
        Of the array, one length per axis.
    flat : shape (R,)
        Cell of each row that has one.
    rows : shape (R,)
        Which rows have one.
    """

    shape: tuple[int, ...]
    flat: Places
    rows: NDArray[np.bool_]

    def spread(self, values: Array, missing: float = 0.0) -> Array:
        """Return the values of the rows as an array, with another for cells without a row."""
        found = np.full(prod(self.shape), missing)
        found[self.flat] = values[self.rows]
        return found.reshape(self.shape)


MOST_NAMES = 500
"""Most names of an axis among which slips of the pen are sought."""

WHOLE = "give every combination once, with a zero where there is nothing"
"""How missing rows are mended."""


def find_cells(
    reading: Reading, axes: Sequence[Axis], complete: bool = True, mend: str = WHOLE
) -> Cells:
    """Return which cell each row is; complain of cells that are there twice or not at all.

    Parameters
    ----------
    reading
        The table.
    axes
        Its axes, in the order of the array.
    complete
        Whether every cell must have a row. Where a row could not be placed, missing cells are
        not told.
    mend
        What to do about missing rows.

    Raises
    ------
    InvalidModel
        With the complaints so far, if there are far more combinations than rows.
    """
    shape = tuple(len(axis.names) for axis in axes)
    if prod(shape) > max(MOST_CELLS, MOST_PER_ROW * len(reading)):
        told = " x ".join(f"{len(axis.names):,} ({axis.column})" for axis in axes)
        reading.complain(
            f"{told} would be {prod(shape):,} combinations, but the table has {len(reading):,} "
            "rows; does one of these columns hold something else?"
        )
        raise InvalidModel(reading.complaints)
    placed = np.all([axis.places != NOWHERE for axis in axes], axis=0)
    flat = np.ravel_multi_index([axis.places[placed] for axis in axes], shape)
    counts = np.bincount(flat, minlength=prod(shape))
    _complain_of_twins(reading, axes, shape, flat, counts, placed)
    if complete and placed.all() and (counts == 0).any():
        _complain_of_gaps(reading, axes, shape, counts, mend)
    return Cells(shape, flat, placed)


def _complain_of_twins(
    reading: Reading,
    axes: Sequence[Axis],
    shape: tuple[int, ...],
    flat: Places,
    counts: NDArray[np.intp],
    placed: NDArray[np.bool_],
) -> None:
    cells = np.flatnonzero(counts > 1)
    for cell in cells[:FEW]:
        twins = np.zeros(len(reading), bool)
        twins[np.flatnonzero(placed)[flat == cell]] = True
        reading.complain(
            f"{reading.rows(twins)} are of the same {_listed([axis.column for axis in axes])} "
            f"({_named(axes, shape, cell)}); give each once."
        )
    if len(cells) > FEW:
        reading.complain(f"{len(cells) - FEW:,} more combinations are given more than once.")


def _complain_of_gaps(
    reading: Reading,
    axes: Sequence[Axis],
    shape: tuple[int, ...],
    counts: NDArray[np.intp],
    mend: str,
) -> None:
    gaps = np.flatnonzero(counts == 0)
    shown = [f"({_named(axes, shape, cell)})" for cell in gaps[:FEW]]
    more = f" and {len(gaps) - FEW:,} more" if len(gaps) > FEW else ""
    one = len(gaps) == 1
    reading.complain(
        f"{'A row is' if one else f'{len(gaps):,} rows are'} missing: no row is of "
        f"{_listed([axis.column for axis in axes])} {', '.join(shown)}{more}; {mend}."
        f"{_likely_slips(axes, counts)}"
    )


def _likely_slips(axes: Sequence[Axis], counts: NDArray[np.intp]) -> str:
    """Return names that have few rows and are near one that has more, as a question."""
    found = []
    for place, axis in enumerate(axes):
        others = tuple(n for n in range(len(axes)) if n != place)
        seen = (counts.reshape([len(a.names) for a in axes]) > 0).sum(axis=others)
        if axis.column in ("year", "draw") or len(axis.names) > MOST_NAMES:
            continue
        full = [name for name, n in zip(axis.names, seen, strict=True) if 2 * n > seen.max()]
        for name, n in zip(axis.names, seen, strict=True):
            near = get_close_matches(name, full, n=1, cutoff=0.8) if 2 * n <= seen.max() else []
            if near and not any(letter.isdigit() for letter in name):
                found.append(f" Is the {axis.column} {name!r} meant to be {near[0]!r}?")
    return "".join(found[:FEW])


def _named(axes: Sequence[Axis], shape: tuple[int, ...], cell: int) -> str:
    places = np.unravel_index(cell, shape)
    return ", ".join(str(axis.names[int(place)]) for axis, place in zip(axes, places, strict=True))


def _listed(columns: Sequence[str]) -> str:
    return columns[0] if len(columns) == 1 else f"{', '.join(columns[:-1])} and {columns[-1]}"
