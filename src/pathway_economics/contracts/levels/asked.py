"""What is asked of a response: which year, which levels, and what they are called."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pathway_economics.contracts.base import Contract
from pathway_economics.contracts.levels.level import Depends
from pathway_economics.contracts.levels.means import without_measures
from pathway_economics.contracts.wording import listed
from pathway_economics.errors import InvalidModel, UnknownName
from pathway_economics.outcomes import Outcomes

Array = NDArray[np.float64]

POINTS = 401
"""Levels where none are given: from nothing to twice the plan."""


def only_measured(contract: Contract) -> bool:
    """Return whether nothing but a measure names services, and there is no scope."""
    return not contract.scope_in() and not without_measures(contract).services_in()


def years_of(contract: Contract, run: Outcomes | None) -> int:
    """Return the number of budget years, all that the terms need where there is no run."""
    if run is not None:
        return len(run.years)
    return max([first_year(contract), *(length for _, length in contract.lengths())])


def first_year(contract: Contract) -> int:
    """Return the first budget year that counts, from 1."""
    return int(getattr(contract, "from_year", 1))


def year_index(run: Outcomes | None, year: str | int) -> int:
    """Return the index of a budget year of a run."""
    labels = () if run is None else run.years
    for index, label in enumerate(labels):
        if str(year) in (label, label.split("/")[0]):
            return index
    raise UnknownName("budget year of the outcomes", str(year), labels)


def levels_of(given: ArrayLike | None, plan: float) -> Array:
    """Return the levels; refuse those that do not rise from zero or above."""
    if given is None:
        return np.linspace(0.0, 2.0 * plan, POINTS)
    levels = np.array(given, dtype=float)
    rising = levels.ndim == 1 and levels.size > 1 and bool((np.diff(levels) > 0).all())
    if not (rising and np.isfinite(levels).all() and levels[0] >= 0):
        raise InvalidModel(f"levels={given!r}; give two or more that rise, from zero or above.")
    return levels


def in_words(what: Depends, run: Outcomes | None) -> tuple[str, str]:
    """Return what is varied, and its unit."""
    if what.on == "nothing":
        return "Activity", "% of plan"
    currency = "GBP" if run is None else run.currency
    if what.on == "spending":
        return f"Spending under {listed(what.names)}", f"{currency} per year"
    units = {"unit"} if run is None else {run.lines[run.line(name)].unit for name in what.names}
    return listed(what.names), f"{units.pop() if len(units) == 1 else 'unit'} per year"
