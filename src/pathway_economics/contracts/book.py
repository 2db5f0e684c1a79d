"""What a contract may read: what happened, and what earlier stages settled."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pathway_economics.errors import UnknownName
from pathway_economics.ledger import Entry
from pathway_economics.outcomes import Outcomes

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Book:
    """What a contract may read: what happened, and what earlier stages settled.

    Attributes
    ----------
    outcomes
        What happened.
    entries
        Entries of the contracts of earlier stages, by contract.
    counted
        Services that each contract counts, by contract.
    read
        Terms that were read before: each is checked, settled and told, and drawn once.
    """

    outcomes: Outcomes
    entries: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    counted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    read: dict[Any, Array] = field(default_factory=dict, repr=False)

    def amounts(self, given: Any) -> Array:
        """Return yearly terms as an array of shape (1, Y, D) or (1, Y, 1)."""
        if given not in self.read:
            self.read[given] = self.outcomes.amounts(given)
        return self.read[given]

    def value(self, services: Iterable[str], price: Any) -> Array:
        """Return what is delivered at a price, backfill included, in currency, shape (E, Y, D)."""
        each = self.amounts(price)
        total = np.zeros(self.outcomes.shape)
        for service in sorted(services):
            total += self.outcomes.billed(service) * each
        return total

    def units(self, services: Iterable[str]) -> Array:
        """Return the units of some services together, backfill included, shape (E, Y, D)."""
        total = np.zeros(self.outcomes.shape)
        for service in sorted(services):
            total += self.outcomes.billed(service)
        return total

    def delivered(self, services: Iterable[str]) -> Array:
        """Return the units of some services given to the modelled patients, shape (E, Y, D)."""
        total = np.zeros(self.outcomes.shape)
        for service in sorted(services):
            self.outcomes.line(service)  # refuses an unknown name
            rows = [row for row, line in enumerate(self.outcomes.lines) if line.name == service]
            total += self.outcomes.activity[:, rows].sum(axis=1)
        return total

    def spending(self, party: str, services: Iterable[str]) -> Array:
        """Return a party's cash spent on some services, in currency, shape (E, Y, D).

        Capacity that was freed and not closed is still paid for: it counts with the
        services that draw on it.
        """
        wanted = set(services)
        sources = wanted | self._pools(party, wanted)
        total = np.zeros(self.outcomes.shape)
        for entry in self.outcomes.ledger.entries:
            if entry.payer == party and entry.source in sources and entry.category == "resource":
                total += entry.amount
        return total

    def unreleased(self, party: str, scope: Iterable[str] = ()) -> Array:
        """Return what a party goes on spending on care it no longer gives, shape (E, Y, D).

        The stranded cost: its non-cash-releasing reductions, without the part of the freed
        capacity in which it treats other patients. Of the capacity that the contracts in
        scope draw on, where they count services; of all of it otherwise. [currency per year]
        """
        services = {service for name in scope for service in self.counted.get(name, ())}
        total = np.zeros(self.outcomes.shape)
        for release in self.outcomes.releases:
            drawn_on = {*release.services, release.line} - {""}  # nothing: all that it does
            counts = not services or not drawn_on or services & drawn_on
            if release.party == party and counts:
                total += np.maximum(release.non_cash_releasing, 0.0)
        return np.maximum(total - self._filled(party, services), 0.0)

    def within(self, scope: Iterable[str]) -> Iterator[Entry]:
        """Return what passes under the contracts in scope, whatever order it names them in.

        What a supplier spends outside on what it sells is its own, and no payment.
        """
        for name in sorted(scope):
            if name not in self.entries:
                raise UnknownName("contract of an earlier stage", name, self.entries)
            yield from (entry for entry in self.entries[name] if entry.category != "resource")

    def net_paid(self, party: str, scope: Iterable[str]) -> Array:
        """Return what a party paid less what it received, in currency, shape (E, Y, D)."""
        net = np.zeros(self.outcomes.shape)
        for entry in self.within(scope):
            if entry.payer == party:
                net += entry.amount
            if entry.payee == party:
                net -= entry.amount
        return net

    def paid(self, scope: Iterable[str]) -> dict[str, Array]:
        """Return what each payer paid, by payer; what it received is not netted off."""
        totals: dict[str, Array] = {}
        for entry in self.within(scope):
            total = totals.setdefault(entry.payer, np.zeros(self.outcomes.shape))
            total += entry.amount
        return totals

    def expected(self, amount: Array) -> Array:
        """Return the mean over draws in the reference, shape (1, Y, 1): known at signing."""
        mean: Array = np.broadcast_to(amount, self.outcomes.shape)[:1].mean(axis=-1, keepdims=True)
        return mean

    def _filled(self, party: str, services: set[str]) -> Array:
        """Return what a party's care of other patients costs, as in the reference."""
        outcomes = self.outcomes
        total = np.zeros(outcomes.shape)
        for row, line in enumerate(outcomes.lines):
            counts = line.provider == party and (not services or line.name in services)
            if counts and outcomes.backfilled[:, row].any():
                units, value = outcomes.activity[0, row], outcomes.resource_value[0, row]
                each = np.where(units > 0.0, value / np.where(units > 0.0, units, 1.0), 0.0)
                total += outcomes.backfilled[:, row] * each
        return total

    def _pools(self, party: str, services: set[str]) -> set[str]:
        return {
            release.pool
            for release in self.outcomes.releases
            if release.party == party and services & set(release.services)
        }
