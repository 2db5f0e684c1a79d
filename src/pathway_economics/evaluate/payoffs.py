"""Who pays and who saves: payoffs of parties."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from pathway_economics.evaluate.comparison import (
    REFERENCE,
    all_proposed,
    check_same_draws,
    party_position,
    tolerance,
)
from pathway_economics.evaluate.decisions import decision_weights
from pathway_economics.evaluate.statistics import break_even_year, summary, worst_year
from pathway_economics.outcomes import Outcomes, Settlement
from pathway_economics.parties import Party

if TYPE_CHECKING:
    import pandas as pd

Array = NDArray[np.float64]

EFFECTS = ("payoff", "technology effect", "rebasing effect")
RELEASED = ("cash_releasing", "non_cash_releasing", "cost_avoidance")
DECISION, WINDOW = "decision", "budget window"


def payoff(settlement: Settlement, status_quo: Settlement, party: str) -> Array:
    """Return what a party gains in each environment, year and draw.

    A payoff is the position under the settlement less the position in the reference
    environment under the status quo, in the same draw.

    Parameters
    ----------
    settlement
        The proposal.
    status_quo
        The arrangement it is compared with, settled on the same outcomes.
    party
        Name of a party or of any other account.

    Returns
    -------
    NDArray, shape (E, Y, D)
        Undiscounted. [currency per year]
    """
    return effects(settlement, status_quo, party)["payoff"]


def effects(settlement: Settlement, status_quo: Settlement, party: str) -> dict[str, Array]:
    """Return a party's payoff and the two effects that add up to it, each shape (E, Y, D).

    The *technology effect* changes the environment and holds the proposed arrangement; the
    *rebasing effect* changes the arrangement and holds the reference environment.
    """
    check_same_draws(settlement, status_quo)
    position = party_position(settlement, status_quo, party)
    before = party_position(status_quo, settlement, party)[REFERENCE]
    rebased = position[REFERENCE]
    return {
        "payoff": position - before,
        "technology effect": position - rebased,
        "rebasing effect": np.broadcast_to(rebased - before, position.shape),
    }


def payoffs(
    settlement: Settlement, status_quo: Settlement, environment: str | None = None
) -> "pd.DataFrame":
    """Return the payoff of every party: how much, when, how surely.

    Parameters
    ----------
    settlement
        The proposal.
    status_quo
        The arrangement it is compared with, settled on the same outcomes.
    environment
        Name of one environment; all but the reference if omitted.

    Returns
    -------
    DataFrame
        One row per environment, party, measure and period. ``period`` is a budget year,
        ``"budget window"`` (all of them, undiscounted) or ``"decision"`` (the party's own
        decision years at its own rate, from the start of the first year). ``measure`` is
        ``"payoff"``, the ``"technology effect"`` and ``"rebasing effect"`` that add up to
        it, or what became of the change in resource value: ``"cash_releasing"``,
        ``"non_cash_releasing"`` and, apart, ``"cost_avoidance"``.

        ``se`` is the standard error of the mean; ``low`` and ``high`` hold 95 % of the
        draws; ``p_worse_off`` is the share of draws below zero; ``cvar_90`` the mean of the
        worst tenth; ``break_even_year`` the year from which the cumulative mean stays at or
        above zero; ``worst_year`` the year with
        the lowest mean, ``worst_year_cash``. The last three are told of payoffs and effects
        over several years only, and the worst year's cash is undiscounted.
    """
    import pandas as pd

    check_same_draws(settlement, status_quo)
    outcomes = settlement.outcomes
    chosen = all_proposed(outcomes, environment)
    tables = [
        _party_table(settlement, status_quo, party, chosen) for party in outcomes.parties.values()
    ]
    columns = {name: np.concatenate([table[name] for table in tables]) for name in tables[0]}
    columns = {"arrangement": np.full(len(columns["party"]), settlement.name, object)} | columns
    order = np.argsort(columns.pop("_environment"), kind="stable")
    return pd.DataFrame({name: column[order] for name, column in columns.items()})


def _party_table(
    settlement: Settlement, status_quo: Settlement, party: Party, chosen: tuple[int, ...]
) -> dict[str, NDArray[Any]]:
    """Return the columns of one party's rows: environment by measure by period."""
    outcomes = settlement.outcomes
    arrays = effects(settlement, status_quo, party.name) | _released(outcomes, party.name)
    yearly = np.stack([array[list(chosen)] for array in arrays.values()], axis=1)
    weights = decision_weights(party, len(outcomes.years))
    periods = _periods(yearly, weights)
    zero = tolerance((settlement, status_quo), (party.name,))
    told = summary(periods, zero) | _timing(yearly.mean(axis=-1), weights, outcomes.years, zero)
    shape = periods.shape[:3]
    labels = np.array([*outcomes.years, DECISION, WINDOW], object)
    names = np.array([outcomes.environments[e] for e in chosen], object)
    texts: Mapping[str, Any] = {
        "_environment": np.arange(len(chosen))[:, None, None],
        "environment": names[:, None, None],
        "party": np.array(party.name, object),
        "role": np.array(party.role, object),
        "period": labels,
        "measure": np.array(list(arrays), object)[:, None],
        "unit": np.array(outcomes.currency, object),
    }
    return {
        name: np.broadcast_to(column, shape).reshape(-1)
        for name, column in {**texts, **told}.items()
    }


def _periods(yearly: Array, weights: Array) -> Array:
    """Return years, decision and budget window on the last axis but one."""
    decision = (yearly * weights[:, None]).sum(axis=-2, keepdims=True)
    window = yearly.sum(axis=-2, keepdims=True)
    return np.concatenate([yearly, decision, window], axis=-2)


def _released(outcomes: Outcomes, party: str) -> dict[str, Array]:
    """Return what became of the change in a party's resource value, all its pools together."""
    totals = {name: np.zeros(outcomes.shape) for name in RELEASED}
    for release in outcomes.releases:
        if release.party == party:
            for name, total in totals.items():
                total += getattr(release, name)
    return totals


def _timing(
    means: Array, weights: Array, years: tuple[str, ...], zero: float
) -> dict[str, NDArray[Any]]:
    """Return break-even and worst years of the decision and of the budget window."""
    shape = (*means.shape[:2], len(years) + 2)
    even, worst = np.full(shape, "", object), np.full(shape, "", object)
    cash = np.full(shape, np.nan)
    seen = int(np.count_nonzero(weights))
    for place in np.ndindex(means.shape[0], len(EFFECTS)):
        for column, weight, span in ((-2, weights, seen), (-1, np.ones_like(weights), len(years))):
            counted = (means[place] * weight)[:span]
            even[*place, column] = break_even_year(counted, years[:span], zero)
            worst[*place, column], cash[*place, column] = worst_year(means[place][:span], years)
    return {"break_even_year": even, "worst_year": worst, "worst_year_cash": cash}
