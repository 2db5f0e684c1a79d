"""What one walk of people needs: their route, their luck and where it is counted."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pathway_economics.engine.individuals.group import Group
from pathway_economics.engine.individuals.luck import Luck
from pathway_economics.engine.individuals.people import People
from pathway_economics.engine.individuals.plan import PeoplePlan
from pathway_economics.engine.individuals.routes import Stop
from pathway_economics.engine.individuals.tally import Tally
from pathway_economics.engine.individuals.values import TOLERANCE, Values
from pathway_economics.engine.values import ANY
from pathway_economics.parameters.expressions import Value

Array = NDArray[np.float64]
Choice = NDArray[np.int8]


ABOVE_ONE = "0 or more: links sum to above 1"


class Walk:
    """People on their way through the routes of a plan.

    Parameters
    ----------
    plan
        The plan of the run.
    people, values, luck, tally
        Who they are, the numbers they meet, what befalls them, and where it is counted.
    """

    def __init__(
        self, plan: PeoplePlan, people: People, values: Values, luck: Luck, tally: Tally
    ) -> None:
        self.plan, self.people, self.values = plan, people, values
        self.luck, self.tally = luck, tally
        self.n_states = len(plan.states)
        self.index = {state: number for number, state in enumerate(plan.states)}
        self._fixed: dict[Stop, list[Value]] = {}
        self._present: dict[Stop, list[Value]] = {}

    def begin(self, cycle: int) -> None:
        """Take up a cycle."""
        self.values.begin(cycle)
        self._present.clear()

    def stop_of(self, code: int) -> tuple[int, Stop]:
        """Return the route and the state that a code stands for."""
        route, state = divmod(code, self.n_states)
        return route, self.plan.routes[route].states[state]

    def choose(self, stop: Stop, group: Group, chance: Array) -> Choice:
        """Return the way that each of a group takes; one beyond the last for none.

        Parameters
        ----------
        stop
            Where they are.
        group
            Those who choose.
        chance : shape (m,)
            Uniform numbers.
        """
        chances = [way.chance for way in stop.ways if way.chance is not None]
        if self.values.is_personal(*chances):
            shares = [self.values.of_people(number, group) for number in chances]
            ends = self._ends(stop, shares, group)
            return picked(chance, ends)
        memory = self._present if any(n.changes for n in chances) else self._fixed
        if stop not in memory:
            memory[stop] = self._ends(stop, [self.values.of_cells(n) for n in chances], None)
        ends = [e.take(group.cell) if isinstance(e, np.ndarray) else e for e in memory[stop]]
        return picked(chance, ends)

    def _ends(self, stop: Stop, shares: Sequence[Value], group: Group | None) -> list[Value]:
        """Return where the share of each way ends, and refuse what is impossible."""
        ends: list[Value] = []
        total: Value = 0.0
        for share in shares:
            total = total + share
            ends.append(total)
        where = f"strategy {self._owner(stop)!r}"
        if any(way.chance is None for way in stop.ways):
            place, rule = f"{where}, link {stop.name} → {stop.ways[-1].target}", ABOVE_ONE
            self._between(1.0 - total, -TOLERANCE, ANY, place, rule, group)
        elif stop.is_state:
            place = f"{where}, remainder of {stop.name}"
            self._between(1.0 - total, -TOLERANCE, ANY, place, ABOVE_ONE, group)
        else:
            place, low, high = f"{where}, links out of {stop.name}", 1 - TOLERANCE, 1 + TOLERANCE
            self._between(total, low, high, place, "a sum of one", group)
            ends.pop()  # what rounding leaves is the last way's
        return ends

    def _owner(self, stop: Stop) -> str:
        return next(route.name for route in self.plan.routes if stop in route.stops)

    def _between(
        self, value: Value, low: float, high: float, place: str, rule: str, group: Group | None
    ) -> None:
        array = np.asarray(value, dtype=np.float64)
        if group is not None and array.ndim:
            self.values.refuse(array, group, low, high, place, rule)
            return
        by_draw = array.reshape(-1, self.values.lanes) if array.ndim else array
        self.values.guard.between(by_draw, low, high, place, rule)


def picked(chance: Array, ends: Sequence[Value]) -> Choice:
    """Return in which share each uniform number falls, given where the shares end.

    Examples
    --------
    >>> picked(np.array([0.05, 0.25, 0.95]), [0.1, 0.3])
    array([0, 1, 2], dtype=int8)
    """
    choice = np.zeros(len(chance), dtype=np.int8)
    for end in ends:
        choice += chance >= end
    return choice
