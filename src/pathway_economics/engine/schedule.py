"""When each expression of a strategy changes, and who can be followed together."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pathway_economics.engine.kin import kindred
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

Kind = tuple[int, int, int]
"""Subgroup, cycle of entry and cycle of starting the strategy, as far as any expression of the
strategy tells them apart."""

Group = tuple[int, int, int, int]
"""Environment, and kind of people."""

SINCE_ENTRY = frozenset(("cycle", "time", "age"))
"""Variables that tell people apart by when they entered."""

Ids = Mapping[Kind, NDArray[np.int32]]


@dataclass(frozen=True, slots=True)
class Year:
    """The people that one strategy follows in one year, as columns of the people axis.

    Attributes
    ----------
    columns
        Environment and representative subgroup, entry and start of each column; those of
        the one person of each subgroup stand first.
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

    @property
    def n_cohorts(self) -> int:
        """Number of columns of the one person of each subgroup."""
        return sum(column[0] == COHORT for column in self.columns)


@dataclass(frozen=True, slots=True)
class Schedule:
    """The expressions of one strategy through time.

    Attributes
    ----------
    expressions
        Every distinct specialised expression.
    ids
        For each kind of people: the expression of each slot in each cycle, shape
        (slot, cycle).
    years
        The columns in each year.
    tells
        Whether subgroup, entry and starting cycle matter at all.
    """

    expressions: tuple[Expression, ...]
    ids: Ids
    years: tuple[Year, ...]
    tells: tuple[bool, bool, bool]

    def group(self, environment: int, subgroup: int, entry: int, start: int) -> Group:
        """Return the group of people, told apart as far as matters."""
        by_subgroup, by_entry, by_start = self.tells
        return environment, subgroup * by_subgroup, entry * by_entry, start * by_start


class Scheduler:
    """Makes the schedule of each strategy of one model."""

    def __init__(
        self, horizon: Horizon, population: Population, tables: Mapping[str, Table]
    ) -> None:
        self.horizon = horizon
        self.kin = kindred(population)
        self.tables = tables
        covariates = {name for kin in self.kin for name in kin.covariates}
        self.variables = frozenset((*VARIABLES, *covariates))
        self.of_subgroups = frozenset(covariates)
        if len({kin.age for kin in self.kin}) > 1:
            self.of_subgroups |= {"age"}
        even = population.entry == "even"
        per_year = horizon.cycles_per_year
        window = min(int(horizon.budget_years or 0) * per_year, horizon.n_cycles)
        self.entries = range(0, window, 1 if even else per_year)
        self.switches = range(per_year, window, per_year)

    def schedules(
        self,
        expressions: Sequence[Sequence[Expression]],
        takers: Sequence[Sequence[int]],
        current: Collection[int],
    ) -> tuple[Schedule, ...]:
        """Return the schedule of every strategy.

        Parameters
        ----------
        expressions
            Of every slot of each strategy, without formulas.
        takers
            Environments that offer each strategy.
        current
            Strategies that people may leave: those of the reference environment.
        """
        used = [_variables(each, self.variables) for each in expressions]
        by_entry = [bool(names & SINCE_ENTRY) for names in used]
        by_subgroup = [bool(names & self.of_subgroups) for names in used]

        def told_apart(own: list[bool]) -> list[bool]:
            """Those who may leave are told apart by what matters where they may go."""
            return [each or (k in current and any(own)) for k, each in enumerate(own)]

        tells = zip(
            told_apart(by_subgroup),
            told_apart(by_entry),
            ("time_on_strategy" in names for names in used),
            strict=True,
        )
        drafts = [_Draft(self, each, own) for each, own in zip(expressions, tells, strict=True)]
        for k, draft in enumerate(drafts):
            draft.number(joined=bool(takers[k]), switched_into=bool(set(current) - {k}))
        schedules = []
        for k, draft in enumerate(drafts):
            future = _Future(draft, drafts if k in current else (), self.switches)
            cohorts = [(COHORT, g, 0, 0) for g in range(len(self.kin) if draft.tells[0] else 1)]
            groups = [*cohorts, *((e, *key) for e in takers[k] for key in draft.ids)]
            years = self._years(groups, future)
            schedules.append(Schedule(tuple(draft.table.distinct), draft.ids, years, draft.tells))
        return tuple(schedules)

    def _years(self, groups: Sequence[Group], future: "_Future") -> tuple[Year, ...]:
        per_year = self.horizon.cycles_per_year
        years: list[Year] = []
        for first in range(0, self.horizon.n_cycles, per_year):
            column_of: dict[Group, int] = {}
            columns: list[Group] = []
            seen: dict[tuple[int, int, bytes], int] = {}
            for group in groups:
                if max(group[2:]) >= first + per_year:
                    continue  # nobody is in it yet
                apart = group[1] if group[0] == COHORT else 0  # results are by subgroup
                key = (group[0], apart, future.of(group, first))
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


