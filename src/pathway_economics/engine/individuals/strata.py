"""Strata: people alike in subgroup and in when they enter, each a run of persons."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Strata:
    """Who the people are.

    Attributes
    ----------
    subgroups
        Subgroup of each stratum.
    entries
        Cycle in which its people enter.
    prevalent
        Whether they are there from the start, rather than enter.
    ages
        Age on entry. [years]
    covariates
        Numbers by name.
    sizes
        Number of people followed.
    """

    subgroups: tuple[int, ...]
    entries: tuple[int, ...]
    prevalent: tuple[bool, ...]
    ages: tuple[float | None, ...]
    covariates: tuple[Mapping[str, float], ...]
    sizes: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.sizes)

    @cached_property
    def ends(self) -> NDArray[np.intp]:
        """Number of the first person after each stratum."""
        return np.cumsum(self.sizes)

    def of(self, persons: NDArray[np.intp]) -> NDArray[np.intp]:
        """Return the stratum of each person.

        Examples
        --------
        >>> two = Strata((0, 1), (0, 0), (False,) * 2, (None,) * 2, ({}, {}), (2, 3))
        >>> two.of(np.arange(5))
        array([0, 0, 1, 1, 1])
        """
        return np.searchsorted(self.ends, persons, side="right")


def allotted(n: int, masses: NDArray[np.float64] | None, count: int) -> tuple[int, ...]:
    """Return how many of ``n`` people stand for each stratum, at least one each.

    Parameters
    ----------
    n
        People in all, at least as many as strata.
    masses
        People whom the strata stand for; all alike if it is not known before the draws.
    count
        Number of strata.

    Examples
    --------
    >>> allotted(10, np.array([3.0, 1.0]), 2)
    (7, 3)
    >>> allotted(10, None, 3)
    (4, 3, 3)
    """
    weights = np.ones(count) if masses is None or not masses.any() else masses
    wanted = 1 + (n - count) * weights / weights.sum()
    sizes = np.floor(wanted).astype(int)
    left = n - int(sizes.sum())
    for place in np.argsort(sizes - wanted, kind="stable")[:left]:
        sizes[place] += 1
    return tuple(int(size) for size in sizes)
