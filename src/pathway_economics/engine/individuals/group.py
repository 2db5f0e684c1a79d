"""Some of the people in some of the draws."""

from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Index = NDArray[np.intp]


class Everyone(Protocol):
    """What a group needs to know of all people."""

    lanes: int
    cell: Index
    where: NDArray[np.uint64]
    since: Array | None
    per_year: int

    def stay(self, flat: Index) -> Array | float:
        """Return how long some people have been in their state at present. [years]"""


class Group:
    """Some of the people in some of the draws, as places in arrays (person, draw).

    Parameters
    ----------
    everyone
        All people.
    flat : shape (m,)
        Places: person times lanes plus draw.
    stay
        Time in the present state of each; as everyone's records say if omitted. [years]
    """

    def __init__(self, everyone: Everyone, flat: Index, stay: Array | float | None = None) -> None:
        self.everyone, self.flat, self._stay = everyone, flat, stay
        self._counts: Array | None = None

    def __len__(self) -> int:
        return len(self.flat)

    @property
    def stay(self) -> Array | float:
        """Time in the present state of each. [years]"""
        if self._stay is None:
            self._stay = self.everyone.stay(self.flat)
        return self._stay

    @cached_property
    def cell(self) -> Index:
        """Cell of each: stratum times lanes plus draw."""
        return self.everyone.cell.take(self.flat)

    @cached_property
    def person(self) -> Index:
        """Row of each in arrays by person."""
        return self.flat // self.everyone.lanes

    @property
    def draw(self) -> Index:
        """Draw of each."""
        return self.flat % self.everyone.lanes

    @cached_property
    def where(self) -> NDArray[np.uint64]:
        """Place of each in streams of luck."""
        return self.everyone.where.take(self.flat)

    def counts(self, n_cells: int) -> Array:
        """Return the number of people in each cell."""
        if self._counts is None:
            self._counts = np.bincount(self.cell, minlength=n_cells).astype(np.float64)
        return self._counts

    def years_on_strategy(self, cycle: int) -> Array:
        """Return how long each has been on their strategy when a cycle begins. [years]"""
        assert self.everyone.since is not None
        return (cycle - self.everyone.since.take(self.flat)) / self.everyone.per_year

    def some(self, chosen: Index) -> "Group":
        """Return those at some places of this group."""
        stay = self._stay.take(chosen) if isinstance(self._stay, np.ndarray) else self._stay
        return Group(self.everyone, self.flat.take(chosen), stay)
