"""Recurrent and non-recurrent money: what goes on, and what is for once or for a while."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from pathway_economics.evaluate.statistics import interval
from pathway_economics.ledger import Entry, Ledger
from pathway_economics.outcomes import Settlement, standard_error

if TYPE_CHECKING:
    import pandas as pd

Array = NDArray[np.float64]

KINDS = {"recurrent": True, "non-recurrent": False}
"""Kinds of money, and whether they go on year after year."""


def recurrent(settlement: Settlement, environment: str | None = None) -> "pd.DataFrame":
    """Return each party's net cash by year, recurrent and non-recurrent apart.

    Parameters
    ----------
    settlement
        Who owes whom.
    environment
        Name of one environment; all of them if omitted.

    Returns
    -------
    DataFrame
        One row per environment, party, budget year and kind, ``"recurrent"`` or
        ``"non-recurrent"``: the mean over draws, its standard error and the 95 % interval,
        undiscounted. The two kinds add up to the party's position.
    """
    import pandas as pd

    outcomes = settlement.outcomes
    names = outcomes.environments
    chosen = range(len(names)) if environment is None else (outcomes.environment(environment),)
    rows = []
    for party in outcomes.parties:
        net = {kind: net_cash(settlement.ledger, party, on) for kind, on in KINDS.items()}
        rows += [
            (e, settlement.name, names[e], party, year, kind, outcomes.currency)
            + _told(net[kind][e, y])
            for e in chosen
            for y, year in enumerate(outcomes.years)
            for kind in KINDS
        ]
    columns = ["_environment", "arrangement", "environment", "party", "year", "kind", "unit"]
    table = pd.DataFrame(rows, columns=[*columns, "mean", "se", "low", "high"])
    ordered = table.sort_values("_environment", kind="stable", ignore_index=True)
    return ordered.drop(columns="_environment")


def net_cash(ledger: Ledger, account: str, goes_on: bool) -> Array:
    """Return what an account received less what it paid in entries of one kind, (E, Y, D)."""
    entries: tuple[Entry, ...] = tuple(e for e in ledger.entries if e.recurrent == goes_on)
    return Ledger(ledger.accounts, ledger.shape, entries).position(account)


def _told(draws: Array) -> tuple[float, float, float, float]:
    low, high = interval(draws)
    return float(draws.mean()), float(standard_error(draws)), float(low), float(high)
