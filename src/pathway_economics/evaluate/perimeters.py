"""Three perimeters: the public purse, with the supplier, and society with health valued."""

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from pathway_economics.evaluate.comparison import (
    REFERENCE,
    all_proposed,
    check_same_draws,
    check_threshold,
    tolerance,
)
from pathway_economics.evaluate.payoffs import WINDOW, payoff
from pathway_economics.evaluate.statistics import ROUNDING, summary
from pathway_economics.horizon import Rates
from pathway_economics.outcomes import Outcomes, Settlement
from pathway_economics.parties import PUBLIC_ROLES

if TYPE_CHECKING:
    import pandas as pd

Array = NDArray[np.float64]

DISCOUNTED = "budget window, discounted"


def members(outcomes: Outcomes) -> dict[str, tuple[str, ...]]:
    """Return the parties within each perimeter; each holds the one before it."""
    roles = {name: party.role for name, party in outcomes.parties.items()}
    purse = tuple(name for name, role in roles.items() if role in PUBLIC_ROLES)
    supplied = tuple(name for name, role in roles.items() if name in purse or role == "supplier")
    return {"public purse": purse, "plus supplier": supplied, "societal": tuple(roles)}


def perimeters(
    settlement: Settlement,
    status_quo: Settlement,
    environment: str | None = None,
    threshold: float | None = None,
) -> "pd.DataFrame":
    """Return the payoff of the public purse, with the supplier, and of society.

    Parameters
    ----------
    settlement
        The proposal.
    status_quo
        The arrangement it is compared with, settled on the same outcomes.
    environment
        Name of one environment; all but the reference if omitted.
    threshold
        Value of a QALY; with one, society's net benefit is added. [currency per QALY]

    Returns
    -------
    DataFrame
        One row per environment, perimeter, measure and period, over the open population of
        the budget window. ``perimeter`` is ``"public purse"`` (commissioners, providers
        and local authorities), ``"plus supplier"`` or ``"societal"`` (every party).
        ``measure`` is ``"cash"``; for society also ``"QALY"`` and, with a threshold,
        ``"net benefit"``. ``period`` is a budget year, ``"budget window"`` (undiscounted)
        or ``"budget window, discounted"`` (at the model's rates from the start of the first
        year). ``se`` is the standard error of the mean; ``low`` and ``high`` hold 95 % of the
        draws.
    """
    import pandas as pd

    check_same_draws(settlement, status_quo)
    check_threshold(threshold)
    outcomes = settlement.outcomes
    cash = {name: payoff(settlement, status_quo, name) for name in outcomes.parties}
    zero = tolerance((settlement, status_quo), outcomes.parties)
    rows: list[dict[str, Any]] = []
    for e in all_proposed(outcomes, environment):
        label = {"arrangement": settlement.name, "environment": outcomes.environments[e]}
        for perimeter, parties in members(outcomes).items():
            total = sum((cash[name][e] for name in parties), np.zeros(outcomes.shape[1:]))
            periods = _periods(total, outcomes, outcomes.horizon.discount_costs)
            where = label | {"perimeter": perimeter}
            rows += _rows(where | {"measure": "cash"}, outcomes, periods, zero)
        rows += _health_rows(where, outcomes, e, periods, threshold, zero)
    return pd.DataFrame(rows)


def _health_rows(
    where: dict[str, str],
    outcomes: Outcomes,
    environment: int,
    cash: Array,
    threshold: float | None,
    zero: float,
) -> list[dict[str, Any]]:
    """Return the rows of society's health and net benefit."""
    gain = outcomes.qalys[environment] - outcomes.qalys[REFERENCE]
    health = _periods(gain, outcomes, outcomes.horizon.discount_health)
    noise = ROUNDING * float(np.abs(outcomes.qalys).max(initial=0.0))
    rows = _rows(where | {"measure": "QALY"}, outcomes, health, noise, unit="QALY")
    if threshold is not None:
        benefit = cash + threshold * health
        worth = zero + threshold * noise
        rows += _rows(where | {"measure": "net benefit"}, outcomes, benefit, worth)
    return rows


def _periods(yearly: Array, outcomes: Outcomes, rate: float | Rates) -> Array:
    """Return years, budget window and discounted window, shape (Y + 2, D)."""
    weights = outcomes.horizon.factors(rate, np.arange(yearly.shape[0]))
    discounted = (yearly * weights[:, None]).sum(axis=0)
    return np.concatenate([yearly, [yearly.sum(axis=0), discounted]])


def _rows(
    where: dict[str, str], outcomes: Outcomes, periods: Array, zero: float, unit: str | None = None
) -> list[dict[str, Any]]:
    told = summary(periods, zero)
    return [
        where
        | {"period": period, "unit": unit or outcomes.currency}
        | {name: float(values[y]) for name, values in told.items()}
        for y, period in enumerate((*outcomes.years, WINDOW, DISCOUNTED))
    ]
