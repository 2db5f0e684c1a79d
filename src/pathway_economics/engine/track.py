"""One strategy in one block of draws: people in columns, moved cycle by cycle."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pathway_economics.engine.kernel import fold, scratch_rows, step
from pathway_economics.engine.plan import Plan, StrategyPlan
from pathway_economics.engine.program import Memo
from pathway_economics.engine.rewards import places_of
from pathway_economics.engine.schedule import COHORT, Year
from pathway_economics.engine.tally import tally_activity, tally_health, tally_life
from pathway_economics.engine.totals import Totals
from pathway_economics.engine.values import Guard, Values
from pathway_economics.engine.weights import weights
from pathway_economics.parameters.evaluation import evaluate
from pathway_economics.parameters.expressions import Value

Array = NDArray[np.float64]

SHARE = "a share in [0, 1]"


def _span(places: Sequence[int]) -> slice:
    """Return the least run of places that holds all of them."""
    return slice(min(places), max(places) + 1) if places else slice(0, 0)


class Track:
    """The people on one strategy, with what they have accumulated since the last flush."""

    def __init__(
        self,
        plan: Plan,
        index: int,
        memo: Memo,
        lanes: int,
        guard: Guard,
        totals: Totals,
    ) -> None:
        self.plan, self.index, self.lanes, self.totals = plan, index, lanes, totals
        self.strategy: StrategyPlan = plan.strategies[index]
        self.network = self.strategy.network
        queued = bool(plan.queues)
        self.values = Values(self.strategy, memo, lanes, guard, queued=queued)
        horizon = plan.horizon
        self.weights = {"cost": weights(horizon, horizon.discount_costs)}
        if horizon.discount_health != horizon.discount_costs:
            self.weights["health"] = weights(horizon, horizon.discount_health)
        if plan.environments:
            self.weights["budget"] = weights(horizon, None)
        self.spans = {kind: self._spans(kind) for kind in self.weights}
        self.budget_open = bool(plan.environments)
        self.closed = [(e, people[index]) for e, people in plan.closed.items() if people[index]]
        adherence = evaluate(self.strategy.adherence, memo.values, plan.tables)
        guard.between(adherence, 0.0, 1.0, f"strategy {self.strategy.name!r}, adherence", SHARE)
        self.follows = adherence
        self.year: Year | None = None
        self.now = self.then = self.scratch = self.folded = np.empty((0, 0, lanes))
        self.sums: dict[str, Array] = {}

    @property
    def _first(self) -> int:
        """First column that counts for a budget; cohorts only speak for closed ones."""
        assert self.year is not None
        return 0 if self.closed else self.year.n_cohorts

    def _spans(self, kind: str) -> tuple[slice, slice]:
        """Return which states, and which of what people pass through, a kind of weighing needs."""
        n, rewards = self.network.n_counted_states, self.strategy.rewards
        needed = places_of(rewards, kind)
        if kind == "cost" and "health" not in self.weights:
            needed |= places_of(rewards, "health")
        states = [place for place in needed if place < n]
        passing = [place for place in needed if place >= n]
        return _span(states), _span(passing)

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
        network = self.network
        shape = (len(network.nodes), len(year.columns), self.lanes)
        n = network.n_states
        now = np.zeros(shape)
        for old, new in enumerate(year.moves):
            now[:n, new] += self.now[:n, old]
        self.now, self.then = now, np.zeros(shape)
        self.scratch = np.empty((max(scratch_rows(network), network.n_counted), *shape[1:]))
        n_folded = network.n_counted_states if network.folds else 0
        self.folded = np.empty((n_folded, *shape[1:]))
        self.sums = {kind: np.zeros((network.n_counted, *shape[1:])) for kind in self.weights}

    def add(self, environment: int, subgroup: int, entry: int, start: int, people: Array) -> None:
        """Add people, shape (position, draw), to the column of their group."""
        assert self.year is not None
        group = self.strategy.schedule.group(environment, subgroup, entry, start)
        column = self.year.column_of[group]
        if len(self.network.state_rows) == 1:
            self.now[self.network.state_rows[0], column] += people
            return
        for rows, share in zip(
            self.network.state_rows, (self.follows, 1.0 - self.follows), strict=True
        ):
            self.now[rows, column] += people * share

    def leave(self, column: int, share: Value) -> Array:
        """Take a share of a column's people out and return them, shape (position, draw)."""
        total: Array | None = None
        for rows in self.network.state_rows:
            people: Array = self.now[rows, column]
            gone: Array = people * share
            self.now[rows, column] = people - gone
            total = gone if total is None else total + gone
        assert total is not None
        return total

    def run_cycle(self, cycle: int, *, joined: bool, parts: bool) -> None:
        """Move everyone for one cycle, whose numbers are up to date.

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
        network = self.network
        starts = {
            kind: weight.start[cycle] + (weight.end[cycle - 1] if joined else 0.0)
            for kind, weight in self.weights.items()
        }
        if any(starts.values()):
            dwelling = self._dwelling(self.now, cycle)
            for kind, factor in starts.items():
                self._accumulate(kind, self.spans[kind][0], factor, dwelling, 0)
        step(network, self.now, self.then, self.values.probability, self.scratch, cycle)
        if self.strategy.stopping is not None:
            self._stop(self.values.rewards[self.strategy.stopping])
        passing = self.now[network.n_states :]
        for kind, weight in self.weights.items():
            span, offset = self.spans[kind][1], network.n_counted_states
            self._accumulate(kind, span, weight.visit[cycle], passing, offset)
        if parts:
            dwelling = self._dwelling(self.then, cycle + 1)
            for kind, weight in self.weights.items():
                self._accumulate(kind, self.spans[kind][0], weight.end[cycle], dwelling, 0)
        self.now, self.then = self.then, self.now

    def _stop(self, share: Array | float) -> None:
        """Let those who follow the strategy stop, and follow its fallback from here on."""
        following, fallen_back = self.network.state_rows
        people = self.then[following]
        gone = people * share
        self.then[following] = people - gone
        self.then[fallen_back] += gone

    def _dwelling(self, people: Array, oldest: int) -> Array:
        """Return people in states as they are counted: those of a tunnel as one."""
        if not self.network.folds:
            return people[: self.network.n_states]
        fold(self.network, people, self.folded, oldest)
        return self.folded

    def _accumulate(
        self, kind: str, places: slice, weight: float, people: Array, offset: int
    ) -> None:
        """Add people to what is counted in some places; the first of them is at ``offset``."""
        if weight == 0.0 or places.start == places.stop:
            return
        columns = slice(None)
        if kind == "budget":
            if not self.budget_open or people.shape[1] == self._first:
                return
            columns = slice(self._first, None)
        rows = slice(places.start - offset, places.stop - offset)
        target, source = self.sums[kind][places, columns], people[rows, columns]
        if weight == 1.0:
            target += source
            return
        product = self.scratch[: places.stop - places.start, columns]
        np.multiply(source, weight, out=product)
        target += product

    def trace(self, moment: int) -> None:
        """Note where the one person of the strategy is, if traces are kept."""
        occupancy = self.totals.occupancy[self.index, :, moment]
        kept = occupancy.shape[-1]
        if not kept or self.year is None:
            return
        index = {state: number for number, state in enumerate(self.plan.states)}
        for column, groups in self.cohorts():
            share = self.totals.share(groups)
            for rows in self.network.state_rows:
                for row, (state, _) in zip(rows, self.plan.positions, strict=True):
                    people = self.now[row, column] * share
                    occupancy[index[state]] += people[:kept]

    def cohorts(self) -> list[tuple[int, tuple[int, ...]]]:
        """Return the columns of the one person of each subgroup, and whom they stand for."""
        assert self.year is not None
        everybody = tuple(range(self.plan.n_subgroups))
        columns = range(self.year.n_cohorts)
        if len(columns) == 1:
            return [(0, everybody)]
        return [(column, (self.year.columns[column][1],)) for column in columns]

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
        for column, groups in self.cohorts():
            each = (money, qaly[column], life[column], column)
            self.totals.add_person(self.index, groups, *each)
        for column, (environment, *_) in enumerate(self.year.columns):
            if environment != COHORT:
                self.totals.add_value(environment, money, qaly, column, 1.0)
        for environment, column, people in self._closed():
            self.totals.add_value(environment, money, qaly, column, people)
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
        groups = self._closed()
        groups += [
            (environment, column - first, 1.0)
            for column, (environment, *_) in enumerate(self.year.columns)
            if environment != COHORT
        ]
        totals = self.totals
        for environment, column, people in groups:
            totals.qalys[environment, year] += qaly[column] * people
            totals.life_years[environment, year] += life[column] * people
            for rule, units in zip(rewards.lines, activity, strict=True):
                totals.activity[environment, rule.line, year] += units[column] * people
            for line, value in money:
                totals.resource_value[environment, line, year] += value[column] * people
            for line, units in taken:
                totals.capacity[environment, line, year] += units[column] * people
        amounts.fill(0.0)

    def _closed(self) -> list[tuple[int, int, Array | float]]:
        """Return closed environments: how many people do what each cohort's one does."""
        return [
            (environment, column, people * self.totals.share(groups))
            for environment, people in self.closed
            for column, groups in self.cohorts()
        ]

    def _money(
        self, activity: list[Array], values: "list[Array | float]"
    ) -> list[tuple[int, Array]]:
        """Return the resource value of each line that costs something."""
        return [
            (rule.line, units * values[rule.slot])
            for rule, units in zip(self.strategy.rewards.lines, activity, strict=True)
            if rule.slot is not None
        ]
