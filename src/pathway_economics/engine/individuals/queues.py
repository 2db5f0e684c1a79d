"""People who wait in order for services of limited capacity.

In an environment each person stands for some people, and takes up as much of the capacity.
Those who have waited longest are served first; of those who came in the same cycle, a lot
decides. Whoever would take more than is left is served with the probability that keeps the
expected number at the capacity. The one person of a strategy waits as people do in the first
environment that offers it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from pathway_economics.engine.individuals.group import Group
from pathway_economics.engine.individuals.walk import Walk
from pathway_economics.engine.waiting import QueuePlan
from pathway_economics.parameters.expressions import Value

Array = NDArray[np.float64]

ALL = -1.0
"""Least time waited of those who are served where everybody is. [cycles]"""

NEAR = 1e-9
"""How far rounding may take what people take up above the capacity."""


@dataclass(frozen=True, eq=False)
class Turns:
    """Whose turn it is in each cycle, by how long they have waited, each shape (cycle, draw).

    Attributes
    ----------
    waited
        Those who waited longer are served, those who waited less are not. [cycles]
    part
        Part of those who waited as long that is served.
    joined
        People who have come to wait so far.
    """

    waited: Array
    part: Array
    joined: Array

    @classmethod
    def none(cls, n_cycles: int, lanes: int) -> "Turns":
        """Return turns of a queue in which nobody waits yet."""
        shape = (n_cycles, lanes)
        return cls(np.full(shape, ALL), np.ones(shape), np.zeros(shape))


class Gate(Protocol):
    """What stands between people who wait and the service that they wait for."""

    def count(self, cycle: int, groups: Sequence[tuple[int, Group]]) -> None:
        """Take note of who waits when a cycle begins."""

    def holds(self, service: str) -> bool:
        """Return whether people wait for a service."""

    def served(self, service: str, cycle: int, group: Group) -> NDArray[np.bool_]:
        """Return who of those who want a service now is served."""


class OpenGate:
    """The gate of one environment, where people wait behind each other.

    Parameters
    ----------
    walk
        The people.
    queues
        Of the plan.
    capacity
        Units per cycle of each service, by year, each shape (draw,) or a number.
    people : shape (cell,)
        How many people each person of a cell stands for.
    reference
        Turns of the reference environment, unless this is it.
    waiting : shape (queue, cycle, draw)
        Where the number of people who wait is noted, for some cycles and draws.
    """

    def __init__(
        self,
        walk: Walk,
        queues: Sequence[QueuePlan],
        capacity: Mapping[str, Sequence[Value]],
        people: Array,
        reference: Mapping[str, Turns] | None,
        waiting: Array,
    ) -> None:
        self.walk, self.queues, self.capacity = walk, {q.service: q for q in queues}, capacity
        self.people, self.reference, self.waiting = people, reference, waiting
        self.lanes = walk.people.lanes
        n_cycles = walk.plan.horizon.n_cycles
        self.turns = {name: Turns.none(n_cycles, self.lanes) for name in self.queues}

    def holds(self, service: str) -> bool:
        """Return whether people wait for a service."""
        return service in self.queues

    def count(self, cycle: int, groups: Sequence[tuple[int, Group]]) -> None:
        """Take note of who waits when a cycle begins, and who came to wait since."""
        for number, (name, queue) in enumerate(self.queues.items()):
            joined = self.turns[name].joined
            if cycle:
                joined[cycle] = joined[cycle - 1]
            for code, group in groups:
                if self.walk.stop_of(code)[1].name != queue.state:
                    continue
                mass = self.people.take(group.cell)
                new = mass * (self._waited(group, cycle) == 0.0)
                joined[cycle] += np.bincount(group.draw, weights=new, minlength=self.lanes)
                if cycle < self.waiting.shape[1]:
                    all_there = np.bincount(group.draw, weights=mass, minlength=self.lanes)
                    self.waiting[number, cycle] += all_there[: self.waiting.shape[-1]]

    def _waited(self, group: Group, cycle: int) -> Array:
        assert self.walk.people.arrived is not None
        return np.asarray(cycle - self.walk.people.arrived.take(group.flat))

    def _capacity(self, name: str, cycle: int) -> Array:
        """Return what a service can deliver in a cycle; freed capacity may be closed."""
        year = cycle // self.walk.plan.horizon.cycles_per_year
        capacity = np.broadcast_to(np.asarray(self.capacity[name][year]), (self.lanes,))
        if not self.queues[name].closed or self.reference is None:
            return capacity
        joined = self.turns[name].joined[cycle]
        reference = self.reference[name].joined[cycle]
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = np.where(reference > 0.0, joined / reference, 1.0)
        return np.asarray(capacity * np.minimum(ratio, 1.0))

    def served(self, service: str, cycle: int, group: Group) -> NDArray[np.bool_]:
        """Return who of those who want a service now is served: those who came first."""
        capacity, waited = self._capacity(service, cycle), self._waited(group, cycle)
        mass, draw = self.people.take(group.cell), group.draw
        luck = self.walk.luck
        came = np.asarray(cycle - waited, dtype=np.int64)
        lot = luck.uniform(f"queue for {service}", came, group.where)
        order = np.lexsort((lot, -waited, draw))
        ahead = np.empty(len(group))
        ahead[order] = _ahead(mass[order], draw[order], self.lanes)
        left = capacity.take(draw) - ahead
        chance = luck.uniform(f"last served by {service}", cycle, group.where)
        with np.errstate(divide="ignore", invalid="ignore"):
            part = np.where(mass > 0.0, left / mass, 1.0)
        self._note(service, cycle, waited, mass, draw, capacity)
        return np.asarray(part > np.where(part < 1.0 - NEAR, chance, 0.0))

    def _note(
        self, name: str, cycle: int, waited: Array, mass: Array, draw: NDArray[np.intp], can: Array
    ) -> None:
        """Note whose turn it is, for the one person of each strategy."""
        turns, lanes = self.turns[name], self.lanes
        for wait in np.unique(waited)[::-1]:  # the oldest first
            now = np.bincount(draw, weights=mass * (waited == wait), minlength=lanes)
            beyond = (turns.waited[cycle] == ALL) & (now > can * (1 + NEAR))
            turns.waited[cycle, beyond] = wait
            left, some = np.maximum(can[beyond], 0.0), np.finfo(float).tiny  # none is none of none
            turns.part[cycle, beyond] = left / np.maximum(now[beyond], some)
            can = can - now


class SharedGate:
    """The gate of the one person of a strategy, who waits as people do in an environment.

    Parameters
    ----------
    walk
        The people.
    turns
        Of each service, in that environment.
    """

    def __init__(self, walk: Walk, turns: Mapping[str, Turns]) -> None:
        self.walk, self.turns = walk, turns

    def count(self, cycle: int, groups: Sequence[tuple[int, Group]]) -> None:
        """Take no note: nobody waits behind the one person."""

    def holds(self, service: str) -> bool:
        """Return whether people wait for a service."""
        return service in self.turns

    def served(self, service: str, cycle: int, group: Group) -> NDArray[np.bool_]:
        """Return who of those who want a service now is served."""
        assert self.walk.people.arrived is not None
        turns = self.turns[service]
        waited = cycle - self.walk.people.arrived.take(group.flat)
        least = turns.waited[cycle].take(group.draw)
        chance = self.walk.luck.uniform(f"last served by {service}", cycle, group.where)
        part = np.where(waited == least, turns.part[cycle].take(group.draw), waited > least)
        return np.asarray(chance < part)


def _ahead(mass: Array, draw: NDArray[np.intp], lanes: int) -> Array:
    """Return how many people stand before each, in order within each draw.

    Examples
    --------
    >>> _ahead(np.array([1.0, 2.0, 4.0]), np.array([0, 0, 1]), 2)
    array([0., 1., 0.])
    """
    counts = np.bincount(draw, minlength=lanes)
    first = np.concatenate(([0], np.cumsum(counts)[:-1]))
    place = np.arange(len(mass)) - first[draw]
    grid = np.zeros((lanes, int(counts.max(initial=0)) + 1))
    grid[draw, place + 1] = mass  # draw by draw, so that no draw's rounding meets another's
    return np.asarray(np.cumsum(grid, axis=1)[draw, place])
