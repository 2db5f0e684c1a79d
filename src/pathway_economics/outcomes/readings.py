"""A table that somebody brings, read column by column, with everything that is wrong with it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from pathway_economics.errors import Complaint, suggestion

if TYPE_CHECKING:
    import pandas as pd

Array = NDArray[np.float64]
Places = NDArray[np.intp]
Mask = NDArray[np.bool_]

FEW = 5
"""Most rows that one complaint names; the others are counted."""

NOWHERE = -1
"""Place of a label that is blank, or that is not known."""


@dataclass(frozen=True, slots=True, eq=False)
class Labels:
    """A column of labels: which label stands in each row.

    Attributes
    ----------
    places : shape (R,)
        Place of each row's label in ``names``; ``NOWHERE`` for a blank.
    names
        The labels as text, in the order in which they first appear.
    """

    places: Places
    names: tuple[str, ...]

    def on(self, known: Sequence[str]) -> Places:
        """Return the place of each row's label in other names, ``NOWHERE`` if it is not there."""
        where = {name: place for place, name in enumerate(known)}
        return np.array([*(where.get(name, NOWHERE) for name in self.names), NOWHERE])[self.places]


@dataclass(slots=True)
class Reading:
    """One table, and the complaints about it.

    Attributes
    ----------
    name
        What the argument is called, such as ``"activity"``.
    frame
        The table.
    complaints
        In the order in which they were found.
    """

    name: str
    frame: "pd.DataFrame"
    complaints: list[Complaint] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.frame)

    def __contains__(self, column: object) -> bool:
        return column in self.frame.columns

    def complain(self, message: str, *path: str) -> None:
        """Note one complaint about the table, or about a column of it."""
        self.complaints.append(Complaint(message, (self.name, *path)))

    def rows(self, wrong: Mask) -> str:
        """Return rows in words by their index labels, a few of them and the number of others.

        Examples
        --------
        >>> import pandas as pd
        >>> reading = Reading("activity", pd.DataFrame(index=range(9)))
        >>> reading.rows(np.arange(9) == 7), reading.rows(np.arange(9) > 1)
        ('Row 7', 'Rows 2, 3, 4, 5, 6 and 2 more')
        """
        found = np.flatnonzero(wrong)
        shown = [str(self.frame.index[place]) for place in found[:FEW]]
        if len(found) == 1:
            return f"Row {shown[0]}"
        more = f"{len(found) - FEW:,} more" if len(found) > FEW else shown.pop()
        return f"Rows {', '.join(shown)} and {more}"

    def check_columns(self, needed: Collection[str], known: Collection[str]) -> bool:
        """Complain of columns that are missing, unknown or there twice.

        Returns whether the table can be read: all that is needed is there once.
        """
        given = list(self.frame.columns)
        twice = dict.fromkeys(column for column in given if given.count(column) > 1)
        for column in twice:
            self.complain("Two columns have this name; rename or drop one.", str(column))
        unknown = [column for column in given if column not in known]
        for column in unknown:
            hint = suggestion(str(column), known).replace("Declared:", "Known:")
            self.complain(f"No column is named {column!r} here. {hint}", str(column))
        indexed = set(map(str, self.frame.index.names))
        for column in needed:
            if column not in given:
                mend = (
                    "it is in the index: reset_index() makes it one"
                    if column in indexed
                    else (f"the table needs {', '.join(needed)}")
                )
                self.complain(f"There is no column {column!r}; {mend}.", column)
        if not len(self.frame):
            self.complain("The table has no rows; give at least one.")
        return not twice and len(self.frame) > 0 and set(needed) <= set(given)

    def labels(self, column: str, blank: bool = False) -> Labels:
        """Return a column of labels as text; complain of blanks unless they are allowed.

        Whole numbers are read as text without a decimal point, so that ``7``, ``7.0`` and
        ``"7"`` are one label; spaces around a label do not count.
        """
        import pandas as pd

        try:
            codes, found = pd.factorize(self.frame[column])
        except TypeError:
            self.complain("The column holds lists or the like; give one name a row.", column)
            return Labels(np.full(len(self), NOWHERE), ())
        texts = [_as_text(value) for value in found]
        names = tuple(dict.fromkeys(text for text in texts if text))
        where = {name: place for place, name in enumerate(names)}
        places = np.array([*(where.get(text, NOWHERE) for text in texts), NOWHERE])[codes]
        empty = places == NOWHERE
        if empty.any() and not blank:
            self.complain(f"{self.rows(empty)}: nothing is given; give a name.", column)
        return Labels(places, names)

    def on_axis(self, column: str, kind: str, names: Sequence[str], what: str = "") -> Places:
        """Return the place of each row on an axis; complain of labels that it does not have."""
        labels = self.labels(column)
        places = labels.on(names)
        unknown = [name for name in labels.names if name not in names]
        for name in unknown[:FEW]:
            wrong = labels.places == labels.names.index(name)
            hint = suggestion(name, names).replace("Declared:", "Known:")
            told = f"{self.rows(wrong)}: no {kind} is named {name!r}{what}. {hint}"
            self.complain(told, column)
        if len(unknown) > FEW:
            self.complain(f"{len(unknown) - FEW:,} more are no {kind} either.", column)
        return places

    def numbers(self, column: str, least: float = -np.inf, most: float = np.inf) -> Array:
        """Return a column of numbers; complain of what is none, or lies outside its bounds."""
        import pandas as pd

        given = self.frame[column]
        kinds = {"b": "true and false", "M": "dates", "m": "lengths of time"}
        if given.dtype.kind in kinds:
            self.complain(f"The column holds {kinds[given.dtype.kind]}; give numbers.", column)
            return np.zeros(len(given))
        if isinstance(given.dtype, pd.CategoricalDtype):
            given = given.astype(object)
        plain = pd.api.types.is_numeric_dtype(given) and not pd.api.types.is_complex_dtype(given)
        read = given if plain else pd.to_numeric(_without_truths(given), errors="coerce")
        values = np.asarray(read.to_numpy(dtype=np.float64, na_value=np.nan))
        missing = np.isnan(values)
        words = missing & given.notna().to_numpy() & (not plain)
        words[words] = [bool(str(value).strip()) for value in given.to_numpy()[words]]
        if words.any():
            first = given.to_numpy()[np.flatnonzero(words)[0]]
            self.complain(f"{self.rows(words)}: {_no_number(first)}", column)
        if (blank := missing & ~words).any():
            self.complain(f"{self.rows(blank)}: no number is given (blank or NaN).", column)
        self._check_bounds(column, values, least, most)
        return values

    def _check_bounds(self, column: str, values: Array, least: float, most: float) -> None:
        rule = "zero or more" if most == np.inf else f"a number from {least:g} to {most:g}"
        endless = np.isinf(values)
        for wrong, right in (
            (endless, "a finite number"),
            (((values < least) | (values > most)) & ~endless, rule),
        ):
            if wrong.any():
                got = values[np.flatnonzero(wrong)[0]]
                self.complain(f"{self.rows(wrong)}: got {got:g}; give {right}.", column)

    def constant(self, column: str, of: Places, names: Sequence[str], kind: str) -> list[str]:
        """Return the one label that each of some things has in a column; empty where blank.

        Parameters
        ----------
        column
            Column of labels, which may be blank.
        of : shape (R,)
            Which thing each row is about, ``NOWHERE`` for none.
        names, kind
            Names of the things, and what one is called.
        """
        labels = self.labels(column, blank=True)
        first = np.full(len(names) + 1, NOWHERE)  # the last is of rows about nothing
        about = np.flatnonzero(of != NOWHERE)[::-1]
        first[of[about]] = labels.places[about]  # backwards, so that the first row stays
        unlike = (of != NOWHERE) & (labels.places != first[of])
        for thing in np.unique(of[unlike])[:FEW]:
            wrong = unlike & (of == thing)
            told = _label(labels, first[thing])
            other = _label(labels, labels.places[np.flatnonzero(wrong)[0]])
            self.complain(
                f"{self.rows(wrong)}: {kind} {names[thing]!r} has {column} {other}, but {told} "
                f"before; it has one {column} in every row.",
                column,
            )
        return ["" if place == NOWHERE else labels.names[place] for place in first[:-1]]


def readings_complaints(readings: Iterable[Reading]) -> list[Complaint]:
    """Return the complaints about several tables, one after the other."""
    return [complaint for reading in readings for complaint in reading.complaints]


def _as_text(value: Any) -> str:
    if isinstance(value, float | np.floating) and float(value).is_integer():
        value = int(value)
    return str(value).strip()


def _label(labels: Labels, place: int) -> str:
    return "none" if place == NOWHERE else repr(labels.names[place])


def _without_truths(given: "pd.Series[Any]") -> "pd.Series[Any]":
    """Return a column with true and false as text, which is no number."""
    if given.dtype != object:
        return given
    truths = np.array([isinstance(value, bool | np.bool_) for value in given.to_numpy()])
    return given.mask(truths, "true or false") if truths.any() else given


def _no_number(given: Any) -> str:
    """Return the complaint of a text where a number should be, with the likely mend."""
    text = str(given).strip()
    bare = text.replace(",", "").lstrip("£$€ ").rstrip("% ")
    mend = "give a plain figure, such as 4328"
    if bare != text and bare.replace(".", "", 1).lstrip("-").isdigit():
        mend = f"write {bare}, without commas or signs"
    return f"{text!r} is no number; {mend}."
