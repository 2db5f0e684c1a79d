"""One block of draws: people enter, switch, move and are counted."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from pathway_economics.engine.chunks import Block
from pathway_economics.engine.plan import Plan
from pathway_economics.engine.program import Memo
from pathway_economics.engine.queues import Queues
from pathway_economics.engine.schedule import COHORT
from pathway_economics.engine.totals import Totals
from pathway_economics.engine.track import Track
from pathway_economics.engine.values import TOLERANCE, Guard
from pathway_economics.parameters.evaluation import evaluate
from pathway_economics.parameters.expressions import (
    Expression,
    Value,
)

Array = NDArray[np.float64]


def run_block(plan: Plan, block: Block) -> Totals:
    """Return the totals of one block.

    Parameters
    ----------
    plan
        The plan of the run.
    block
        Its draws.
    """
    draws, lanes, guard = block.draws, block.lanes, block.guard
    totals = block.totals(plan)
    memo = Memo(plan.program, draws, plan.tables)
    tracks = [
        Track(plan, index, memo, lanes, guard, totals) for index in range(len(plan.strategies))
    ]
    people = _People(plan, draws, lanes, guard)
    totals.share_out(people.subgroups)
    queues = Queues(tracks, people.shares, people.value, guard) if plan.queues else None
    together = [tracks] if queues else [[track] for track in tracks]
    per_year = plan.horizon.cycles_per_year
    for year, first in enumerate(range(0, plan.horizon.n_cycles, per_year)):
        last = min(first + per_year, plan.horizon.n_cycles)
        for track in tracks:
            _close_year(track, year)
            track.begin_year(year)
        people.arrive(tracks, year, first)
        for some in together:
            _run_year(some, people, queues, year, range(first, last))
        memo.advance()
    for track in tracks:
        track.flush(year)
        track.trace(plan.horizon.n_cycles)
    return totals


def _close_year(track: Track, year: int) -> None:
    """Flush what was accumulated in the year before and cannot be carried into this one."""
    if year == 0:
        return
    track.flush_budget(year - 1)
    before, after = track.strategy.schedule.years[year - 1 : year + 1]
    if (before.columns, before.alike) != (after.columns, after.alike):
        track.flush_totals()


def _run_year(
    tracks: Sequence[Track],
    people: "_People",
    queues: Queues | None,
    year: int,
    cycles: range,
) -> None:
    joined = [False for _ in tracks]
    for cycle in cycles:
        for track in tracks:
            if cycle > 0 and track.values.changes(cycle):
                track.flush(year if cycle > cycles.start else year - 1)
            if cycle > cycles.start:
                people.trickle(track, year, cycle)
            track.trace(cycle)
            track.values.update(cycle)
        if queues is not None:
            queues.serve(cycle, year)
        following = cycle + 1
        for place, track in enumerate(tracks):
            parts = (
                following == cycles.stop or people.trickles(year) or track.values.changes(following)
            )
            track.run_cycle(cycle, joined=joined[place], parts=parts)
            joined[place] = not parts


class _People:
    """Who enters and who switches, in one block of draws."""

    def __init__(self, plan: Plan, draws: Mapping[str, Value], lanes: int, guard: Guard) -> None:
        self.plan, self.draws, self.lanes, self.guard = plan, draws, lanes, guard
        self.parts = plan.horizon.cycles_per_year if plan.even else 1
        self.start = [
            self._distribution(strategy.name, strategy.start) for strategy in plan.strategies
        ]
        self.subgroups = self._subgroups()
        self.shares = [self._shares(e) for e in range(len(plan.environments))]
        if plan.environments:
            self.prevalent = self._stack(plan.prevalent, "population, prevalent")
            self.incident = [self._count(n, "population, incident") for n in plan.incident]

    def value(self, expression: Expression) -> Value:
        """Return the value of an expression of parameters in the draws of the block."""
        return evaluate(expression, self.draws, self.plan.tables)

    def _count(self, expression: Expression, place: str) -> Value:
        value = self.value(expression)
        self.guard.between(value, 0.0, np.inf, place, "a number of at least 0")
        return value

    def _stack(self, expressions: Sequence[Expression], place: str) -> Array:
        values = [self._count(expression, place) for expression in expressions]
        return np.stack([np.broadcast_to(value, (self.lanes,)) for value in values])

    def _subgroups(self) -> list[Value]:
        """Return the share of each subgroup; what rounding leaves of one is nobody."""
        place = "population, subgroups"
        given = [None if e is None else self.value(e) for e in self.plan.subgroups]
        known: Value = sum((share for share in given if share is not None), start=0.0)
        shares: list[Value] = [1.0 - known if share is None else share for share in given]
        for share in shares:
            self.guard.between(share, -TOLERANCE, 1 + TOLERANCE, place, "a share in [0, 1]")
        if all(share is not None for share in given):
            self.guard.between(known, 1 - TOLERANCE, 1 + TOLERANCE, place, "a sum of one")
        return shares

    def _distribution(self, strategy: str, expressions: Sequence[Expression]) -> Array:
        place = f"strategy {strategy!r}, start"
        shares = self._stack(expressions, place)
        low, high = 1 - TOLERANCE, 1 + TOLERANCE
        self.guard.between(shares.sum(axis=0), low, high, place, "a sum of one")
        return shares

    def _shares(self, environment: int) -> list[list[Value]]:
        """Return the share of each strategy in each budget year."""
        place = f"environment {self.plan.environments[environment]!r}, shares"
        given = self.plan.shares[environment]
        years = range(self.plan.budget_years)
        known = [None if row is None else [self.value(e) for e in row] for row in given]
        sums: list[Value] = [
            sum((row[y] for row in known if row is not None), start=0.0) for y in years
        ]
        rest: list[Value] = [1.0 - total for total in sums]
        shares = [rest if row is None else row for row in known]
        for row in shares:
            for value in row:
                self.guard.between(value, -TOLERANCE, 1 + TOLERANCE, place, "a share in [0, 1]")
        if all(row is not None for row in known):
            for total in sums:
                self.guard.between(total, 1 - TOLERANCE, 1 + TOLERANCE, place, "a sum of one")
        return shares

    def arrive(self, tracks: Sequence[Track], year: int, cycle: int) -> None:
        """Let people switch and enter at the start of a year."""
        if year == 0:
            for track, start in zip(tracks, self.start, strict=True):
                for group in self._told_apart(track):
                    track.add(COHORT, group, 0, 0, start)
        if year >= self.plan.budget_years or not self.plan.environments:
            return
        if year > 0:
            for environment in range(len(self.plan.environments)):
                self._switch(tracks, environment, year, cycle)
        for track in tracks:
            self._enter(track, year, cycle)

    def _told_apart(self, track: Track) -> range:
        """Return the subgroups that a strategy tells apart; if none, one stands for all."""
        return range(len(self.subgroups) if track.strategy.schedule.tells[0] else 1)

    def trickles(self, year: int) -> bool:
        """Return whether people enter within this year."""
        return self.plan.even and bool(self.shares) and year < self.plan.budget_years

    def trickle(self, track: Track, year: int, cycle: int) -> None:
        """Let people enter within a year."""
        if self.trickles(year):
            self._enter(track, year, cycle)

    def _enter(self, track: Track, year: int, cycle: int) -> None:
        entrants = self.start[track.index] * (self.incident[year] / self.parts)
        people = entrants + self.prevalent if cycle == 0 else entrants
        for environment, shares in enumerate(self.shares):
            share = np.asarray(shares[track.index][year])
            share = np.where(share > TOLERANCE, share, 0.0)  # what rounding leaves is nobody
            if np.any(share) and environment not in self.plan.closed:
                for group, part in self._by_subgroup(track, people * share):
                    track.add(environment, group, cycle, cycle, part)

    def _by_subgroup(self, track: Track, people: Array) -> Iterator[tuple[int, Array]]:
        """Yield the people of each subgroup that a strategy tells apart."""
        groups = self._told_apart(track)
        for group in groups:
            yield group, people if len(groups) == 1 else people * self.subgroups[group]

    def _switch(self, tracks: Sequence[Track], environment: int, year: int, cycle: int) -> None:
        """Move people from current strategies to those whose share rises.

        Of the people on a strategy of the reference environment, the part by which its
        share fell moves, in proportion to the rises; with two strategies that is
        (s_t - s_{t-1}) / (1 - s_{t-1}). Where the share of another strategy falls, that
        applies to entrants only.
        """
        shares = self.shares[environment]
        changes = [_change(row[year - 1], row[year]) for row in shares]
        rises = [np.maximum(change, 0.0) for change in changes]
        total = sum(rises, start=np.zeros(()))
        if not np.any(total > 0.0):
            return
        moving = [
            (index, subgroup, entry, gone)
            for index in self.plan.current
            for subgroup, entry, gone in self._leaving(
                tracks[index], environment, cycle, shares[index][year - 1], changes[index]
            )
        ]
        for track, rise in zip(tracks, rises, strict=True):
            if np.any(rise > 0.0):
                with np.errstate(divide="ignore", invalid="ignore"):
                    part = np.where(total > 0.0, rise / total, 0.0)
                for source, subgroup, entry, gone in moving:
                    if source != track.index:  # a share may fall in one draw and rise in another
                        track.add(environment, subgroup, entry, cycle, gone * part)

    def _leaving(
        self, track: Track, environment: int, cycle: int, before: Value, change: Array
    ) -> list[tuple[int, int, Array]]:
        """Take out of a strategy the part of its people by which its share falls."""
        assert track.year is not None
        if not np.any(change < 0.0):
            return []
        with np.errstate(divide="ignore", invalid="ignore"):
            part = np.where(change < 0.0, -change / before, 0.0)
        return [
            (subgroup, entry, track.leave(column, part))
            for column, (where, subgroup, entry, _) in enumerate(track.year.columns)
            if where == environment and entry < cycle  # the others are yet to enter
        ]


def _change(before: Value, after: Value) -> Array:
    """Return the change of a share; what rounding leaves of none is none."""
    change = np.asarray(after) - np.asarray(before)
    return np.where(np.abs(change) < TOLERANCE, 0.0, change)
