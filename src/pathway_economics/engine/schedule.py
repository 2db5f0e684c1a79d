"""When each expression of a strategy changes, and who can be followed together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pathway_economics.horizon import Horizon
from pathway_economics.parameters import Table
from pathway_economics.parameters.expressions import (
    VARIABLES,
    Expression,
    names_in,
)
from pathway_economics.parameters.specialise import specialise
from pathway_economics.population import Population

COHORT = -1
"""Environment index of the one person per strategy who is followed for cost-effectiveness."""

Group = tuple[int, int, int]
"""Environment, cycle of entry and cycle of starting the strategy, the last two as far as
any expression of the strategy tells them apart."""

Ids = Mapping[tuple[int, int], NDArray[np.int32]]


@dataclass(frozen=True, slots=True)
class Year:
    """The people that one strategy follows in one year, as columns of the people axis.

    Attributes
    ----------
    columns
        Environment and representative entry and start of each column.
    column_of
        Column of each group.
    alike
        Whether all columns share the same expressions all year.
    moves
        Column this year of each column of the year before.
    """

    columns: tuple[Group, ...]
    column_of: Mapping[Group, int]
    alike: bool
    moves: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Schedule:
    """The expressions of one strategy through time.

    Attributes
    ----------
    expressions
        Every distinct specialised expression.
    ids
        For each pair of entry and starting cycles that matters: the expression of each
        slot in each cycle, shape (slot, cycle).
    years
        The columns in each year.
    uses_entry, uses_start
        Whether entry and starting cycles matter at all.
    """

    expressions: tuple[Expression, ...]
    ids: Ids
    years: tuple[Year, ...]
    uses_entry: bool
    uses_start: bool

    def group(self, environment: int, entry: int, start: int) -> Group:
        """Return the group of people, told apart as far as matters."""
        return environment, entry * self.uses_entry, start * self.uses_start


class Scheduler:
    """Makes the schedule of each strategy of one model."""

    def __init__(
        self, horizon: Horizon, population: Population, tables: Mapping[str, Table]
    ) -> None:
        self.horizon = horizon
        self.age = population.age
        self.tables = tables
        even = population.entry == "even"
        per_year = horizon.cycles_per_year
        window = min(int(horizon.budget_years or 0) * per_year, horizon.n_cycles)
        self.entries = range(0, window, 1 if even else per_year)
        self.switches = range(per_year, window, per_year)

    def schedule(
        self,
        expressions: Sequence[Expression],
        takers: Sequence[int],
        switching_to: Sequence[Schedule] | None = None,
    ) -> Schedule:
        """Return the schedule of a strategy.

        Parameters
        ----------
        expressions
            Of every slot, without formulas.
        takers
            Environments that offer the strategy.
        switching_to
            Schedules of the strategies to which its people may switch, if it is the
            comparator; people switch into all others.
        """
        used = frozenset().union(*(names_in(e) for e in expressions)) & set(VARIABLES)
        uses_start = "time_on_strategy" in used
        uses_entry = bool(used & {"cycle", "time", "age"})
        uses_entry = uses_entry or any(other.uses_entry for other in switching_to or ())
        pairs = {(e, e): None for e in self.entries} if takers else {}
        if takers and switching_to is None:
            pairs |= {(e, s): None for s in self.switches for e in self.entries if e < s}
        keys = dict.fromkeys((e * uses_entry, s * uses_start) for e, s in ((0, 0), *pairs))
        table = _ExpressionTable(expressions, self)
        ids = {key: table.ids(*key) for key in keys}
        groups = [(COHORT, 0, 0)]
        groups += [
            (environment, *key)
            for environment in takers
            for key in dict.fromkeys((e * uses_entry, s * uses_start) for e, s in pairs)
        ]
        future = _Future(ids, switching_to or (), self.switches)
        years = self._years(list(dict.fromkeys(groups)), future)
        return Schedule(tuple(table.distinct), ids, years, uses_entry, uses_start)

    def _years(self, groups: Sequence[Group], future: "_Future") -> tuple[Year, ...]:
        per_year = self.horizon.cycles_per_year
        years: list[Year] = []
        for first in range(0, self.horizon.n_cycles, per_year):
            column_of: dict[Group, int] = {}
            columns: list[Group] = []
            seen: dict[tuple[int, bytes], int] = {}
            for group in groups:
                if max(group[1:]) >= first + per_year:
                    continue  # nobody is in it yet
                key = (group[0], future.of(group, first))
                if key not in seen:
                    seen[key] = len(columns)
                    columns.append(group)
                column_of[group] = seen[key]
            before = years[-1].columns if years else ()
            years.append(
                Year(
                    columns=tuple(columns),
                    column_of=column_of,
                    alike=len({future.own(group, first) for group in columns}) == 1,
                    moves=tuple(column_of[group] for group in before),
                )
            )
        return tuple(years)


class _Future:
    """What lies ahead of a group: its own expressions, and those it may switch to."""

    def __init__(self, ids: Ids, switching_to: Sequence[Schedule], switches: range) -> None:
        self.ids, self.switching_to, self.switches = ids, switching_to, switches

    def own(self, group: Group, first: int) -> bytes:
        """Return the group's own expressions from a cycle on."""
        return self.ids[group[1:]][:, first:].tobytes()

    def of(self, group: Group, first: int) -> bytes:
        """Return all that tells a group from others, from a cycle on."""
        environment, entry, _ = group
        ahead = [s for s in self.switches if s >= first]
        if environment == COHORT or not ahead:
            return self.own(group, first)
        targets = [
            other.ids[key][:, ahead[0] :].tobytes()
            for other in self.switching_to
            for key in dict.fromkeys(other.group(0, entry, s)[1:] for s in ahead)
            if key in other.ids
        ]
        return b"".join((self.own(group, first), *targets))


