"""People who move when it happens: competing times to the next event.

Between two breaks (one piece) everybody goes from event to event: what the present stay is
worth is counted, then the earliest of the sampled times says when and where to. Where any
number changes as time goes by, each cycle is a piece, and numbers keep the value that they
have when it begins.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pathway_economics.engine.individuals.entering import Entering
from pathway_economics.engine.individuals.group import Group, Index
from pathway_economics.engine.individuals.routes import Stop, Way
from pathway_economics.engine.individuals.timing import Rate, Worth
from pathway_economics.engine.individuals.walk import Walk

Array = NDArray[np.float64]
Moves = int | NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Batch:
    """Some people at moments of their own.

    Attributes
    ----------
    group
        Who they are.
    now
        Moment of each. [years]
    worth
        Of each kind, what the time until then is worth. [years]
    moves
        How many moves each has made so far, or all of them.
    """

    group: Group
    now: Array
    worth: tuple[Array, ...]
    moves: Moves

    def some(self, chosen: Index) -> "Batch":
        """Return those at some places of this batch."""
        moves = self.moves if isinstance(self.moves, int) else self.moves.take(chosen)
        worth = tuple(each.take(chosen) for each in self.worth)
        return Batch(self.group.some(chosen), self.now.take(chosen), worth, moves)


def together(batches: Sequence[Batch]) -> Batch:
    """Return batches of people who have just arrived as one."""
    if len(batches) == 1:
        only = batches[0]
        return Batch(
            Group(only.group.everyone, only.group.flat, 0.0), only.now, only.worth, only.moves
        )
    counts = [batch.moves for batch in batches]
    first = counts[0]
    moves: Moves
    if all(isinstance(count, int) and count == first for count in counts):
        moves = first
    else:
        moves = np.concatenate([np.broadcast_to(np.asarray(b.moves), b.now.shape) for b in batches])
    return Batch(
        Group(batches[0].group.everyone, np.concatenate([b.group.flat for b in batches]), 0.0),
        np.concatenate([batch.now for batch in batches]),
        tuple(np.concatenate(some) for some in zip(*(b.worth for b in batches), strict=True)),
        moves,
    )


def follow_events(walk: Walk, entering: Entering, rates: Sequence[Rate]) -> None:
    """Follow people from event to event to the end of the horizon.

    Parameters
    ----------
    walk
        Who they are and what they meet.
    entering
        How they come in.
    rates
        Discount rate of each kind of weight.
    """
    journey = Journey(walk, [Worth(walk.plan.horizon, rate) for rate in rates])
    breaks = _breaks(walk, entering)
    for first, last in zip(breaks, breaks[1:], strict=False):
        walk.people.moment = float(first)
        walk.begin(first)
        entering.begin(first)
        if entering.happens(first):
            journey.forget(entering.enter(first))
        entering.trace(first)
        journey.follow(first, last)
        journey.forget(entering.stop(last - 1))
        walk.tally.flush(everything=entering.closes(last - 1))
    entering.trace(walk.plan.horizon.n_cycles)


def _breaks(walk: Walk, entering: Entering) -> list[int]:
    """Return the cycles with which pieces begin, and the end."""
    n_cycles = walk.plan.horizon.n_cycles
    often = entering.traces or any(number.changes for number in walk.plan.numbers)
    often |= any(offer.stopping is not None for offer in walk.plan.strategies)
    some = [
        cycle
        for cycle in range(n_cycles)
        if often or cycle == 0 or entering.happens(cycle) or entering.closes(cycle - 1)
    ]
    return [*some, n_cycles]


class Journey:
    """People on their way from event to event.

    Parameters
    ----------
    walk
        Who they are and what they meet.
    worths
        Of each kind, what time is worth.
    """

    def __init__(self, walk: Walk, worths: Sequence[Worth]) -> None:
        self.walk, self.people, self.worths = walk, walk.people, tuple(worths)
        self.per_year = walk.plan.horizon.cycles_per_year
        self.entries = np.array(self.people.strata.entries) / self.per_year
        size = len(self.people.code)
        self.due = np.full(size, np.nan)
        self.way = np.zeros(size, dtype=np.int8)
        self.moves = np.zeros(size, dtype=np.int64)
        self.alike = True  # all have made as many moves as each other

    def forget(self, flat: Index) -> None:
        """Forget when those are due whose route is another from now on."""
        self.due[flat] = np.nan

    def follow(self, first: int, last: int) -> None:
        """Follow everybody from the start of one cycle to the start of another."""
        begin, end = first / self.per_year, last / self.per_year
        self.lasts = last < self.walk.plan.horizon.n_cycles
        waiting = []
        for code, group in self.people.groups():
            now = np.full(len(group), begin)
            worth = tuple(each.until(now) for each in self.worths)
            moves = 0 if self.alike else self.moves.take(group.flat)
            batch = Batch(group, now, worth, moves)
            route, stop = self.walk.stop_of(code)
            waiting.append((code, batch, *self._resume(stop, batch, first)))
        self.alike = False
        while waiting and not self.walk.values.guard.wrong:
            landed: dict[int, list[Batch]] = {}
            arrivals: dict[tuple[int, str], list[Batch]] = {}
            for code, batch, due, way in waiting:
                self._stay(code, batch, due, way, end, landed, arrivals)
            self._pass(landed, arrivals)
            waiting = []
            for code, batches in landed.items():
                batch = together(batches)
                self.people.code[batch.group.flat] = code
                if not self.people.over[code]:
                    _, stop = self.walk.stop_of(code)
                    waiting.append((code, batch, *self._sample(stop, batch, first)))

    def _resume(self, stop: Stop, batch: Batch, cycle: int) -> tuple[Array, NDArray[np.int8]]:
        """Return when and where those are due who are in a state when a piece begins."""
        flat = batch.group.flat
        due, way = self.due.take(flat), self.way.take(flat)
        fresh = np.arange(len(flat)) if _varies(stop) else np.flatnonzero(np.isnan(due))
        if len(fresh):
            some = batch.some(fresh)
            due[fresh], way[fresh] = self._sample(stop, some, cycle)
        return due, way

    def _sample(self, stop: Stop, batch: Batch, cycle: int) -> tuple[Array, NDArray[np.int8]]:
        """Return when the first event comes after now, and which."""
        best = np.full(len(batch.now), np.inf)
        way = np.zeros(len(batch.now), dtype=np.int8)
        for number, each in enumerate(stop.ways):
            wait = self._wait(stop, each, batch, cycle)
            if number == 0:
                best = wait
                continue
            way[wait < best] = number
            best = np.minimum(best, wait)
        return best + batch.now, way

    def _wait(self, stop: Stop, way: Way, batch: Batch, cycle: int) -> Array:
        """Return how long each waits for one event. [years]"""
        assert way.hazard is not None
        purpose, number = f"time {stop.name} → {way.target}", batch.moves
        if _varies(stop):  # drawn afresh in each cycle
            purpose, number = f"{purpose}, by cycle", number + (cycle << 24)
        chance = self.walk.luck.uniform(purpose, number, batch.group.where)
        terms = [self.walk.values.of_people(term, batch.group) for term in way.hazard.terms]
        lived = batch.group.stay if way.hazard.reset else self._since_entry(batch)
        return np.broadcast_to(way.hazard.wait(lived, chance, *terms), batch.now.shape)

    def _since_entry(self, batch: Batch) -> Array:
        if not self.entries.any():
            return batch.now
        return batch.now - self.entries.take(batch.group.cell // self.people.lanes)

    def _stay(
        self,
        code: int,
        batch: Batch,
        due: Array,
        way: NDArray[np.int8],
        end: float,
        landed: dict[int, list[Batch]],
        arrivals: dict[tuple[int, str], list[Batch]],
    ) -> None:
        """Count the stay of people in a state until the next event, and let it happen."""
        route, stop = self.walk.stop_of(code)
        until = np.minimum(due, end)
        worth = tuple(each.until(until) for each in self.worths)
        if stop.place.matters:
            spans = [
                (after - before) * self.per_year
                for after, before in zip(worth, batch.worth, strict=True)
            ]
            self.walk.tally.add(stop.place, batch.group, spans)
        leaves = due < end
        if self.lasts:
            self._remember(batch, due, way, np.flatnonzero(~leaves))
        moved = Batch(batch.group, until, worth, batch.moves + 1)
        for number, each in enumerate(stop.ways):
            chosen = np.flatnonzero(leaves & (way == number)) if number else None
            if chosen is None:
                chosen = np.flatnonzero(leaves if len(stop.ways) == 1 else leaves & (way == 0))
            self._go(route, each, moved.some(chosen), landed, arrivals)

    def _remember(self, batch: Batch, due: Array, way: NDArray[np.int8], staying: Index) -> None:
        """Note when those are due who are still in their state when the piece ends."""
        flat = batch.group.flat.take(staying)
        self.due[flat], self.way[flat] = due.take(staying), way.take(staying)
        self.moves[flat] = (
            batch.moves if isinstance(batch.moves, int) else batch.moves.take(staying)
        )
        if self.people.arrived is not None and isinstance(batch.group.stay, float):
            self.people.arrived[flat] = batch.now.take(staying) * self.per_year

    def _go(
        self,
        route: int,
        way: Way,
        batch: Batch,
        landed: dict[int, list[Batch]],
        arrivals: dict[tuple[int, str], list[Batch]],
    ) -> None:
        """Let people take a way, into a state or a service."""
        if not len(batch.now):
            return
        if way.toll.matters:
            self.walk.tally.add(way.toll, batch.group, self._visit(batch))
        state = self.walk.index.get(way.target)
        if state is None:
            arrivals.setdefault((route, way.target), []).append(batch)
        else:
            landed.setdefault(route * self.walk.n_states + state, []).append(batch)

    def _visit(self, batch: Batch) -> list[Array]:
        return [each.at(batch.now) for each in self.worths]

    def _pass(
        self,
        landed: dict[int, list[Batch]],
        arrivals: dict[tuple[int, str], list[Batch]],
    ) -> None:
        """Let people pass through services, at once, until they are in a state."""
        walk = self.walk
        if not arrivals:
            return
        for number, route in enumerate(walk.plan.routes):
            for name, stop in route.services.items():
                coming = arrivals.pop((number, name), None)
                if coming is None:
                    continue
                batch = together(coming)
                walk.tally.add(stop.place, batch.group, self._visit(batch))
                chance = walk.luck.uniform(f"visit {name}", batch.moves, batch.group.where)
                choice = walk.choose(stop, batch.group, chance)
                for place, way in enumerate(stop.ways):
                    some = batch.some(np.flatnonzero(choice == place))
                    self._go(number, way, some, landed, arrivals)


def _varies(stop: Stop) -> bool:
    """Return whether any hazard out of a state changes as time goes by."""
    return any(way.hazard is not None and way.hazard.changes for way in stop.ways)
