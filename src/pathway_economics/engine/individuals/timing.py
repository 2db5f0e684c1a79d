"""When something happens to a person: inverse cumulative hazards, and time discounted."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pathway_economics.engine.individuals.values import Number
from pathway_economics.horizon import Horizon, Rates
from pathway_economics.parameters.expressions import Operation, as_expression
from pathway_economics.parameters.survival import FAMILIES
from pathway_economics.pathway import Link

Array = NDArray[np.float64]
Rate = float | Rates | None
"""Annual discount rate, or rates that change; ``None``: undiscounted."""

ABOVE_ZERO = float(np.nextafter(0.0, 1.0))
"""Least value of what must be above zero."""


@dataclass(frozen=True, eq=False)
class Hazard:
    """How soon a way out of a state is taken.

    Attributes
    ----------
    family
        Name of the family of its survival curve.
    terms
        Its parameters.
    reset
        Whether the clock starts when the state is entered, rather than the pathway.
    """

    family: str
    terms: tuple[Number, ...]
    reset: bool

    @classmethod
    def of(cls, link: Link, number: Callable[[Any, float], Number]) -> "Hazard":
        """Return the hazard of a timed link, given what makes a number with a least value."""
        if link.rate is not None:
            return cls("exponential", (number(link.rate, 0.0),), link.clock == "reset")
        time_to = as_expression(link.time_to)
        assert isinstance(time_to, Operation)
        family = time_to.function
        names = FAMILIES[family].parameters
        terms = tuple(
            number(term, _least(family, names[min(place, len(names) - 1)]))
            for place, term in enumerate(time_to.operands)
        )
        return cls(family, terms, link.clock == "reset")

    @property
    def changes(self) -> bool:
        """Whether its parameters change with time."""
        return any(term.changes for term in self.terms)

    def wait(self, lived: Array | float, chance: Array, *terms: Array | float) -> Array:
        """Return how much longer it takes, ``H^-1(H(lived) - log(chance)) - lived``. [years]

        Examples
        --------
        Without memory, half of the people wait longer than log(2) / 0.1 whenever asked:

        >>> yearly = Hazard("exponential", (), reset=False)
        >>> yearly.wait(7.0, np.array([0.5]), 0.1).round(3)
        array([6.931])
        """
        family = FAMILIES[self.family]
        with np.errstate(all="ignore"):  # a hazard of zero is never reached: infinite
            left = -np.log(chance)
            if self.family == "exponential":
                return family.inverse(left, *terms)
            if not np.any(lived):  # since just now: nothing of the hazard is behind them
                return family.inverse(left, *terms)
            left += family.cumulative(lived, *terms)
            return np.asarray(np.maximum(family.inverse(left, *terms) - lived, 0.0))


def _least(family: str, parameter: str) -> float:
    """Return the least value of a parameter of a survival curve."""
    if parameter == "meanlog" or (family, parameter) == ("gompertz", "shape"):
        return -np.inf
    return 0.0 if parameter in ("rate", "until") else ABOVE_ZERO


class Worth:
    """What time is worth at the start, by the discounting of a horizon.

    Parameters
    ----------
    horizon
        Its ``discount_by`` says how.
    rate
        Annual rate or rates; ``None`` for no discounting.

    Examples
    --------
    Two years at 5 %, a moment by its own time: (1 - 1.05 ** -2) / log(1.05).

    >>> worth = Worth(Horizon("2026", years=10), 0.05)
    >>> worth.until(np.array([2.0])).round(4)
    array([1.9055])
    """

    def __init__(self, horizon: Horizon, rate: Rate) -> None:
        self.horizon, self.rate = horizon, rate
        self.yearly = horizon.discount_by == "year"
        steps = rate.steps if isinstance(rate, Rates) else ((0.0, rate or 0.0),)
        self.starts = np.array([start for start, _ in steps])
        rates = np.array([each for _, each in steps])
        self.forces = rates if horizon.discount_by == "continuous" else np.log1p(rates)
        spans = np.diff(self.starts)
        self.levels = np.exp(-np.concatenate(([0.0], np.cumsum(self.forces[:-1] * spans))))
        whole = self.levels[:-1] * _annuity(self.forces[:-1], spans)
        self.areas = np.concatenate(([0.0], np.cumsum(whole)))
        if self.yearly and rate is not None:
            moment = {"middle": 0.5, "end": 1.0}.get(horizon.discount_at or "start", 0.0)
            self.factors = horizon.factors(rate, np.arange(horizon.years + 1) + moment)
            self.years = np.concatenate(([0.0], np.cumsum(self.factors[:-1])))

    def until(self, time: Array) -> Array:
        """Return the worth of the years until some moments. [years]"""
        if self.rate is None:
            return time
        if self.yearly:
            return np.interp(time, np.arange(len(self.years)), self.years)
        if len(self.starts) == 1:
            return _annuity(self.forces[0], time)
        step = np.searchsorted(self.starts, time, side="right") - 1
        inside = _annuity(self.forces[step], time - self.starts[step])
        return np.asarray(self.areas[step] + self.levels[step] * inside)

    def at(self, time: Array) -> Array:
        """Return the discount factor of some moments."""
        if self.rate is None:
            return np.ones_like(time)
        if self.yearly:
            return np.asarray(self.factors[time.astype(np.intp)])
        step = np.searchsorted(self.starts, time, side="right") - 1
        return np.asarray(
            self.levels[step] * np.exp(-self.forces[step] * (time - self.starts[step]))
        )


def _annuity(force: Any, years: Any) -> Array:
    """Return the worth of a number of years at a force of interest."""
    if np.ndim(force) == 0:
        return np.asarray(np.expm1(years * -force) / -force if force > 0.0 else years)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.where(force > 0.0, -np.expm1(-force * years) / force, years))
