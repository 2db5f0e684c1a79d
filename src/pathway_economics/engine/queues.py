"""Queues: services of limited capacity, and the people who wait for them in order.

All who wait in one environment share its capacity, whatever their strategy. Those who came
first are served first; of those who came in the same cycle, the same share. It is a fluid
queue: people are expected numbers, so nobody waits until the expected number exceeds the
capacity, while real arrivals come in lumps.
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from pathway_economics.engine.nodes import Network, Node
from pathway_economics.engine.totals import Totals
from pathway_economics.engine.track import Track
from pathway_economics.engine.values import Guard
from pathway_economics.engine.waiting import QueuePlan
from pathway_economics.parameters.expressions import Expression, Value

Array = NDArray[np.float64]
Shares = Sequence[Sequence[Value]]
"""Share of each strategy in each budget year, in one environment."""


class Queues:
    """The queues of a model in one block of draws.

    Parameters
    ----------
    tracks
        Of all strategies, in their order.
    shares
        By environment.
    value
        Evaluates an expression.
    guard
        Notes impossible capacities.
    """

    def __init__(
        self,
        tracks: Sequence[Track],
        shares: Sequence[Shares],
        value: Callable[[Expression], Value],
        guard: Guard,
    ) -> None:
        self.tracks, self.shares = tracks, shares
        plan = tracks[0].plan
        self.queues = []
        for number, queue in enumerate(plan.queues):
            capacity = [[value(e) for e in years] for years in queue.capacity]
            for years in capacity:
                for units in years:
                    place = f"capacity of {queue.service}"
                    guard.between(units, 0.0, np.inf, place, "a number of at least 0")
            self.queues.append(_Queue(number, queue, capacity, tracks))

    def serve(self, cycle: int, year: int) -> None:
        """Set the probabilities of a cycle so that no more are served than can be."""
        for queue in self.queues:
            reference: Array | None = None
            parts: list[Array] = []
            for environment, shares in enumerate(self.shares):
                queue.count(environment, cycle)
                joined = queue.joined[environment]
                reference = joined if reference is None else reference
                capacity = queue.capacity_now(shares, year)
                if queue.queue.closed and environment > 0:
                    capacity = capacity * _ratio(joined, reference)
                parts.append(queue.part(capacity))
            queue.serve(parts, self.tracks[0].plan.faced, cycle)


class _Places:
    """Where the people of one strategy wait: their rows, and the edges out of them by layer.

    A layer whose pathway lacks the service has no edge to it: its people wait for nothing.
    """

    def __init__(self, network: Network, queue: QueuePlan, n_ages: int) -> None:
        index = {node: row for row, node in enumerate(network.nodes)}
        served, stays = {}, {}
        for number, edge in enumerate(network.edges):
            source, target = network.nodes[edge.source], network.nodes[edge.target]
            if source.name == queue.state and target.name in (queue.service, _rewarded(queue)):
                served[edge.source] = number
            elif source.name == target.name == queue.state:
                stays[edge.source] = number
        waiting = [
            [index[Node(queue.state, layer, age)] for age in range(n_ages)]
            for layer in range(len(network.state_rows))
        ]
        waiting = [rows for rows in waiting if rows[0] in served]
        self.rows = [np.array(rows, dtype=np.intp) for rows in waiting]
        self.served = [np.array([served[r] for r in rows], dtype=np.intp) for rows in waiting]
        self.stays = [np.array([stays[r] for r in rows], dtype=np.intp) for rows in waiting]


def _rewarded(queue: QueuePlan) -> str:
    return f"{queue.state} → {queue.service}"


class _Queue:
    """One service of limited capacity in one block of draws."""

    def __init__(
        self,
        number: int,
        queue: QueuePlan,
        capacity: Sequence[Sequence[Value]],
        tracks: Sequence[Track],
    ) -> None:
        self.number, self.queue, self.capacity, self.tracks = number, queue, capacity, tracks
        plan = tracks[0].plan
        self.n_ages = sum(state == queue.state for state, _ in plan.positions)
        self.places = [_Places(track.network, queue, self.n_ages) for track in tracks]
        self.joined = [np.zeros(tracks[0].lanes) for _ in plan.environments]
        self.demand = np.zeros((self.n_ages, tracks[0].lanes))

    def capacity_now(self, shares: Shares, year: int) -> Value:
        """Return the capacity of an environment: that of its strategies, by their shares."""
        total: Value = 0.0
        for by_year, row in zip(self.capacity, shares, strict=True):
            total = total + row[min(year, len(row) - 1)] * by_year[year]
        return total

    def count(self, environment: int, cycle: int) -> None:
        """Count who waits in an environment, by how long, and who came since."""
        ages = min(cycle + 1, self.n_ages)
        self.demand[:] = 0.0
        waiting = np.zeros((ages, self.demand.shape[-1]))
        for track, places in zip(self.tracks, self.places, strict=True):
            for column in _columns(track, environment):
                for rows, edges in zip(places.rows, places.served, strict=True):
                    people = track.now[rows[:ages], column]
                    waiting += people
                    self.demand[:ages] += people * track.values.probability[edges[:ages], column]
        self.joined[environment] = self.joined[environment] + waiting[0]
        _note(self.tracks[0].totals, environment, self.number, cycle, waiting)

    def part(self, capacity: Value) -> Array:
        """Return the part of the demand that is served, by time waited: the oldest first."""
        so_far = np.cumsum(self.demand[::-1], axis=0)[::-1]
        left = np.maximum(capacity - (so_far - self.demand), 0.0)
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(self.demand > left, left / self.demand, 1.0)

    def serve(self, parts: Sequence[Array], faced: Sequence[int], cycle: int) -> None:
        """Let those who are not served stay where they wait."""
        ages = min(cycle + 1, self.n_ages)
        for track, places in zip(self.tracks, self.places, strict=True):
            assert track.year is not None
            values = track.values
            for column, (environment, *_) in enumerate(track.year.columns):
                part = parts[environment if environment >= 0 else faced[track.index]][:ages]
                for served, stay in zip(places.served, places.stays, strict=True):
                    wanted = values.probability[served[:ages], column]
                    stays = values.probability[stay[:ages], column]
                    given = wanted * part
                    values.replace(served[:ages], column, given)
                    values.replace(stay[:ages], column, stays + (wanted - given))


def _columns(track: Track, environment: int) -> list[int]:
    assert track.year is not None
    return [c for c, (where, *_) in enumerate(track.year.columns) if where == environment]


def _note(totals: Totals, environment: int, queue: int, cycle: int, waiting: Array) -> None:
    if cycle < totals.waiting.shape[2]:
        kept = totals.waiting.shape[-1]
        totals.waiting[environment, queue, cycle] = waiting[:, :kept].sum(axis=0)


def _ratio(joined: Array, reference: Array) -> Array:
    """Return how many came to wait for each who did in the reference, at most one."""
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(reference > 0.0, joined / reference, 1.0)
    return np.minimum(ratio, 1.0)
