"""People who move once a cycle, as the cohort does whose expected values these are."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pathway_economics.engine.individuals.entering import Entering
from pathway_economics.engine.individuals.group import Group, Index
from pathway_economics.engine.individuals.queues import Gate
from pathway_economics.engine.individuals.routes import Stop, Way
from pathway_economics.engine.individuals.timing import Rate
from pathway_economics.engine.individuals.walk import Walk
from pathway_economics.horizon import Horizon

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Moments:
    """What the start, the end and the visits of each cycle count, by kind and cycle."""

    start: Sequence[Sequence[float]]
    end: Sequence[Sequence[float]]
    visit: Sequence[Sequence[float]]


def moments(horizon: Horizon, rates: Sequence[Rate]) -> Moments:
    """Return what each cycle counts, by discount rate (``None``: undiscounted)."""
    start, end = horizon.dwelling_weights()
    rows: list[tuple[list[float], list[float], list[float]]] = []
    for rate in rates:
        if rate is None:
            rows.append((start.tolist(), end.tolist(), [1.0] * horizon.n_cycles))
            continue
        at_start, at_end, at_visit = horizon.discounting(rate)
        rows.append(((start * at_start).tolist(), (end * at_end).tolist(), at_visit.tolist()))
    return Moments(*(tuple(part) for part in zip(*rows, strict=True)))


def follow_cycles(
    walk: Walk, entering: Entering, rates: Sequence[Rate], gate: Gate | None = None
) -> None:
    """Follow people cycle by cycle to the end of the horizon.

    Parameters
    ----------
    walk
        Who they are and what they meet.
    entering
        How they come in.
    rates
        Discount rate of each kind of weight.
    gate
        What stands before services of limited capacity, if there are any.
    """
    horizon, people, tally = walk.plan.horizon, walk.people, walk.tally
    weights = moments(horizon, rates)
    groups: list[tuple[int, Group]] = []
    for cycle in range(horizon.n_cycles):
        people.moment = float(cycle)
        walk.begin(cycle)
        entering.begin(cycle)
        if entering.happens(cycle):
            entering.enter(cycle)
            groups = list(people.groups())
        entering.trace(cycle)
        start, end, visit = (
            [row[cycle] for row in part] for part in (weights.start, weights.end, weights.visit)
        )
        for code, group in groups:
            tally.add(walk.stop_of(code)[1].place, group, start)
        if gate is not None:
            gate.count(cycle, groups)
        _move(walk, groups, cycle, visit, gate)
        entering.stop(cycle)
        people.moment = cycle + 1.0
        groups = list(people.groups())
        for code, group in groups:
            tally.add(walk.stop_of(code)[1].place, group, end)
        tally.flush(everything=entering.closes(cycle))
    entering.trace(horizon.n_cycles)


def _move(
    walk: Walk,
    groups: Sequence[tuple[int, Group]],
    cycle: int,
    visit: Sequence[float],
    gate: Gate | None,
) -> None:
    """Let everybody take a way, and pass through services until they are in a state."""
    step = _Step(walk, visit, gate)
    for code, group in groups:
        route, stop = walk.stop_of(code)
        if stop.ways:
            step.leave(route, stop, group, walk.luck.uniform("move", cycle, group.where))
    step.serve(cycle)
    for number, route_plan in enumerate(walk.plan.routes):
        for name, stop in route_plan.services.items():
            coming = step.arrivals.pop((number, name), None)
            if coming is None:
                continue
            group = Group(walk.people, np.concatenate(coming), 0.0)
            walk.tally.add(stop.place, group, visit)
            chance = walk.luck.uniform(f"visit {name}", cycle, group.where)
            step.leave(number, stop, group, chance)
    for code, flat in step.landed:
        walk.people.put(flat, code, cycle + 1.0)


class _Step:
    """The moves of one cycle: who comes into which service, and into which state."""

    def __init__(self, walk: Walk, visit: Sequence[float], gate: Gate | None) -> None:
        self.walk, self.visit, self.gate = walk, visit, gate
        self.wanting: dict[str, list[tuple[int, Way, Index]]] = {}
        self.arrivals: dict[tuple[int, str], list[Index]] = {}
        self.landed: list[tuple[int, Index]] = []

    def leave(self, route: int, stop: Stop, group: Group, chance: Array) -> None:
        """Let those of a group take ways out of a stop whose uniform numbers say so."""
        walk = self.walk
        choice = walk.choose(stop, group, chance)
        for number, way in enumerate(stop.ways):
            chosen = np.flatnonzero(choice == number)
            if not len(chosen):
                continue
            if self.gate is not None and self.gate.holds(way.target):
                wanting = (route, way, group.some(chosen).flat)
                self.wanting.setdefault(way.target, []).append(wanting)
            else:
                self._go(route, way, group.some(chosen))

    def serve(self, cycle: int) -> None:
        """Let those who wait have the services of limited capacity, as far as it goes."""
        for service, wanting in sorted(self.wanting.items()):
            assert self.gate is not None
            everyone = Group(self.walk.people, np.concatenate([flat for _, _, flat in wanting]))
            served = self.gate.served(service, cycle, everyone)
            ends = np.cumsum([len(flat) for _, _, flat in wanting])[:-1]
            for (route, way, flat), lucky in zip(wanting, np.split(served, ends), strict=True):
                self._go(route, way, Group(self.walk.people, flat[lucky]))

    def _go(self, route: int, way: Way, group: Group) -> None:
        if not len(group):
            return
        if way.toll.matters:
            self.walk.tally.add(way.toll, group, self.visit)
        state = self.walk.index.get(way.target)
        if state is None:
            self.arrivals.setdefault((route, way.target), []).append(group.flat)
        else:
            self.landed.append((route * self.walk.n_states + state, group.flat))