class _Draft:
    """One strategy's expressions, numbered for every group that may come to be in it."""

    def __init__(
        self,
        scheduler: Scheduler,
        expressions: Sequence[Expression],
        tells: tuple[bool, bool, bool],
    ) -> None:
        self.scheduler, self.tells = scheduler, tells
        self.table = _ExpressionTable(expressions, scheduler)
        self.ids: dict[Kind, NDArray[np.int32]] = {}

    def key(self, subgroup: int, entry: int, start: int) -> Kind:
        """Return a kind of people, told apart as far as matters."""
        by_subgroup, by_entry, by_start = self.tells
        return subgroup * by_subgroup, entry * by_entry, start * by_start

    def number(self, *, joined: bool, switched_into: bool) -> None:
        """Give numbers to the expressions of those who enter, and of those who may switch in."""
        entries, switches = self.scheduler.entries, self.scheduler.switches
        pairs = [(0, 0), *((e, e) for e in entries if joined)]
        if joined and switched_into:
            pairs += [(e, s) for s in switches for e in entries if e < s]
        subgroups = range(len(self.scheduler.kin))
        for key in dict.fromkeys(self.key(g, *pair) for g in subgroups for pair in pairs):
            self.ids[key] = self.table.ids(*key)


class _Future:
    """What lies ahead of a group: its own expressions, and those it may switch to."""

    def __init__(self, own: _Draft, others: Sequence[_Draft], switches: range) -> None:
        self.draft, self.others, self.switches = own, others, switches

    def own(self, group: Group, first: int) -> bytes:
        """Return the group's own expressions from a cycle on."""
        return self.draft.ids[group[1:]][:, first:].tobytes()

    def of(self, group: Group, first: int) -> bytes:
        """Return all that tells a group from others, from a cycle on."""
        environment, subgroup, entry, _ = group
        ahead = [s for s in self.switches if s >= first]
        if environment == COHORT or not ahead:
            return self.own(group, first)
        targets = [
            other.ids[key][:, ahead[0] :].tobytes()
            for other in self.others
            for key in dict.fromkeys(other.key(subgroup, entry, s) for s in ahead)
            if key in other.ids
        ]
        return b"".join((self.own(group, first), *targets))


def _variables(expressions: Sequence[Expression], known: frozenset[str]) -> frozenset[str]:
    return frozenset().union(*(names_in(e) for e in expressions)) & known


class _ExpressionTable:
    """Numbers the distinct specialised expressions of one strategy."""

    def __init__(self, expressions: Sequence[Expression], scheduler: Scheduler) -> None:
        self.expressions = expressions
        self.scheduler = scheduler
        self.variables = [tuple(sorted(names_in(e) & scheduler.variables)) for e in expressions]
        self.distinct: dict[Expression, int] = {}
        self.known: dict[tuple[int, tuple[float, ...]], int] = {}

    def ids(self, subgroup: int, entry: int, start: int) -> NDArray[np.int32]:
        """Return the expression of each slot in each cycle for one kind of people."""
        n_cycles = self.scheduler.horizon.n_cycles
        table = np.zeros((len(self.expressions), n_cycles), dtype=np.int32)
        for slot, variables in enumerate(self.variables):
            if not variables:
                table[slot] = self._id(slot, {})
        varying = [slot for slot, variables in enumerate(self.variables) if variables]
        if varying:
            for cycle in range(n_cycles):
                values = self._values(cycle, subgroup, entry, start)
                for slot in varying:
                    table[slot, cycle] = self._id(
                        slot, {name: values[name] for name in self.variables[slot]}
                    )
        return table

    def _values(self, cycle: int, subgroup: int, entry: int, start: int) -> dict[str, float]:
        horizon, kin = self.scheduler.horizon, self.scheduler.kin[subgroup]
        since_entry = max(cycle - entry, 0)
        time = since_entry / horizon.cycles_per_year
        return {
            **kin.covariates,
            "cycle": since_entry + 1.0,
            "time": time,
            "time_on_strategy": max(cycle - start, 0) / horizon.cycles_per_year,
            "age": float("nan") if kin.age is None else kin.age + time,
            "year": float(horizon.calendar_year(cycle + 1)),
            "cycle_years": horizon.cycle_years,
        }

    def _id(self, slot: int, values: Mapping[str, float]) -> int:
        key = (slot, tuple(values.values()))
        if key not in self.known:
            special = specialise(self.expressions[slot], values, self.scheduler.tables)
            self.known[key] = self.distinct.setdefault(special, len(self.distinct))
        return self.known[key]
