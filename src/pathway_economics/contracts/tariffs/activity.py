"""Payment by activity: so much for each unit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from pathway_economics.contracts.base import Contract
from pathway_economics.contracts.book import Book
from pathway_economics.contracts.wording import Wording, common, listed, the
from pathway_economics.ledger import Entry
from pathway_economics.parameters.numbers import Yearly


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity(Contract):
    """A price for each unit of some services, backfilled units included.

    Attributes
    ----------
    payer, payee
        Who pays whom.
    services
        Services that are paid for.
    price
        Paid for each unit, whatever it costs to deliver: every year, or one per year.
        [currency per unit]

    Examples
    --------
    >>> terms = Activity(payer="ICB", payee="Acute trust", services=["Admission"], price=3_100)
    >>> terms.describe("GBP")
    'The ICB pays the Acute trust GBP 3,100 for each admission.'
    """

    keyword: ClassVar[str] = "activity"
    money: ClassVar[tuple[str, ...]] = ("price",)

    payer: str
    payee: str
    services: Sequence[str]
    price: Yearly

    def settle(self, name: str, book: Book) -> tuple[Entry, ...]:
        """Return one entry per service."""
        price = book.outcomes.amounts(self.price)
        entries = []
        for service in self.services:
            units = book.outcomes.billed(service)
            entries.append(
                self.entry(
                    name,
                    f"{service} at the contract price",
                    units * price,
                    activity=units,
                    price=price,
                )
            )
        return tuple(entries)

    def sentences(self, words: Wording) -> Iterable[str]:
        """Return the terms in plain English."""
        units = listed(f"each {common(service)}" for service in self.services)
        price = words.each(self.price)
        yield f"{the(self.payer)} pays {the(self.payee)} {price} for {units}"