class _ExpressionTable:
    """Numbers the distinct specialised expressions of one strategy."""

    def __init__(self, expressions: Sequence[Expression], scheduler: Scheduler) -> None:
        self.expressions = expressions
        self.scheduler = scheduler
        self.variables = [tuple(sorted(names_in(e) & set(VARIABLES))) for e in expressions]
        self.distinct: dict[Expression, int] = {}
        self.known: dict[tuple[int, tuple[float, ...]], int] = {}

    def ids(self, entry: int, start: int) -> NDArray[np.int32]:
        """Return the expression of each slot in each cycle for one group."""
        n_cycles = self.scheduler.horizon.n_cycles
        table = np.zeros((len(self.expressions), n_cycles), dtype=np.int32)
        for slot, variables in enumerate(self.variables):
            if not variables:
                table[slot] = self._id(slot, {})
        varying = [slot for slot, variables in enumerate(self.variables) if variables]
        if varying:
            for cycle in range(n_cycles):
                values = self._values(cycle, entry, start)
                for slot in varying:
                    table[slot, cycle] = self._id(
                        slot, {name: values[name] for name in self.variables[slot]}
                    )
        return table

    def _values(self, cycle: int, entry: int, start: int) -> dict[str, float]:
        horizon = self.scheduler.horizon
        since_entry = max(cycle - entry, 0)
        time = since_entry * horizon.cycle_years
        return {
            "cycle": since_entry + 1.0,
            "time": time,
            "time_on_strategy": max(cycle - start, 0) * horizon.cycle_years,
            "age": float("nan") if self.scheduler.age is None else self.scheduler.age + time,
            "year": float(horizon.calendar_year(cycle + 1)),
        }

    def _id(self, slot: int, values: Mapping[str, float]) -> int:
        key = (slot, tuple(values.values()))
        if key not in self.known:
            special = specialise(self.expressions[slot], values, self.scheduler.tables)
            self.known[key] = self.distinct.setdefault(special, len(self.distinct))
        return self.known[key]
