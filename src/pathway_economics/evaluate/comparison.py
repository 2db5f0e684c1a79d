"""What is compared with what: the same draws, one environment, one account."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from pathway_economics.errors import InvalidModel, UnknownName
from pathway_economics.evaluate.statistics import ROUNDING
from pathway_economics.outcomes import Outcomes, Settlement

Array = NDArray[np.float64]

REFERENCE = 0
"""Index of the reference environment."""


def check_same_draws(settlement: Settlement, status_quo: Settlement) -> None:
    """Refuse two settlements that do not rest on the same run."""
    same = settlement.outcomes is status_quo.outcomes
    if not same and settlement.outcomes.record != status_quo.outcomes.record:
        raise InvalidModel(
            f"{settlement.name!r} and {status_quo.name!r} are settled on different runs; "
            "settle both on the same outcomes, so that they share every draw."
        )


def check_threshold(threshold: float | None) -> None:
    """Refuse a threshold that is no amount of money."""
    if threshold is not None and not 0 <= threshold < float("inf"):
        raise InvalidModel(
            f"threshold={threshold!r}, but it must be zero or more [currency per QALY]."
        )


def proposed(outcomes: Outcomes, environment: str | None = None) -> int:
    """Return the index of an environment; of the last one if none is named."""
    return all_proposed(outcomes, environment)[-1]


def all_proposed(outcomes: Outcomes, environment: str | None = None) -> tuple[int, ...]:
    """Return the index of an environment; of all but the reference if none is named."""
    if not outcomes.environments:
        raise InvalidModel(
            f"{outcomes.title!r} has no environments, so there is nobody to pay for; "
            "declare a reference and a proposal."
        )
    if environment is None:
        return tuple(range(REFERENCE + 1, len(outcomes.environments))) or (REFERENCE,)
    return (outcomes.environment(environment),)


def party_position(settlement: Settlement, status_quo: Settlement, account: str) -> Array:
    """Return an account's position, zero where only the other settlement has the account."""
    if account in settlement.ledger.accounts:
        return settlement.position(account)
    known = status_quo.ledger.accounts
    if account not in known:
        raise UnknownName("account", account, (*known, *settlement.ledger.accounts))
    return np.zeros(settlement.ledger.shape)


def tolerance(settlements: Iterable[Settlement], parties: Iterable[str]) -> float:
    """Return how far from zero an amount of money must be to differ from it.

    It is a small share of the largest entry behind it, above rounding and below what
    anybody would notice.
    """
    accounts = set(parties)
    largest = [
        np.abs(entry.amount).max(initial=0.0)
        for settlement in settlements
        for entry in settlement.ledger.entries
        if entry.payer in accounts or entry.payee in accounts
    ]
    return ROUNDING * float(max(largest, default=0.0))
