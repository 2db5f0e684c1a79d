"""The numbers of a route in one block of draws, for cells of people or person by person.

People of one stratum in one draw are a cell: all that tells them apart is what happened to
them, and their attributes. A number that depends on neither is computed once per cell.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from pathway_economics.engine.individuals.group import Group
from pathway_economics.engine.individuals.strata import Strata
from pathway_economics.engine.values import BOUNDS, TOLERANCE, Guard
from pathway_economics.horizon import Horizon
from pathway_economics.parameters import Table
from pathway_economics.parameters.evaluation import evaluate
from pathway_economics.parameters.expressions import (
    VARIABLES,
    Constant,
    Expression,
    Value,
    names_in,
)

Array = NDArray[np.float64]

__all__ = ["TOLERANCE", "Number", "Values", "probability"]

CHANGING = frozenset(VARIABLES) - {"cycle_years"}
"""Variables that change as time goes by."""


def probability(expression: Expression, place: str) -> "Number":
    """Return a number that must be a probability."""
    return Number(expression, place, *BOUNDS, "a probability in [0, 1]")


@dataclass(frozen=True, eq=False)
class Number:
    """An expression of a model, and what it may be.

    Attributes
    ----------
    expression
        Without formulas.
    place
        Where the model states it.
    least, most
        Bounds of its values.
    must_be
        What they must be, in words, if the bounds do not say it best.
    """

    expression: Expression
    place: str
    least: float = -np.inf
    most: float = np.inf
    must_be: str = ""

    @cached_property
    def names(self) -> frozenset[str]:
        """Names that it depends on."""
        return names_in(self.expression)

    @cached_property
    def changes(self) -> bool:
        """Whether it changes as time goes by."""
        return bool(self.names & CHANGING)

    @property
    def rule(self) -> str:
        """What its values must be, in words."""
        if self.must_be:
            return self.must_be
        if self.most < np.inf:
            return f"a number from {self.least:g} to {self.most:g}"
        if 0.0 < self.least < 1e-300:
            return "a number above 0"
        return "a number of at least 0" if self.least == 0.0 else "a finite number"


class Values:
    """Values of numbers in one block of draws, at the present cycle.

    Parameters
    ----------
    draws
        Parameter draws, each shape (lanes,) or a number.
    tables
        Declared look-up tables.
    horizon
        Of the model.
    strata
        Who the people are.
    attributes
        Numbers that each person has, shape (person,), by name.
    personal
        Names whose values differ between the people of a cell.
    lanes
        Number of draws in the block.
    guard
        Notes draws in which a number is impossible.
    """

    def __init__(
        self,
        draws: Mapping[str, Value],
        tables: Mapping[str, Table],
        horizon: Horizon,
        strata: Strata,
        attributes: Mapping[str, Array],
        personal: Collection[str],
        lanes: int,
        guard: Guard,
    ) -> None:
        self.tables, self.horizon, self.strata = tables, horizon, strata
        self.attributes, self.personal = attributes, frozenset(personal)
        self.lanes, self.guard = lanes, guard
        self.n_cells = len(strata) * lanes
        self.known: dict[str, Value] = {name: self.spread(v) for name, v in draws.items()}
        for name in strata.covariates[0]:
            self.known[name] = self._by_stratum([kin[name] for kin in strata.covariates])
        self.cycle = -1
        self._fixed: dict[Number, Value] = {}
        self._present: dict[Number, Value] = {}

    def spread(self, value: Value) -> Value:
        """Return values by draw, shape (lanes,), as values by cell."""
        if not isinstance(value, np.ndarray) or len(self.strata) == 1:
            return value
        return np.tile(value, len(self.strata))

    def _by_stratum(self, numbers: Sequence[float]) -> Value:
        if len(set(numbers)) == 1:
            return float(numbers[0])
        return np.repeat(np.asarray(numbers, dtype=np.float64), self.lanes)

    def begin(self, cycle: int) -> None:
        """Take up a cycle."""
        per_year = self.horizon.cycles_per_year
        since = [max(cycle - entry, 0) for entry in self.strata.entries]
        years = [cycles / per_year for cycles in since]
        self.cycle = cycle
        self.known |= {
            "cycle": self._by_stratum([cycles + 1.0 for cycles in since]),
            "time": self._by_stratum(years),
            "time_on_strategy": self._by_stratum(years),
            "year": float(self.horizon.calendar_year(cycle + 1)),
        }
        ages = [age for age in self.strata.ages if age is not None]
        if len(ages) == len(years):
            lived = [age + y for age, y in zip(ages, years, strict=True)]
            self.known["age"] = self._by_stratum(lived)
        self._present.clear()

    def is_personal(self, *numbers: Number) -> bool:
        """Return whether any number differs between the people of a cell."""
        return any(number.names & self.personal for number in numbers)

    def of_cells(self, number: Number) -> Value:
        """Return the value of a number that is not personal: one for all, or one per cell."""
        if isinstance(number.expression, Constant):
            return number.expression.value
        memory = self._present if number.changes else self._fixed
        if number not in memory:
            value = evaluate(number.expression, self.known, self.tables)
            array = np.asarray(value, dtype=np.float64)
            self._check(number, array)
            memory[number] = array if array.ndim else float(array)
        return memory[number]

    def _check(self, number: Number, array: Array) -> None:
        by_draw = array.reshape(-1, self.lanes) if array.ndim else array
        self.guard.between(by_draw, number.least, number.most, number.place, number.rule)

    def of_people(self, number: Number, group: Group) -> Value:
        """Return the value of a number for each of a group, or one for all of them."""
        if not self.is_personal(number):
            value = self.of_cells(number)
            return value.take(group.cell) if isinstance(value, np.ndarray) else value
        known = {name: self._of_person(name, group) for name in number.names}
        value = np.asarray(evaluate(number.expression, known, self.tables), dtype=np.float64)
        self.refuse(value, group, number.least, number.most, number.place, number.rule)
        return value if value.ndim else float(value)

    def _of_person(self, name: str, group: Group) -> Value:
        if name == "age" and "age" in self.attributes:
            years = self.known["time"]
            lived = years.take(group.cell) if isinstance(years, np.ndarray) else years
            return self.attributes["age"].take(group.person) + lived
        if name in self.attributes:
            return self.attributes[name].take(group.person)
        if name == "time_in_state":
            return group.stay
        if name == "time_on_strategy" and name in self.personal:
            return group.years_on_strategy(self.cycle)
        value = self.known[name]
        return value.take(group.cell) if isinstance(value, np.ndarray) else value

    def refuse(
        self, value: Array, group: Group, least: float, most: float, place: str, rule: str
    ) -> None:
        """Note the draws in which the value of any of a group is impossible."""
        if not value.size:
            return
        if value.min() >= least and value.max() <= most and np.isfinite(value).all():
            return
        by_draw = np.full(self.lanes, np.clip(0.0, least, most))
        everyone = np.broadcast_to(value, group.flat.shape)
        bad = ~((everyone >= least) & (everyone <= most) & np.isfinite(everyone))
        by_draw[group.draw[bad]] = everyone[bad]
        self.guard.between(by_draw, least, most, place, rule)
