"""One strategy in one block of draws: people in columns, moved cycle by cycle."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pathway_economics.engine.kernel import scratch_rows, step
from pathway_economics.engine.plan import Plan, StrategyPlan
from pathway_economics.engine.rewards import tally_activity, tally_health, tally_life
from pathway_economics.engine.schedule import COHORT, Year
from pathway_economics.engine.totals import Totals
from pathway_economics.engine.values import Guard, Values
from pathway_economics.horizon import Horizon
from pathway_economics.parameters.expressions import Value

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Weights:
    """What the start, the end and the visits of each cycle count, each shape (cycle,)."""

    start: Array
    end: Array
    visit: Array


def weights(horizon: Horizon, rate: float | None) -> Weights:
    """Return the weights of a horizon, discounted at ``rate`` (``None``: undiscounted)."""
    start, end = horizon.dwelling_weights()
    if rate is None:
        return Weights(start, end, np.ones(horizon.n_cycles))
    at_start, at_end, at_visit = horizon.discounting(rate)
    return Weights(start * at_start, end * at_end, at_visit)


class Track:
    """The people on one strategy, with what they have accumulated since the last flush."""

    def __init__(
        self,
        plan: Plan,
        index: int,
        draws: Mapping[str, Value],
        lanes: int,
        guard: Guard,
        totals: Totals,
    ) -> None:
        self.plan, self.index, self.lanes, self.totals = plan, index, lanes, totals
        self.strategy: StrategyPlan = plan.strategies[index]
        self.network = self.strategy.network
        self.values = Values(self.strategy, draws, plan.tables, lanes, guard)
        horizon = plan.horizon
        self.weights = {"cost": weights(horizon, horizon.discount_costs)}
        if horizon.discount_health != horizon.discount_costs:
            self.weights["health"] = weights(horizon, horizon.discount_health)
        if plan.environments:
            self.weights["budget"] = weights(horizon, None)
        self.budget_open = bool(plan.environments)
        self.closed = [(e, people[index]) for e, people in plan.closed.items() if people[index]]
        self.year: Year | None = None
        self.now = self.then = self.scratch = np.empty((0, 0, lanes))
        self.sums: dict[str, Array] = {}

    @property
    def _first(self) -> int:
        """First column that counts for a budget; the cohort only speaks for closed ones."""
        return 0 if self.closed else 1

    @property
    def n_states(self) -> int:
        """Number of leading rows that are states."""
        return self.network.n_states

    def begin_year(self, number: int) -> None:
        """Take up the columns of a year; columns that agree from here on are added up."""
        year = self.strategy.schedule.years[number]
        if self.year is None or year.columns != self.year.columns:
            self._resize(year)
        self.budget_open = bool(self.plan.environments) and number < self.plan.budget_years
        self.year = year
        horizon = self.plan.horizon
        first = number * horizon.cycles_per_year
        count = min(horizon.cycles_per_year, horizon.n_cycles - first)
        self.values.begin_year(year, first, count)

    def _resize(self, year: Year) -> None:
        shape = (len(self.network.names), len(year.columns), self.lanes)
        now = np.zeros(shape)
        for old, new in enumerate(year.moves):
            now[: self.n_states, new] += self.now[: self.n_states, old]
        self.now, self.then = now, np.zeros(shape)
        self.scratch = np.empty((max(scratch_rows(self.network), shape[0]), *shape[1:]))
        self.sums = {kind: np.zeros(shape) for kind in self.weights}

    def add(self, environment: int, entry: int, start: int, people: Array) -> None:
        """Add people, shape (state, draw), to the column of their group."""
        assert self.year is not None
        group = self.strategy.schedule.group(environment, entry, start)
        self.now[self.network.state_rows, self.year.column_of[group]] += people

    def leave(self, column: int, share: Value) -> Array:
        """Take a share of a column's people out and return them, shape (state, draw)."""
        rows = self.network.state_rows
        people: Array = self.now[rows, column]
        gone: Array = people * share
        self.now[rows, column] = people - gone
        return gone

    def run_cycle(self, cycle: int, *, joined: bool, parts: bool) -> None:
        """Move everyone for one cycle.

        Parameters
        ----------
        cycle
            Number of the cycle, from 0.
        joined
            Whether the end of the cycle before still has to be counted: nobody came or
            went since, so that one product serves both halves.
        parts
            Whether the end of this cycle has to be counted at once.
        """
        self.values.update(cycle)
        n = self.n_states
        for kind, weight in self.weights.items():
            owed = weight.end[cycle - 1] if joined else 0.0
            self._accumulate(kind, slice(0, n), weight.start[cycle] + owed, self.now)
        step(self.network, self.now, self.then, self.values.probability, self.scratch)
        rows = slice(n, len(self.network.names))
        for kind, weight in self.weights.items():
            self._accumulate(kind, rows, weight.visit[cycle], self.now)
            if parts:
                self._accumulate(kind, slice(0, n), weight.end[cycle], self.then)
        self.now, self.then = self.then, self.now

    def _accumulate(self, kind: str, rows: slice, weight: float, people: Array) -> None:
        if weight == 0.0 or rows.start == rows.stop:
            return
        columns = slice(None)
        if kind == "budget":
            if not self.budget_open or people.shape[1] == self._first:
                return
            columns = slice(self._first, None)
        target, source = self.sums[kind][rows, columns], people[rows, columns]
        if weight == 1.0:
            target += source
            return
        product = self.scratch[: rows.stop - rows.start, columns]
        np.multiply(source, weight, out=product)
        target += product

    def flush(self, year: int) -> None:
        """Turn what was accumulated into activity, money and health, and start afresh."""
        self.flush_budget(year)
        self.flush_totals()

    def flush_totals(self) -> None:
        """Add up discounted money and health since the last time."""
        assert self.year is not None
        rewards, values = self.strategy.rewards, self.values.rewards
        cost, health = self.sums["cost"], self.sums.get("health", self.sums["cost"])
        money = self._money(tally_activity(rewards, cost, values), values)
        qaly = tally_health(rewards, health, values)
        life = tally_life(rewards, health, self.plan.horizon.cycle_years)
        for column, (environment, *_) in enumerate(self.year.columns):
            if environment == COHORT:
                self.totals.add_person(self.index, money, qaly[column], life[column], column)
            else:
                self.totals.add_value(environment, money, qaly, column, 1.0)
        for environment, people in self.closed:
            self.totals.add_value(environment, money, qaly, 0, people)
        cost.fill(0.0)
        health.fill(0.0)

    def flush_budget(self, year: int) -> None:
        """Add activity, money and health since the last time to a year of the budget."""
        assert self.year is not None
        first = self._first
        if not self.budget_open or len(self.year.columns) == first:
            return
        rewards = self.strategy.rewards
        values = [
            v[first:] if isinstance(v, np.ndarray) and v.ndim == 2 else v
            for v in self.values.rewards
        ]
        amounts = self.sums["budget"][:, first:]
        activity = tally_activity(rewards, amounts, values)
        money = self._money(activity, values)
        qaly = tally_health(rewards, amounts, values)
        life = tally_life(rewards, amounts, self.plan.horizon.cycle_years)
        taken = [
            (rewards.lines[i].line, activity[i] if slot is None else activity[i] * values[slot])
            for i, slot in rewards.capacity
        ]
        groups = [(0, *each) for each in self.closed]
        groups += [
            (column - first, environment, 1.0)
            for column, (environment, *_) in enumerate(self.year.columns)
            if environment != COHORT
        ]
        totals = self.totals
        for column, environment, people in groups:
            totals.qalys[environment, year] += qaly[column] * people
            totals.life_years[environment, year] += life[column] * people
            for rule, units in zip(rewards.lines, activity, strict=True):
                totals.activity[environment, rule.line, year] += units[column] * people
            for line, value in money:
                totals.resource_value[environment, line, year] += value[column] * people
            for line, units in taken:
                totals.capacity[environment, line, year] += units[column] * people
        amounts.fill(0.0)

    def _money(
        self, activity: list[Array], values: "list[Array | float]"
    ) -> list[tuple[int, Array]]:
        """Return the resource value of each line that costs something."""
        return [
            (rule.line, units * values[rule.slot])
            for rule, units in zip(self.strategy.rewards.lines, activity, strict=True)
            if rule.slot is not None
        ]
