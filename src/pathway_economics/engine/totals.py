"""What a block of draws adds up to."""

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from pathway_economics.horizon import Horizon
from pathway_economics.parameters.expressions import Value

Array = NDArray[np.float64]

FIELDS = (
    "activity",
    "resource_value",
    "qalys",
    "life_years",
    "cost",
    "qaly",
    "life_year",
    "cost_by_provider",
    "value_cost",
    "value_qaly",
    "subgroup_shares",
    "subgroup_cost",
    "subgroup_qaly",
    "subgroup_life_year",
)
"""Arrays of a ``Totals`` that go into ``Outcomes`` by the same names; draws stand last."""


class Line(Protocol):
    """What the totals need to know of a line of spending."""

    @property
    def provider(self) -> str | None:
        """Party that bears its cost."""


class Laid(Protocol):
    """What the totals need to know of a plan, of whichever engine."""

    @property
    def horizon(self) -> Horizon:
        """Cycles and years."""

    @property
    def environments(self) -> Sequence[Any]:
        """Environments, which have budgets."""

    @property
    def strategies(self) -> Sequence[Any]:
        """Strategies."""

    @property
    def states(self) -> Sequence[str]:
        """Names of states."""

    @property
    def lines(self) -> Sequence[Line]:
        """Lines of spending."""

    @property
    def queues(self) -> Sequence[Any]:
        """Services for which people wait."""

    @property
    def budget_years(self) -> int:
        """Years of the budget window."""

    @property
    def window(self) -> int:
        """Cycles of the budget window."""

    @property
    def n_subgroups(self) -> int:
        """Number of subgroups, or one if there are none."""

    @property
    def has_pools(self) -> bool:
        """Whether services take up pools of capacity."""


class Totals:
    """Arrays of results for some draws, zero at first.

    They bear the names of ``Outcomes``; ``capacity`` is what each line takes up of its pool,
    shape (E, L, Y, D), or without lines where there are no pools. [measure per year]
    ``occupancy`` and ``waiting`` are those of ``Traces``, with the draws that are kept.
    """

    def __init__(
        self, plan: Laid, providers: Sequence[str], n_draws: int, n_traced: int = 0
    ) -> None:
        e, k = len(plan.environments), len(plan.strategies)
        n_lines, y = len(plan.lines), plan.budget_years
        self.activity = np.zeros((e, n_lines, y, n_draws))
        self.resource_value = np.zeros((e, n_lines, y, n_draws))
        self.capacity = np.zeros((e, n_lines if plan.has_pools else 0, y, n_draws))
        self.qalys = np.zeros((e, y, n_draws))
        self.life_years = np.zeros((e, y, n_draws))
        self.cost = np.zeros((k, n_draws))
        self.qaly = np.zeros((k, n_draws))
        self.life_year = np.zeros((k, n_draws))
        self.cost_by_provider = np.zeros((k, len(providers), n_draws))
        self.value_cost = np.zeros((e, n_draws))
        self.value_qaly = np.zeros((e, n_draws))
        g = plan.n_subgroups
        self.subgroup_shares = np.ones((g, n_draws))
        self.subgroup_cost = np.zeros((k, g, n_draws))
        self.subgroup_qaly = np.zeros((k, g, n_draws))
        self.subgroup_life_year = np.zeros((k, g, n_draws))
        n_states = len(plan.states)
        self.occupancy = np.zeros((k, n_states, plan.horizon.n_cycles + 1, n_traced))
        self.waiting = np.zeros((e, len(plan.queues), plan.window, n_traced))
        self._groups: list[Array | float] = [1.0] * g
        index = {provider: number for number, provider in enumerate(providers)}
        self._bearer = [index.get(line.provider or "") for line in plan.lines]

    def share_out(self, shares: Sequence[Value]) -> None:
        """Note the share of each subgroup."""
        self._groups = [
            share if isinstance(share, float) else np.asarray(share) for share in shares
        ]
        for group, share in enumerate(shares):
            self.subgroup_shares[group] = share

    def share(self, groups: Sequence[int]) -> Array | float:
        """Return the share of some subgroups together; that of all of them is one."""
        if len(groups) == len(self._groups):
            return 1.0
        return sum((self._groups[group] for group in groups), start=0.0)

    def add_person(
        self,
        strategy: int,
        groups: Sequence[int],
        money: Sequence[tuple[int, Array]],
        qaly: Array,
        life: Array,
        column: int,
    ) -> None:
        """Add the discounted costs and health of one person of some subgroups, all alike."""
        share = self.share(groups)
        only = isinstance(share, float) and share == 1.0
        cost: Array | float = 0.0
        for line, amount in money:
            cost = cost + amount[column]
            bearer = self._bearer[line]
            if bearer is not None:
                part = amount[column] if only else amount[column] * share
                self.cost_by_provider[strategy, bearer] += part
        self.cost[strategy] += cost if only else cost * share
        self.qaly[strategy] += qaly if only else qaly * share
        self.life_year[strategy] += life if only else life * share
        for group in groups:
            self.subgroup_cost[strategy, group] += cost
            self.subgroup_qaly[strategy, group] += qaly
            self.subgroup_life_year[strategy, group] += life

    def add_value(
        self,
        environment: int,
        money: Sequence[tuple[int, Array]],
        qaly: Array,
        column: int,
        people: Array | float,
    ) -> None:
        """Add the discounted costs and health of a column, for each of so many people."""
        for _, amount in money:
            self.value_cost[environment] += amount[column] * people
        self.value_qaly[environment] += qaly[column] * people

    def place(self, part: "Totals", start: int, width: int) -> None:
        """Write the first ``width`` draws of a block at ``start``."""
        for name in (*FIELDS, "capacity"):
            getattr(self, name)[..., start : start + width] = getattr(part, name)[..., :width]
        for name in ("occupancy", "waiting"):
            target = getattr(self, name)
            kept = min(width, target.shape[-1] - start)
            if kept > 0:
                target[..., start : start + kept] = getattr(part, name)[..., :kept]
