"""Rules that say who has which share of a network's gain or loss."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from pathway_economics import payments
from pathway_economics.contracts.book import Array, Book
from pathway_economics.contracts.measure import as_measured, measured
from pathway_economics.contracts.sharing.members import only
from pathway_economics.errors import InvalidModel
from pathway_economics.outcomes import bounds_complaints
from pathway_economics.parameters.numbers import Frozen


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """What the rules may read.

    Attributes
    ----------
    parties
        Members, and whoever else may be paid.
    numbers
        Numbers or measures by member, if given.
    to
        Party to which all is reinvested, if any.
    gain
        Gain of the network, shape (E, Y, D).
    spent, income : shape (P, E, Y, D)
        What each party pays and receives under the scope, or spends on the services.
    book
        What happened.
    """

    parties: Sequence[str]
    numbers: Mapping[str, Any] | None
    to: str | None
    gain: Array
    spent: Array
    income: Array
    book: Book


def equal(network: Network) -> Array:
    """Return an equal share for each member."""
    return payments.in_proportion(_members(network))


def by_budget(network: Network) -> Array:
    """Return shares in proportion to budgets: those given, or what passes under the scope."""
    if network.numbers is not None:
        return by_numbers(network)
    turnover = [network.book.expected(amount) for amount in network.spent + network.income]
    return payments.in_proportion(np.stack(turnover) * _members(network))


def by_numbers(network: Network) -> Array:
    """Return shares in proportion to numbers, for equity or for performance."""
    given = network.numbers or {}
    rows = [measured(given.get(party, as_measured(0.0)), network.book) for party in network.parties]
    numbers = np.stack(np.broadcast_arrays(*rows))
    complaints = bounds_complaints(numbers, 0.0, np.inf, "a member's number in weights")
    if complaints:
        raise InvalidModel(complaints)
    return payments.in_proportion(numbers)


def reinvested(network: Network) -> Array:
    """Return all for the party to which it is reinvested."""
    return only(network.to, network.parties)


def compensating(network: Network) -> Array:
    """Return shares in proportion to each member's own fall in income under the scope."""
    expected = np.stack([network.book.expected(amount) for amount in network.income])
    return payments.fallen(
        network.income * _members(network), expected * _members(network), network.gain
    )


def nothing(network: Network) -> Array:
    """Return no share for anyone: it is not shared."""
    return only(None, network.parties)


def _members(network: Network) -> Array:
    """Return one for each member and zero for another party that is paid, shape (P, 1, 1, 1)."""
    return 1.0 - only(network.to, network.parties)


WEIGHTS: Mapping[str, Callable[[Network], Array]] = {
    "equal": equal,
    "budget": by_budget,
    "equity": by_numbers,
    "performance": by_numbers,
    "reinvest": reinvested,
    "compensate": compensating,
    "none": nothing,
}
"""Rules by the word of the model file."""


def measured_by_name(given: Any) -> Any:
    """Return numbers or measures by name, read."""
    if not isinstance(given, Mapping):
        raise InvalidModel(f"got {given!r}; write numbers or measures by member")
    return Frozen({name: as_measured(value) for name, value in given.items()})
