"""The reference environment with a little less of one service, all else as it was."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from pathway_economics.engine.spending import spending
from pathway_economics.ledger import Ledger
from pathway_economics.outcomes import Outcomes
from pathway_economics.pathway import CapacityPool

Array = NDArray[np.float64]


def units_in(outcomes: Outcomes, service: str) -> Array:
    """Return the units of a service in the reference, shape (Y, D)."""
    rows = [row for row, line in enumerate(outcomes.lines) if line.name == service]
    total: Array = outcomes.activity[0, rows].sum(axis=0)
    return total


def fewer(
    base: Outcomes, services: Sequence[str], units: float, year: int, pools: Sequence[CapacityPool]
) -> Outcomes:
    """Return the reference, and an environment for each service with fewer units of it.

    Parameters
    ----------
    base
        A run, of which the reference is taken.
    services
        Services that have enough units.
    units
        How many less. [units]
    year
        Index of the budget year.
    pools
        Capacity pools, without steps.
    """
    shape = (1 + len(services), *base.shape[1:])

    def again(array: Array) -> Array:
        return np.repeat(array[:1], shape[0], axis=0)

    activity, value = again(base.activity), again(base.resource_value)
    for index, service in enumerate(services, start=1):
        rows = [row for row, line in enumerate(base.lines) if line.name == service]
        left = 1.0 - units / units_in(base, service)[year]
        activity[index, rows, year] *= left
        value[index, rows, year] *= left
    spent = spending(base.lines, activity, value, activity, pools, base.amounts, filled=False)
    programmes = [
        replace(e, amount=np.broadcast_to(e.amount, base.shape)[:1], activity=None, price=None)
        for e in base.ledger.entries
        if e.category != "resource"
    ]
    return replace(
        base,
        environments=(base.environments[0], *(f"{units:g} less of {name}" for name in services)),
        shares=again(base.shares),
        activity=activity,
        backfilled=again(base.backfilled) + spent.backfilled,
        resource_value=value,
        qalys=again(base.qalys),
        life_years=again(base.life_years),
        ledger=Ledger(base.ledger.accounts, shape, (*spent.entries, *programmes)),
        releases=spent.releases,
        value_cost=again(base.value_cost),
        value_qaly=again(base.value_qaly),
        traces=None,
    )
