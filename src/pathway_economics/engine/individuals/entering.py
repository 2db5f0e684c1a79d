"""How people come in, where they start, who follows the strategy and who stops."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pathway_economics.engine.individuals.group import Group, Index
from pathway_economics.engine.individuals.people import ABSENT
from pathway_economics.engine.individuals.values import TOLERANCE, Number
from pathway_economics.engine.individuals.walk import Walk, picked
from pathway_economics.engine.totals import Totals
from pathway_economics.parameters.expressions import Value

Array = NDArray[np.float64]


STEPS = {"start": (5**0.5 - 1) / 2, "uptake": 2**0.5 - 1}
"""Steps whose multiples, less their whole parts, share out 0 to 1 evenly for any number of
people [1]_: the two irrational numbers that fractions approximate worst, one for each purpose.

References
----------
.. [1] L. Kuipers and H. Niederreiter, Uniform Distribution of Sequences. Wiley, 1974.
"""


class Entering:
    """How people come in on one strategy: all of them at the start.

    Parameters
    ----------
    walk
        Who they are.
    strategy
        The strategy that they are on; of those in an environment, nothing.
    totals
        Where traces are written.
    """

    def __init__(self, walk: Walk, strategy: int, totals: Totals) -> None:
        self.walk, self.strategy, self.totals = walk, strategy, totals
        self.plan, self.people, self.values = walk.plan, walk.people, walk.values

    def begin(self, cycle: int) -> None:
        """Take up a cycle."""

    def happens(self, cycle: int) -> bool:
        """Return whether anybody enters or switches when a cycle begins."""
        return cycle == 0

    def closes(self, cycle: int) -> bool:
        """Return whether all that was counted must be valued when a cycle ends."""
        return cycle == self.plan.horizon.n_cycles - 1

    def enter(self, cycle: int) -> Index:
        """Let people in; return those who came, or took another route."""
        everyone = np.arange(len(self.people.code))
        self.start(everyone, self.strategy, self.plan.strategies[self.strategy].start, cycle)
        self.people.changed()
        return everyone

    def start(self, flat: Index, strategy: int, shares: Sequence[Number], cycle: int) -> None:
        """Put people in the states in which they start, on the route that they follow."""
        if not len(flat):
            return
        group = Group(self.people, flat)
        given = [self.values.of_cells(number) for number in shares]
        total = sum(given, start=0.0)
        place = f"strategy {self.plan.strategies[strategy].name!r}, start"
        self.sum_of_one(total, place)
        state = pick(self.spread("start", group), group, self.plan.states, given)
        code = self.route(group, strategy, cycle) * len(self.plan.states) + state
        self.people.put(flat, code.astype(np.int16), float(cycle))

    def sum_of_one(self, total: Value, place: str) -> None:
        """Refuse shares that do not sum to one."""
        array = np.asarray(total, dtype=np.float64)
        by_draw = array.reshape(-1, self.values.lanes) if array.ndim else array
        self.values.guard.between(by_draw, 1 - TOLERANCE, 1 + TOLERANCE, place, "a sum of one")

    def spread(self, purpose: str, group: Group) -> Array:
        """Return numbers between 0 and 1 that the people of a stratum share out evenly.

        Each is uniform, as luck is, but of any m people in a row about m times p fall below p,
        so that how many start in a state, or take up a strategy, is hardly left to luck.
        """
        first = self.walk.luck.uniform(purpose, 0, self.people.first_of_cell)
        place = self.people.rank.take(group.person) * STEPS[purpose] + first.take(group.cell)
        return np.asarray(place - np.floor(place))

    def route(self, group: Group, strategy: int, cycle: int) -> NDArray[np.int16]:
        """Return the route of each of a group who come to a strategy."""
        offer = self.plan.strategies[strategy]
        routes = np.full(len(group), strategy, dtype=np.int16)
        if offer.adherence is not None:
            share = self.values.of_cells(offer.adherence)
            follows = share.take(group.cell) if isinstance(share, np.ndarray) else share
            chance = self.walk.luck.uniform("adherence", cycle, group.where)
            routes[chance >= follows] = offer.fallback
        return routes

    def stop(self, cycle: int) -> Index:
        """Let those who follow a strategy stop as a cycle ends; return who did."""
        stopped = [
            self._stop(k, offer.stopping, offer.fallback, cycle)
            for k, offer in enumerate(self.plan.strategies)
            if offer.stopping is not None and self.may_be_on(k)
        ]
        return np.concatenate(stopped) if stopped else np.empty(0, dtype=np.intp)

    def may_be_on(self, strategy: int) -> bool:
        """Return whether anybody may be on a strategy."""
        return strategy == self.strategy

    def _stop(self, strategy: int, stopping: Number, fallback: int, cycle: int) -> Index:
        going, n_states = self.people.going(), len(self.plan.states)
        following = self.people.code.take(going) // n_states == strategy
        if self.people.on is not None:
            following &= self.people.on.take(going) == strategy
        group = Group(self.people, going.take(np.flatnonzero(following)))
        share = self.values.of_people(stopping, group)
        chance = self.walk.luck.uniform("stopping", cycle, group.where)
        gone = group.flat[chance < share]
        self.people.code[gone] += (fallback - strategy) * n_states
        return gone

    @property
    def traces(self) -> bool:
        """Whether traces are kept."""
        return bool(self.totals.occupancy.shape[-1])

    def trace(self, moment: int) -> None:
        """Note where people are, if traces are kept."""
        occupancy = self.totals.occupancy[self.strategy, :, moment]
        kept, n_states = occupancy.shape[-1], len(self.plan.states)
        if not kept:
            return
        lanes = self.people.lanes
        code = self.people.code.reshape(-1, lanes)[:, :kept]
        state = np.where(code == ABSENT, ABSENT, code % n_states)
        strata = self.people.strata
        for group, size in enumerate(strata.sizes):
            own = state[self.people.stratum == group]
            share = self.totals.subgroup_shares[group, :kept]
            for each in range(n_states):
                occupancy[each] += (own == each).sum(axis=0) * share / size


def pick(
    chance: Array, group: Group, names: Sequence[str], shares: Sequence[Value]
) -> NDArray[np.int16]:
    """Return which share each of a group falls in; nobody falls in one that is nothing.

    Shares stand side by side in the order of their names, so that no other order matters. What
    rounding leaves beyond their sum is the last one's that is anything, draw by draw.

    Parameters
    ----------
    chance : shape (m,)
        Uniform numbers.
    group
        Those who choose.
    names, shares
        What there is to choose, each share by cell or a number.
    """
    offered = [k for k, s in enumerate(shares) if isinstance(s, np.ndarray) or s > TOLERANCE]
    offered.sort(key=names.__getitem__)
    ends: list[Value] = []
    total: Value = 0.0
    for place, k in enumerate(offered[:-1]):
        total = total + shares[k]
        ends.append(np.where(_nothing(shares, offered[place + 1 :]), np.inf, total))
    taken = [end.take(group.cell) if end.ndim else end for end in map(np.asarray, ends)]
    return np.array(offered or [0], dtype=np.int16)[picked(chance, taken)]


def _nothing(shares: Sequence[Value], some: Sequence[int]) -> Value:
    """Return where some of the shares are all nothing."""
    parts = [np.asarray(shares[k]) <= TOLERANCE for k in some]
    return np.asarray(np.logical_and.reduce(np.broadcast_arrays(*parts)))
