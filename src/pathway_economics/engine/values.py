"""The numbers of one strategy in one block: probabilities and rewards, kept current.

Each cycle only the expressions that changed are computed. What only draws can show
is counted here and refused when the run ends; nothing is clipped.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from pathway_economics.engine.plan import StrategyPlan
from pathway_economics.engine.program import Memo
from pathway_economics.engine.schedule import Year
from pathway_economics.parameters.expressions import Value

Array = NDArray[np.float64]

TOLERANCE = 1e-9
"""How far rounding may take a probability outside [0, 1], or a sum from one."""

BOUNDS = (-TOLERANCE, 1.0 + TOLERANCE)

ANY = 1e300
"""No bound: a remainder above one follows from a link below zero, which is told already."""


@dataclass(slots=True)
class Refusals:
    """Draws in which a number is impossible, by place.

    Attributes
    ----------
    draws
        Number of draws concerned, by place and what is wrong.
    worst
        The value furthest from what is right.
    """

    draws: dict[tuple[str, str], int] = field(default_factory=dict)
    worst: dict[tuple[str, str], float] = field(default_factory=dict)

    def merge(self, other: "Refusals") -> None:
        """Add the refusals of another block."""
        for key, count in other.draws.items():
            self.draws[key] = self.draws.get(key, 0) + count
            mine, theirs = self.worst.get(key, 0.0), other.worst[key]
            self.worst[key] = theirs if not abs(theirs) <= abs(mine) else mine


class Guard:
    """Counts the draws of one block in which some number is impossible."""

    def __init__(self, lanes: int, used: int | None = None) -> None:
        self.used = lanes if used is None else used  # the others only fill up the vector
        self.wrong: dict[tuple[str, str], NDArray[np.bool_]] = {}
        self.worst: dict[tuple[str, str], float] = {}

    def between(self, values: Value, low: float, high: float, place: str, rule: str) -> None:
        """Note the draws in which a value is not a number from ``low`` to ``high``."""
        array = np.asarray(values)
        if array.ndim:
            array = array[..., : self.used]
        if array.size and low <= array.min() and array.max() <= high and high < np.inf:
            return
        with np.errstate(invalid="ignore"):
            bad = ~((array >= low) & (array <= high) & np.isfinite(array))
        if not bad.any():
            return
        key = (place, rule)
        lanes = np.broadcast_to(bad, np.broadcast_shapes(bad.shape, (1,))).reshape(
            -1, bad.shape[-1] if bad.ndim else 1
        )
        mask = self.wrong.setdefault(key, np.zeros(self.used, dtype=bool))
        mask |= lanes.any(axis=0)
        extreme = array[bad]
        middle = (low + high) / 2 if abs(low) < ANY > high else 0.0
        furthest = float(extreme[np.argmax(np.abs(extreme - middle))])
        known = self.worst.get(key)
        if known is None or not abs(furthest - middle) <= abs(known - middle):
            self.worst[key] = furthest

    def refusals(self) -> Refusals:
        """Return the number of draws concerned, and the worst value, by place."""
        draws = {key: int(mask.sum()) for key, mask in self.wrong.items()}
        return Refusals(draws, dict(self.worst))


class Values:
    """Probabilities and rewards of one strategy in one block of draws."""

    def __init__(
        self,
        plan: StrategyPlan,
        memo: Memo,
        lanes: int,
        guard: Guard,
        *,
        queued: bool = False,
    ) -> None:
        self.plan = plan
        self.queued = queued  # those of different environments wait for different times
        self.memo = memo
        self.lanes = lanes
        self.guard = guard
        self.n_edges = len(plan.network.edges)
        self.probability = np.empty((self.n_edges, 1, lanes))
        self.rewards: list[Array | float] = []  # by slot; those of edges stay unused
        self.ids: NDArray[np.int32] = np.empty((0, 0, 0), dtype=np.int32)
        self.before: NDArray[np.int32] = np.empty((0, 0), dtype=np.int32)
        self.first_cycle = 0
        self.aside: list[tuple[NDArray[np.intp], int, Array]] = []

    def replace(self, edges: NDArray[np.intp], column: int, probability: Array) -> None:
        """Set probabilities of one column for this cycle only."""
        self.aside.append((edges, column, self.probability[edges, column]))
        self.probability[edges, column] = probability

    def begin_year(self, year: Year, first_cycle: int, n_cycles: int) -> None:
        """Look up the expressions of a year's columns; what they say is computed later."""
        speakers = year.columns[:1] if year.alike and not self.queued else year.columns
        before = self.ids[:, :, -1] if self.ids.size else None
        cycles = slice(first_cycle, first_cycle + n_cycles)
        self.ids = np.stack(
            [self.plan.schedule.ids[group[1:]][:, cycles] for group in speakers], axis=1
        )
        self.first_cycle = first_cycle
        width = len(speakers)
        same_width = before is not None and before.shape[1] == width
        if before is not None and same_width:
            self.before = before
        else:
            self.before = np.full((len(self.ids), width), -1, dtype=np.int32)
            self.probability = np.empty((self.n_edges, width, self.lanes))
            self.aside.clear()
            self.rewards = [0.0] * len(self.ids)

    def changes(self, cycle: int) -> bool:
        """Return whether any reward differs from the cycle before."""
        now, before = self._around(cycle)
        return bool((now[self.n_edges :] != before[self.n_edges :]).any())

    def _around(self, cycle: int) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        local = cycle - self.first_cycle
        return self.ids[:, :, local], self.before if local == 0 else self.ids[:, :, local - 1]

    def update(self, cycle: int) -> None:
        """Compute what changed since the cycle before."""
        now, before = self._around(cycle)
        changed = now != before
        while self.aside:
            edges, column, probability = self.aside.pop()
            self.probability[edges, column] = probability
        if not changed.any():
            return
        moved: dict[int, NDArray[np.bool_]] = {}
        for slot in map(int, np.flatnonzero(changed.any(axis=1))):
            if slot >= self.n_edges:
                self.rewards[slot] = self._reward(slot, now[slot])
                continue
            edge = self.plan.network.edges[slot]
            if edge.probability is not None:
                self._move(slot, now[slot], changed[slot])
            columns = moved.setdefault(edge.source, np.zeros(changed.shape[1], dtype=bool))
            columns |= changed[slot]
        for source, columns in moved.items():
            self._balance(source, slice(None) if columns.all() else np.flatnonzero(columns))
        self.memo.end_cycle()

    def _move(self, edge: int, numbers: NDArray[np.int32], changed: NDArray[np.bool_]) -> None:
        """Fill the probabilities of one edge in the columns in which they changed."""
        filled = self.probability[edge]
        for column in np.flatnonzero(changed).tolist():
            filled[column] = self.memo.value(self.plan.first + int(numbers[column]))
        where = filled if changed.all() else filled[changed]
        self.guard.between(where, *BOUNDS, self._place(edge), "a probability in [0, 1]")

    def _reward(self, slot: int, numbers: NDArray[np.int32]) -> Array | float:
        found = [self.memo.value(self.plan.first + int(number)) for number in numbers]
        least, most = self.plan.bounds[slot]
        rule = _rule(least, most)
        for value in found:
            self.guard.between(value, least, most, self._place(slot), rule)
        if len(found) == 1:
            return found[0] if isinstance(found[0], float) else np.asarray(found[0])
        return np.stack([np.broadcast_to(value, (self.lanes,)) for value in found])

    def _balance(self, source: int, columns: slice | NDArray[np.intp]) -> None:
        """Fill the edge that takes what the others of a source leave, or check their sum."""
        network = self.plan.network
        if source in network.remainders:
            edge, others = network.remainders[source]
            rest = np.ones_like(self.probability[edge, columns])
            for other in others:
                rest -= self.probability[other, columns]
            self.probability[edge, columns] = rest
            rule = "0 or more: links sum to above 1"
            self.guard.between(rest, -TOLERANCE, ANY, self._place(edge), rule)
        elif source in network.complete:
            edges = list(network.complete[source])
            total = self.probability[edges][:, columns].sum(axis=0)
            place = self._named(f"links out of {network.names[source]}")
            self.guard.between(total, 1 - TOLERANCE, 1 + TOLERANCE, place, "a sum of one")

    def _place(self, slot: int) -> str:
        return self._named(self.plan.places[slot])

    def _named(self, place: str) -> str:
        return f"strategy {self.plan.name!r}, {place}"


def _rule(least: float, most: float) -> str:
    if most < np.inf:
        return f"a number from {least:g} to {most:g}"
    return "a number of at least 0" if least == 0.0 else "a finite number"
