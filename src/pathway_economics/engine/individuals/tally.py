"""From people in places to activity, money and health.

What does not differ between the people of a cell is counted first and valued later, once for
as long as its value holds; the rest is valued person by person.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from pathway_economics.engine.individuals.group import Group
from pathway_economics.engine.individuals.routes import Place, Term
from pathway_economics.engine.individuals.values import Number, Values
from pathway_economics.parameters.expressions import Value

Array = NDArray[np.float64]

Weights = Sequence[float | Array]
"""By kind, what each of a group counts."""


@dataclass(frozen=True, slots=True)
class Kinds:
    """How what happens is weighed: discounted for costs and for health, and as it is.

    Attributes
    ----------
    cost, health
        Place of each in the weights.
    budget
        Place of the undiscounted, where budgets are kept.
    """

    cost: int
    health: int
    budget: int | None

    @property
    def count(self) -> int:
        """Number of different weights."""
        return 1 + max(self.cost, self.health, self.budget or 0)


class Book(Protocol):
    """Where activity, money and health are written, each shape (kind, cell)."""

    def line(self, line: int, activity: Array, money: Array | None, taken: Array | None) -> None:
        """Add activity of a line, what it costs, and what it takes of its pool."""

    def health(self, qalys: Array) -> None:
        """Add health."""

    def life(self, years: Array) -> None:
        """Add time lived."""


@dataclass(frozen=True, slots=True)
class _Split:
    """The terms of a place: alike for the people of a cell, and personal."""

    alike: tuple[Term, ...]
    personal: tuple[Term, ...]
    changes: bool


class Tally:
    """Counts people in the places of one walk.

    Parameters
    ----------
    values
        Values of numbers.
    book
        Where results are written.
    kinds
        How what happens is weighed.
    places
        All places, in the order in which they are valued: rounding may not depend on which
        of them somebody of the block came to first.
    """

    def __init__(self, values: Values, book: Book, kinds: Kinds, places: Sequence[Place]) -> None:
        self.values, self.book, self.kinds = values, book, kinds
        self.sums: dict[Place, Array | None] = dict.fromkeys(places)
        self._splits: dict[Place, _Split] = {}

    def add(self, place: Place, group: Group, weights: Weights) -> None:
        """Count a group in a place."""
        if not place.matters or not len(group):
            return
        split = self._split(place)
        if split.alike or place.alive:
            self._count(place, group, weights)
        for term in split.personal:
            self._value(term, place.years, group, weights)

    def _split(self, place: Place) -> _Split:
        known = self._splits.get(place)
        if known is None:
            personal = [self.values.is_personal(*term.numbers) for term in place.terms]
            alike = tuple(t for t, own in zip(place.terms, personal, strict=True) if not own)
            known = self._splits[place] = _Split(
                alike,
                tuple(t for t, own in zip(place.terms, personal, strict=True) if own),
                any(number.changes for term in alike for number in term.numbers),
            )
        return known

    def _count(self, place: Place, group: Group, weights: Weights) -> None:
        n_cells = self.values.n_cells
        sums = self.sums[place]
        if sums is None:
            sums = self.sums[place] = np.zeros((self.kinds.count, n_cells))
        for kind, weight in enumerate(weights):
            if isinstance(weight, np.ndarray):
                sums[kind] += np.bincount(group.cell, weights=weight, minlength=n_cells)
            elif weight:
                sums[kind] += weight * group.counts(n_cells)

    def flush(self, *, everything: bool) -> None:
        """Value what was counted: all of it, or what will not be worth the same in future."""
        for place, sums in self.sums.items():
            if sums is None:
                continue
            split = self._splits[place]
            if not (everything or split.changes):
                continue
            for term in split.alike:
                self._write(term, place.years, sums)
            if place.alive:
                self.book.life(sums * place.years)
            sums.fill(0.0)

    def _write(self, term: Term, years: float, sums: Array) -> None:
        units = sums
        for number in term.units:
            units = units * self.values.of_cells(number)
        worth = None if term.worth is None else self.values.of_cells(term.worth)
        if term.line is None:
            assert worth is not None
            self.book.health(units * (worth * years))
            return
        taken = None
        if term.measure is not None:
            taken = units
            for number in term.measure:
                taken = taken * self.values.of_cells(number)
        self.book.line(term.line, units, None if worth is None else units * worth, taken)

    def _value(self, term: Term, years: float, group: Group, weights: Weights) -> None:
        """Value what a place means for each of a group."""
        units = self._product(term.units, 1.0, group)
        worth = None if term.worth is None else self._product((term.worth,), units, group)
        if term.line is None:
            assert worth is not None
            self.book.health(self._summed(worth * years, group, weights))
            return
        taken = None
        if term.measure is not None:
            taken = self._summed(self._product(term.measure, units, group), group, weights)
        money = None if worth is None else self._summed(worth, group, weights)
        self.book.line(term.line, self._summed(units, group, weights), money, taken)

    def _product(self, numbers: Sequence[Number], first: Value, group: Group) -> Value:
        product = first
        for number in numbers:
            product = product * self.values.of_people(number, group)
        return product

    def _summed(self, each: Value, group: Group, weights: Weights) -> Array:
        n_cells = self.values.n_cells
        rows = []
        for weight in weights:
            amount = np.broadcast_to(np.asarray(each) * weight, group.flat.shape)
            rows.append(np.bincount(group.cell, weights=amount, minlength=n_cells))
        return np.stack(rows)
