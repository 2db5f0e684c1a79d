"""What becomes cash when a provider does less: the arithmetic of wards."""

from typing import TYPE_CHECKING, Any

import numpy as np

from pathway_economics.evaluate.comparison import all_proposed
from pathway_economics.evaluate.payoffs import WINDOW
from pathway_economics.evaluate.statistics import interval
from pathway_economics.outcomes import Outcomes, Release

if TYPE_CHECKING:
    import pandas as pd

MONEY = ("reduction", "cash_releasing", "non_cash_releasing", "cost_avoidance")


def released(outcomes: Outcomes, environment: str | None = None) -> "pd.DataFrame":
    """Return what became of each change in resource value, by party, pool and year.

    Parameters
    ----------
    outcomes
        What a run returned.
    environment
        Name of one environment; all but the reference if omitted.

    Returns
    -------
    DataFrame
        One row per environment, party, capacity pool and budget year, and one for the
        ``"budget window"``; all figures are means over draws and undiscounted.
        ``reduction = cash_releasing + non_cash_releasing``; ``cost_avoidance`` is how much
        of the reduction is avoided growth, never more than the mean reduction and never
        on care that is added. ``cash_releasing_low`` and ``_high`` hold 95 %
        of the draws.

        Ward arithmetic, for single years: ``freed`` units of the ``measure`` (bed-days,
        say) against a whole ``step``; ``steps_freed``, their ratio; ``closed`` whole steps,
        which count slack at the start and wait for the lag; ``p_whole_step``, the share of
        draws in which at least one is closed. They are NaN without a step. ``pool`` is
        empty for a line in no pool; ``service`` then names it, and is empty for a pool.
    """
    import pandas as pd

    rows = [
        {"environment": outcomes.environments[e], "party": release.party}
        | {"pool": release.pool, "service": release.line}
        | {"period": period, "unit": outcomes.currency}
        | _money(release, e, years)
        | _ward(release, e, years)
        for e in all_proposed(outcomes, environment)
        for release in outcomes.releases
        for period, years in _periods(outcomes)
    ]
    return pd.DataFrame(rows)


def _periods(outcomes: Outcomes) -> list[tuple[str, slice]]:
    years = [(label, slice(y, y + 1)) for y, label in enumerate(outcomes.years)]
    return [*years, (WINDOW, slice(None))]


def _money(release: Release, environment: int, years: slice) -> dict[str, float]:
    sums = {name: getattr(release, name)[environment, years].sum(axis=0) for name in MONEY}
    low, high = interval(sums["cash_releasing"])
    told = {name: float(total.mean()) for name, total in sums.items()}
    told["cost_avoidance"] = min(told["cost_avoidance"], max(told["reduction"], 0.0))
    return told | {"cash_releasing_low": float(low), "cash_releasing_high": float(high)}


def _ward(release: Release, environment: int, years: slice) -> dict[str, Any]:
    """Return freed and closed capacity of one year; over several years it has no meaning."""
    one_year = years.stop is not None
    stepped = one_year and release.step > 0
    freed = release.freed[environment, years]
    return {
        "measure": release.measure,
        "freed": float(freed.mean()) if one_year else np.nan,
        "step": release.step,
        "steps_freed": float(freed.mean()) / release.step if stepped else np.nan,
        "p_whole_step": float((release.closed[environment, years] >= 1).mean())
        if stepped
        else np.nan,
        "closed": float(release.closed[environment, years].mean()) if stepped else np.nan,
    }
