"""Results of people, and how they become the totals of a run.

Nothing else here knows ``Totals``.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pathway_economics.engine.individuals.tally import Kinds
from pathway_economics.engine.totals import Totals
from pathway_economics.outcomes import Line

Array = NDArray[np.float64]


class StrategyBook:
    """Discounted costs and health of those who start on one strategy.

    Parameters
    ----------
    lines
        Of the model.
    providers
        Parties, which bear their costs.
    kinds
        How what happens is weighed.
    n_cells
        Number of cells: strata times draws.
    """

    def __init__(
        self, lines: Sequence[Line], providers: Sequence[str], kinds: Kinds, n_cells: int
    ) -> None:
        index = {provider: number for number, provider in enumerate(providers)}
        self.bearer = [index.get(line.provider or "", len(index)) for line in lines]
        self.kinds = kinds
        self.costs = np.zeros((len(index) + 1, n_cells))
        self.qalys, self.years = np.zeros(n_cells), np.zeros(n_cells)

    def line(self, line: int, activity: Array, money: Array | None, taken: Array | None) -> None:
        """Add what a line costs."""
        if money is not None:
            self.costs[self.bearer[line]] += money[self.kinds.cost]

    def health(self, qalys: Array) -> None:
        """Add health."""
        self.qalys += qalys[self.kinds.health]

    def life(self, years: Array) -> None:
        """Add time lived."""
        self.years += years[self.kinds.health]

    def close(self, totals: Totals, strategy: int, sizes: Sequence[int]) -> None:
        """Write means per person, by subgroup and weighted by their shares."""
        for group, size in enumerate(sizes):
            lanes = slice(group * totals.cost.shape[-1], (group + 1) * totals.cost.shape[-1])
            costs = self.costs[:, lanes] / size
            share = totals.subgroup_shares[group]
            found = {
                "cost": costs.sum(axis=0),
                "qaly": self.qalys[lanes] / size,
                "life_year": self.years[lanes] / size,
            }
            for name, each in found.items():
                getattr(totals, f"subgroup_{name}")[strategy, group] = each
                getattr(totals, name)[strategy] += each * share
            totals.cost_by_provider[strategy] += costs[:-1] * share


class EnvironmentBook:
    """What happens in one environment: budgets by year, and the value of all who start.

    Parameters
    ----------
    totals
        Where it is written.
    environment
        Which one.
    people : shape (cell,)
        How many people each person of a cell stands for.
    kinds
        How what happens is weighed.
    """

    def __init__(self, totals: Totals, environment: int, people: Array, kinds: Kinds) -> None:
        self.totals, self.environment, self.people, self.kinds = totals, environment, people, kinds
        self.lanes = totals.cost.shape[-1]
        self.year: int | None = 0

    def _all(self, amounts: Array) -> Array:
        """Return amounts per person, shape (cell,), for all people together, by draw."""
        total: Array = np.add.reduce((amounts * self.people).reshape(-1, self.lanes), axis=0)
        return total

    def line(self, line: int, activity: Array, money: Array | None, taken: Array | None) -> None:
        """Add activity of a line, what it costs, and what it takes of its pool."""
        totals, e, year, budget = self.totals, self.environment, self.year, self.kinds.budget
        if money is not None:
            totals.value_cost[e] += self._all(money[self.kinds.cost])
        if year is None or budget is None:
            return
        totals.activity[e, line, year] += self._all(activity[budget])
        if money is not None:
            totals.resource_value[e, line, year] += self._all(money[budget])
        if taken is not None:
            totals.capacity[e, line, year] += self._all(taken[budget])

    def health(self, qalys: Array) -> None:
        """Add health."""
        self.totals.value_qaly[self.environment] += self._all(qalys[self.kinds.health])
        if self.year is not None and self.kinds.budget is not None:
            self.totals.qalys[self.environment, self.year] += self._all(qalys[self.kinds.budget])

    def life(self, years: Array) -> None:
        """Add time lived."""
        if self.year is not None and self.kinds.budget is not None:
            lived = self._all(years[self.kinds.budget])
            self.totals.life_years[self.environment, self.year] += lived
