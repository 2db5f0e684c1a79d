"""What a block of draws adds up to."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pathway_economics.engine.plan import Plan

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
)
"""Arrays of a ``Totals`` that go into ``Outcomes`` by the same names; draws stand last."""


class Totals:
    """Arrays of results for some draws, zero at first.

    They bear the names of ``Outcomes``; ``capacity`` is what each line takes up of its pool,
    shape (E, L, Y, D), or without lines where there are no pools. [measure per year]
    """

    def __init__(self, plan: Plan, providers: Sequence[str], n_draws: int) -> None:
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
        index = {provider: number for number, provider in enumerate(providers)}
        self._bearer = [index.get(line.provider or "") for line in plan.lines]

    def add_person(
        self,
        strategy: int,
        money: Sequence[tuple[int, Array]],
        qaly: Array,
        life: Array,
        column: int,
    ) -> None:
        """Add the discounted costs and health of the one person followed per strategy."""
        for line, amount in money:
            self.cost[strategy] += amount[column]
            bearer = self._bearer[line]
            if bearer is not None:
                self.cost_by_provider[strategy, bearer] += amount[column]
        self.qaly[strategy] += qaly
        self.life_year[strategy] += life

    def add_value(
        self,
        environment: int,
        money: Sequence[tuple[int, Array]],
        qaly: Array,
        column: int,
        people: float,
    ) -> None:
        """Add the discounted costs and health of a column, for each of so many people."""
        for _, amount in money:
            self.value_cost[environment] += amount[column] * people
        self.value_qaly[environment] += qaly[column] * people

    def place(self, part: "Totals", start: int, width: int) -> None:
        """Write the first ``width`` draws of a block at ``start``."""
        for name in (*FIELDS, "capacity"):
            getattr(self, name)[..., start : start + width] = getattr(part, name)[..., :width]
