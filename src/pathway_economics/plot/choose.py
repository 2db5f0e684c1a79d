"""What a figure is about: an environment, and the parties whose cash it moves."""

import numpy as np

from pathway_economics.evaluate.payoffs import payoff
from pathway_economics.outcomes import Outcomes, Settlement
from pathway_economics.parties import PUBLIC_ROLES
from pathway_economics.plot.style import Array, plain


def proposed(outcomes: Outcomes, environment: str | None) -> int:
    """Return the index of an environment; the last one if none is named."""
    return (
        len(outcomes.environments) - 1 if environment is None else outcomes.environment(environment)
    )


def yearly_payoffs(
    settlement: Settlement, status_quo: Settlement, environment: str | None
) -> dict[str, Array]:
    """Return the payoff, shape (Y, D), of every party that ever holds cash."""
    e = proposed(settlement.outcomes, environment)
    return {
        party: payoff(settlement, status_quo, party)[e]
        for party in settlement.outcomes.parties
        if _holds_cash(settlement, party) or _holds_cash(status_quo, party)
    }


def public_purse(outcomes: Outcomes, payoffs: dict[str, Array]) -> Array | None:
    """Return the sum over the public bodies, or ``None`` if there are fewer than two."""
    rows = [array for name, array in payoffs.items() if outcomes.parties[name].role in PUBLIC_ROLES]
    return np.sum(rows, axis=0) if len(rows) > 1 else None


def window(outcomes: Outcomes) -> str:
    """Return the budget window in words.

    Such as ``"5 budget years, 2026/27 to 2030/31"``.
    """
    years = outcomes.years
    return (
        f"budget year {years[0]}"
        if len(years) == 1
        else (f"{len(years)} budget years, {years[0]} to {years[-1]}")
    )


def comparison(settlement: Settlement, status_quo: Settlement, e: int) -> str:
    """Return what is compared with what, as a title."""
    outcomes = settlement.outcomes
    return plain(
        f"{settlement.name}: {outcomes.environments[e]}\n"
        f"against {outcomes.environments[0]} under {status_quo.name}"
    )


def _holds_cash(settlement: Settlement, party: str) -> bool:
    return any(
        party in (entry.payer, entry.payee) and bool(np.any(entry.amount))
        for entry in settlement.ledger.entries
    )
