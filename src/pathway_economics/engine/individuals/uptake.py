"""How people take up strategies in one environment: those who enter, and those who switch."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pathway_economics.engine.individuals.books import EnvironmentBook
from pathway_economics.engine.individuals.entering import Entering, pick
from pathway_economics.engine.individuals.group import Group, Index
from pathway_economics.engine.individuals.values import TOLERANCE
from pathway_economics.engine.individuals.walk import Walk
from pathway_economics.engine.totals import Totals
from pathway_economics.parameters.expressions import Value

Array = NDArray[np.float64]


class Uptake(Entering):
    """How people come into one environment, and switch.

    Parameters
    ----------
    walk
        Who they are.
    environment
        Which one.
    totals, book
        Where results are written.
    """

    def __init__(self, walk: Walk, environment: int, totals: Totals, book: EnvironmentBook) -> None:
        super().__init__(walk, -1, totals)
        self.environment, self.book = environment, book
        self.per_year = self.plan.horizon.cycles_per_year
        self.names = tuple(offer.name for offer in self.plan.strategies)
        self.entries = frozenset(self.people.strata.entries)
        self.offered = self._offered()
        size = len(self.people.code)
        self.people.on = np.full(size, -1, dtype=np.int16)
        self.people.since = np.zeros(size)

    def _offered(self) -> list[list[Value]]:
        """Return the share of each strategy in each budget year."""
        rows = self.plan.share_numbers[self.environment]
        years = range(self.plan.budget_years)
        place = f"environment {self.plan.environments[self.environment]!r}, shares"
        given = [None if row is None else [self.values.of_cells(n) for n in row] for row in rows]
        sums: list[Value] = [sum((r[y] for r in given if r is not None), 0.0) for y in years]
        rest: list[Value] = [1.0 - total for total in sums]
        for total in sums:
            if None in given:
                self._between(1.0 - total, -TOLERANCE, place, "a share in [0, 1]")
            else:
                self.sum_of_one(total, place)
        return [rest if row is None else row for row in given]

    def _between(self, value: Value, least: float, place: str, rule: str) -> None:
        array = np.asarray(value, dtype=np.float64)
        by_draw = array.reshape(-1, self.values.lanes) if array.ndim else array
        self.values.guard.between(by_draw, least, 1 + TOLERANCE, place, rule)

    def begin(self, cycle: int) -> None:
        """Take up a cycle."""
        year = cycle // self.per_year
        self.book.year = year if year < self.plan.budget_years else None

    def may_be_on(self, strategy: int) -> bool:
        """Return whether anybody may be on a strategy."""
        return True

    def _starts_year(self, cycle: int) -> bool:
        return cycle % self.per_year == 0 and cycle < self.plan.window

    def happens(self, cycle: int) -> bool:
        """Return whether anybody enters or switches when a cycle begins."""
        return cycle in self.entries or (cycle > 0 and self._starts_year(cycle))

    def closes(self, cycle: int) -> bool:
        """Return whether all that was counted must be valued when a cycle ends."""
        ends_year = (cycle + 1) % self.per_year == 0 and cycle < self.plan.window
        return ends_year or super().closes(cycle)

    def trace(self, moment: int) -> None:
        """Keep no trace: an open population has none."""

    def enter(self, cycle: int) -> Index:
        """Let people switch and come in; return those who did."""
        moved = [self._switch(cycle)] if cycle > 0 and self._starts_year(cycle) else []
        strata = self.people.strata
        for stratum, entry in enumerate(strata.entries):
            if entry == cycle:
                flat = self.people.of_stratum(stratum)
                self._come(flat, strata.prevalent[stratum], cycle)
                moved.append(flat)
        self.people.changed()
        return np.concatenate(moved) if moved else np.empty(0, dtype=np.intp)

    def _come(self, flat: Index, prevalent: bool, cycle: int) -> None:
        if not len(flat):
            return
        people, group = self.people, Group(self.people, flat)
        assert people.on is not None
        assert people.since is not None
        shares = [row[cycle // self.per_year] for row in self.offered]
        on = people.on[flat] = pick(self.spread("uptake", group), group, self.names, shares)
        people.since[flat] = cycle
        for strategy in map(int, np.unique(on)):
            own = flat[on == strategy]
            if prevalent:
                self._already_there(own, strategy, cycle)
            else:
                self.start(own, strategy, self.plan.strategies[strategy].start, cycle)

    def _already_there(self, flat: Index, strategy: int, cycle: int) -> None:
        """Put people who are there when the first year starts in their states."""
        counts = [np.asarray(self.values.of_cells(number)) for number in self.plan.prevalent]
        total = np.asarray(sum(counts))
        with np.errstate(divide="ignore", invalid="ignore"):
            shares = [np.where(total > 0.0, each / total, 0.0) for each in counts]
        group = Group(self.people, flat)
        given: list[Value] = [share if share.ndim else float(share) for share in shares]
        code = self.route(group, strategy, cycle) * len(self.plan.states)
        code += pick(self.spread("start", group), group, self.plan.states, given)
        self.people.put(flat, code.astype(np.int16), float(cycle))

    def _switch(self, cycle: int) -> Index:
        """Move people from current strategies to those whose share rises, by definition 7."""
        people, year = self.people, cycle // self.per_year
        assert people.on is not None
        changes = [_change(row[year - 1], row[year]) for row in self.offered]
        rises: list[Value] = [np.maximum(change, 0.0) for change in changes]
        total = np.asarray(sum(rises))
        if not np.any(total > 0.0):
            return np.empty(0, dtype=np.intp)
        there = people.going()
        on = people.on.take(there)
        moved = []
        for source in self.plan.current:
            fall = np.maximum(-changes[source], 0.0)
            if not np.any(fall > 0.0):
                continue
            with np.errstate(divide="ignore", invalid="ignore"):
                part = np.where(fall > 0.0, fall / self.offered[source][year - 1], 0.0)
                shares: list[Value] = [np.where(total > 0.0, r / total, 0.0) for r in rises]
            group = Group(people, there[on == source])
            chance = self.walk.luck.uniform("switching", cycle, group.where)
            leaving = group.flat[chance < (part.take(group.cell) if part.ndim else part)]
            self._change_to(leaving, shares, cycle)
            moved.append(leaving)
        return np.concatenate(moved) if moved else np.empty(0, dtype=np.intp)

    def _change_to(self, flat: Index, shares: Sequence[Value], cycle: int) -> None:
        """Put people on strategies whose share rises; they stay in their state."""
        people, n_states = self.people, len(self.plan.states)
        assert people.on is not None
        assert people.since is not None
        if not len(flat):
            return
        given = [s if isinstance(s, np.ndarray) and s.ndim else float(s) for s in shares]
        group = Group(people, flat)
        chance = self.walk.luck.uniform("switching to", cycle, group.where)
        on = pick(chance, group, self.names, given)
        people.on[flat], people.since[flat] = on, cycle
        for strategy in map(int, np.unique(on)):
            own = flat[on == strategy]
            route = self.route(Group(people, own), strategy, cycle)
            people.code[own] = route * n_states + people.code[own] % n_states


def _change(before: Value, after: Value) -> Array:
    """Return the change of a share; what rounding leaves of none is none."""
    change = np.asarray(after) - np.asarray(before)
    return np.asarray(np.where(np.abs(change) < TOLERANCE, 0.0, change))
