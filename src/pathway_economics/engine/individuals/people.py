"""Everybody who is followed in one walk, as arrays (person, draw)."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from pathway_economics.engine.individuals.group import Group, Index
from pathway_economics.engine.individuals.luck import Words, places
from pathway_economics.engine.individuals.strata import Strata

Array = NDArray[np.float64]

ABSENT = -1
"""Code of those who are yet to enter."""


class People:
    """Where people are, and since when.

    Parameters
    ----------
    strata
        Who they are.
    persons : shape (N,)
        Their numbers.
    draws : shape (D,)
        Numbers of the draws.
    per_year
        Cycles in a year.
    dated
        Whether it matters since when they are in their state.
    over : shape (code,)
        Whether nothing ever happens any more to those in each code: route times states plus
        state.
    """

    def __init__(
        self,
        strata: Strata,
        persons: Index,
        draws: Index,
        per_year: int,
        over: NDArray[np.bool_],
        *,
        dated: bool,
    ) -> None:
        self.strata, self.persons, self.per_year, self.over = strata, persons, per_year, over
        self.lanes = len(draws)
        self.stratum = strata.of(persons)
        first = self.stratum[:, np.newaxis] * self.lanes
        self.cell: Index = (first + np.arange(self.lanes)).ravel()
        self.where: Words = places(persons, draws)
        firsts = strata.ends - np.array(strata.sizes)
        self.first_of_cell: Words = places(firsts, draws)
        self.rank = persons - firsts.take(self.stratum)
        size = len(persons) * self.lanes
        self.code = np.full(size, ABSENT, dtype=np.int16)
        self.arrived: Array | None = np.zeros(size) if dated else None
        self.since: Array | None = None
        self.on: NDArray[np.int16] | None = None
        self.moment = 0.0
        self._going: Index | None = None

    def stay(self, flat: Index) -> Array | float:
        """Return how long some people have been in their state at present. [years]"""
        if self.arrived is None:
            return 0.0
        return np.asarray((self.moment - self.arrived.take(flat)) / self.per_year)

    def of_stratum(self, stratum: int) -> Index:
        """Return the people of a stratum in all draws, as places in arrays (person, draw)."""
        rows = np.flatnonzero(self.stratum == stratum)
        if not len(rows):
            return rows
        return np.arange(rows[0] * self.lanes, (rows[-1] + 1) * self.lanes)

    def put(self, flat: Index, code: int | NDArray[np.int16], moment: float | Array) -> None:
        """Put people in a place, from a moment on. [cycles]"""
        self.code[flat] = code
        if self.arrived is not None:
            self.arrived[flat] = moment

    def going(self) -> Index:
        """Return those to whom something may still happen."""
        if self._going is None:
            self._going = np.flatnonzero(self.code != ABSENT)
        return self._going

    def changed(self) -> None:
        """Take note that people entered, or took another route."""
        self._going = None

    def groups(self) -> Iterator[tuple[int, Group]]:
        """Yield those in each code to whom something may still happen."""
        going = self.going()
        code = self.code.take(going)
        over = self.over.take(code)
        if 4 * np.count_nonzero(over) > len(going):
            kept = np.flatnonzero(~over)
            going, code = going.take(kept), code.take(kept)
            self._going = going
        order = np.argsort(code, kind="stable")
        bounds = np.searchsorted(code.take(order), np.arange(len(self.over) + 1))
        sorted_going = going.take(order)
        for each in np.flatnonzero(np.diff(bounds)):
            if not self.over[each]:
                yield int(each), Group(self, sorted_going[bounds[each] : bounds[each + 1]])
