"""Money that a payer keeps under a tariff rule and must spend elsewhere."""

from pathway_economics.contracts.base import Array
from pathway_economics.ledger import Entry


def reinvestment(
    name: str, payer: str, party: str | None, amount: Array, label: str
) -> tuple[Entry, ...]:
    """Return the entry that passes an amount on, or none where nobody is named."""
    if party is None:
        return ()
    return (Entry(payer, party, "contract", label, amount, source=name),)


def reinvestment_problems(payer: str, party: str | None) -> list[str]:
    """Return what is wrong with the party that the money is passed on to."""
    if party != payer:
        return []
    return [f"reinvested_in={party!r}, but that is the payer, which would pay itself"]


def between(payer: str, payee: str, party: str | None) -> tuple[str, ...]:
    """Return the accounts between which such a contract moves money."""
    return (payer, payee) if party in (None, payer, payee) else (payer, payee, str(party))
