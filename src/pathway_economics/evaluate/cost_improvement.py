"""Cost improvement: what a change brings towards what a provider must find."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from pathway_economics.errors import InvalidModel, UnknownName
from pathway_economics.evaluate.comparison import REFERENCE, all_proposed, check_same_draws
from pathway_economics.evaluate.recurrent import KINDS, net_cash
from pathway_economics.outcomes import Outcomes, Settlement

if TYPE_CHECKING:
    import pandas as pd

Array = NDArray[np.float64]


def cost_improvement(
    settlement: Settlement,
    status_quo: Settlement,
    provider: str,
    target: float | Sequence[float],
    environment: str | None = None,
) -> "pd.DataFrame":
    """Return what a change brings a provider towards its cost improvement target.

    Parameters
    ----------
    settlement
        The proposal.
    status_quo
        The arrangement it is compared with, settled on the same outcomes.
    provider
        Name of the party that has the target.
    target
        What it must find in each year; one number for every year, or one per year.
        [currency per year]
    environment
        Name of one environment; all but the reference if omitted.

    Returns
    -------
    DataFrame
        One row per environment and budget year, means over draws, undiscounted.
        ``recurrent`` and ``non_recurrent`` are what the change leaves the provider with,
        its payoff, by whether the money goes on: spending that leaves it less income that
        it loses. ``cash_releasing`` is the spending alone. ``gap`` is the target less both
        kinds, and ``recurrent_gap`` the target less the recurrent kind; ``p_met`` is the
        share of draws in which there is no gap.
    """
    import pandas as pd

    check_same_draws(settlement, status_quo)
    outcomes = settlement.outcomes
    if provider not in outcomes.parties:
        raise UnknownName("party", provider, outcomes.parties)
    wanted = _by_year(target, len(outcomes.years))
    change = {
        kind: net_cash(settlement.ledger, provider, on)
        - net_cash(status_quo.ledger, provider, on)[REFERENCE]
        for kind, on in KINDS.items()
    }
    released = _released(outcomes, provider)
    rows = []
    for e in all_proposed(outcomes, environment):
        for y, year in enumerate(outcomes.years):
            goes_on, once = (change[kind][e, y] for kind in KINDS)
            gap = wanted[y] - goes_on - once
            rows.append(
                {
                    "environment": outcomes.environments[e],
                    "party": provider,
                    "year": year,
                    "unit": outcomes.currency,
                    "target": float(wanted[y]),
                    "cash_releasing": float(released[e, y].mean()),
                    "recurrent": float(goes_on.mean()),
                    "non_recurrent": float(once.mean()),
                    "gap": float(gap.mean()),
                    "recurrent_gap": float(wanted[y] - goes_on.mean()),
                    "p_met": float((gap <= 0.0).mean()),
                }
            )
    return pd.DataFrame(rows)


def _by_year(target: float | Sequence[float], n_years: int) -> Array:
    given = np.asarray(target, dtype=np.float64)
    if given.ndim > 1 or (given.ndim == 1 and len(given) != n_years):
        raise InvalidModel(
            f"target={target!r}, but there are {n_years} budget years; give one number, or one "
            "for each."
        )
    if not ((given >= 0.0) & np.isfinite(given)).all():
        raise InvalidModel(f"target={target!r}, but it must be zero or more.")
    return np.broadcast_to(given, (n_years,))


def _released(outcomes: Outcomes, party: str) -> Array:
    total = np.zeros(outcomes.shape)
    for release in outcomes.releases:
        if release.party == party:
            total += release.cash_releasing
    return total
