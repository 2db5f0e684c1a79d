"""Non-payment: part of the value of some care is paid back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from pathway_economics.contracts.base import Contract
from pathway_economics.contracts.book import Book
from pathway_economics.contracts.tariffs.reinvestment import (
    between,
    reinvestment,
    reinvestment_problems,
)
from pathway_economics.contracts.wording import Wording, common, is_zero, listed, the
from pathway_economics.ledger import Entry
from pathway_economics.parameters.numbers import Yearly
from pathway_economics.payments import withheld


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class NonPayment(Contract):
    """A share of the value of some services that is withheld, as of readmissions.

    It stands beside the contract that pays for the services, and takes part of it back.

    Attributes
    ----------
    payer, payee
        Who pays for the services and withholds, and from whom.
    services
        Services whose activity, backfill included, is valued at ``price``.
    price
        Full price of a unit: every year, or one per year. [currency per unit]
    share
        Share of the value that is withheld.
    allowed
        Value that is paid in full; only what exceeds it counts. [currency per year]
    reinvested_in
        Party to which the payer passes on what it withholds; it keeps it if omitted.

    Examples
    --------
    >>> terms = NonPayment(payer="ICB", payee="Acute trust", services=["Readmission"],
    ...                    price=2_000, share=0.25, reinvested_in="Council")
    >>> print(terms.describe("GBP"))
    The ICB withholds from the Acute trust 25% of the value of readmission, at GBP 2,000 each. It \
pays what it withholds to the Council.
    """

    keyword: ClassVar[str] = "non_payment"
    money: ClassVar[tuple[str, ...]] = ("price", "allowed")
    shares: ClassVar[tuple[str, ...]] = ("share",)

    payer: str
    payee: str
    services: Sequence[str]
    price: Yearly
    share: Yearly
    allowed: Yearly = 0.0
    reinvested_in: str | None = None

    def payers_and_payees(self) -> tuple[str, ...]:
        """Return the accounts between which it moves money."""
        return between(self.payer, self.payee, self.reinvested_in)

    def settle(self, name: str, book: Book) -> tuple[Entry, ...]:
        """Return the entry of what the payee pays back, and that of what is reinvested.

        What is withheld is a negative payment by the payer, so that a pool, a network or a
        quality payment counts the price net of it.
        """
        due = withheld(
            book.value(self.services, self.price),
            share=book.amounts(self.share),
            allowed=book.amounts(self.allowed),
        )
        label = "Payment withheld"
        return (
            Entry(self.payer, self.payee, "contract", label, -due, source=name),
            *reinvestment(name, self.payer, self.reinvested_in, due, f"{label}, reinvested"),
        )

    def sentences(self, words: Wording) -> Iterable[str]:
        """Return the terms in plain English."""
        services = listed(common(service) for service in self.services)
        beyond = "" if is_zero(self.allowed) else f" beyond {words.yearly(self.allowed)}"
        yield (
            f"{the(self.payer)} withholds from {the(self.payee)} {words.share(self.share)} of the "
            f"value of {services}{beyond}, at {words.each(self.price)} each"
        )
        if self.reinvested_in is not None:
            yield f"it pays what it withholds to {the(self.reinvested_in)}"

    def _problems(self) -> list[str]:
        return Contract._problems(self) + reinvestment_problems(self.payer, self.reinvested_in)
