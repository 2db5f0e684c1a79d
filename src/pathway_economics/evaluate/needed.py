"""Whose consent a proposal needs, and why."""

from collections.abc import Iterator

import numpy as np

from pathway_economics.evaluate.comparison import REFERENCE
from pathway_economics.ledger import Entry
from pathway_economics.outcomes import Outcomes, Settlement

Key = tuple[str, str, str]


def needed_consents(
    settlement: Settlement, status_quo: Settlement, environment: int
) -> dict[str, str]:
    """Return the parties that can stop a proposal, each with the reason in words.

    Where a strategy that the environment uses more than the reference states its consent,
    those parties. Where it does not: whoever pays or is paid by an entry that is zero in
    the reference under the status quo and not zero under the proposal, and whoever delivers
    something that the reference does not. Patients consent only where they are named.
    """
    outcomes = settlement.outcomes
    found: dict[str, list[str]] = {}
    spread = strategies_spread(outcomes, environment)
    for strategy in spread:
        for party in outcomes.consent.get(strategy) or ():
            found.setdefault(party, []).append(f"named in the consent of {strategy!r}")
    if not spread or any(outcomes.consent.get(strategy) is None for strategy in spread):
        for party, reason in _new_to(settlement, status_quo, environment):
            if party in outcomes.parties and outcomes.parties[party].role != "patient":
                found.setdefault(party, []).append(reason)
    return {party: "; ".join(dict.fromkeys(reasons)) for party, reasons in found.items()}


NO_CHANGE = 1e-9
"""Change of a share that rounding alone can make."""


def strategies_spread(outcomes: Outcomes, environment: int) -> tuple[str, ...]:
    """Return the strategies with a larger share than in the reference in some year."""
    rise = outcomes.shares[environment] - outcomes.shares[REFERENCE]
    more = (rise > NO_CHANGE).any(axis=-1)
    return tuple(name for name, grows in zip(outcomes.strategies, more, strict=True) if grows)


def _new_to(
    settlement: Settlement, status_quo: Settlement, environment: int
) -> Iterator[tuple[str, str]]:
    """Yield parties and what is new to them."""
    outcomes = settlement.outcomes
    before = _alive(status_quo, REFERENCE)
    for payer, payee, source in _alive(settlement, environment):
        if (payer, payee, source) in before:
            continue
        yield payer, f"pays something new ({source})"
        yield payee, f"is paid something new ({source})"
    for entry in outcomes.ledger.entries:  # of all lines, whichever tables are kept
        if entry.category == "resource" and entry.activity is not None:
            used = np.any(entry.activity != 0, axis=(1, 2))
            if used[environment] and not used[REFERENCE]:
                yield entry.payer, f"delivers something new ({entry.source})"


def _alive(settlement: Settlement, environment: int) -> dict[Key, None]:
    """Return the keys of entries that are not zero in an environment, in ledger order.

    Spending on staff and supplies is left to the lines that it delivers.
    """
    shape = settlement.ledger.shape
    return {
        (entry.payer, entry.payee, entry.source or entry.label): None
        for entry in settlement.ledger.entries
        if entry.category != "resource" and _in(entry, environment, shape)
    }


def _in(entry: Entry, environment: int, shape: tuple[int, int, int]) -> bool:
    """Return whether any of an entry's amounts in an environment is not zero."""
    amount = np.broadcast_to(entry.amount, (shape[0], *entry.amount.shape[1:]))
    return bool(np.any(amount[environment] != 0))
