"""What a supplier is paid: per unit, once at the start, and each year of use."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from pathway_economics.contracts.base import Contract
from pathway_economics.contracts.book import Book
from pathway_economics.contracts.wording import (
    Wording,
    common,
    is_zero,
    listed,
    the,
)
from pathway_economics.ledger import Entry
from pathway_economics.parameters.numbers import Yearly


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplierPrice(Contract):
    """What a buyer pays the supplier of something that a service uses.

    An environment uses the service in a year in which its mean activity is above zero.

    Attributes
    ----------
    payer, payee
        Who pays whom.
    per
        Service whose units are counted, backfilled units included.
    price
        For each unit: every year, or one per year. [currency per unit]
    upfront
        Once, in the first year in which the environment uses the service. [currency]
    annual
        In each year in which the environment uses the service. [currency per year]

    Examples
    --------
    >>> terms = SupplierPrice(payer="Community trust", payee="Supplier", per="Monitoring",
    ...                       price=58, upfront=10_000)
    >>> print(terms.describe("GBP"))
    The Community trust pays the Supplier GBP 58 for each unit of monitoring and GBP 10,000 \
once, in the first year of use.
    """

    keyword: ClassVar[str] = "supplier_price"
    money: ClassVar[tuple[str, ...]] = ("price", "upfront", "annual")

    payer: str
    payee: str
    per: str
    price: Yearly = 0.0
    upfront: Yearly = 0.0
    annual: Yearly = 0.0

    def services_in(self) -> tuple[str, ...]:
        """Return the services it counts."""
        return (self.per,)

    def settle(self, name: str, book: Book) -> tuple[Entry, ...]:
        """Return an entry for each kind of price that is not a plain zero."""
        units = book.outcomes.billed(self.per)
        used = units.mean(axis=-1, keepdims=True) > 0
        first = used & (np.cumsum(used, axis=1) == 1)
        kinds = (
            (f"Supply of {self.per}", self.price, units, True),
            ("Upfront price", self.upfront, first, False),
            ("Annual price", self.annual, used, False),
        )
        entries = []
        for label, term, count, counted in kinds:
            if not is_zero(term):
                price = book.outcomes.amounts(term)
                entries.append(
                    Entry(
                        self.payer,
                        self.payee,
                        "contract",
                        label,
                        count * price,
                        source=name,
                        activity=units if counted else None,
                        price=price if counted else None,
                    )
                )
        return tuple(entries)

    def sentences(self, words: Wording) -> Iterable[str]:
        """Return the terms in plain English."""
        parts = [
            text
            for term, text in (
                (self.price, f"{words.each(self.price)} for each unit of {common(self.per)}"),
                (self.upfront, f"{words.each(self.upfront)} once, in the first year of use"),
                (self.annual, f"{words.each(self.annual)} for each year of use"),
            )
            if not is_zero(term)
        ]
        terms = listed(parts) if parts else f"nothing for {common(self.per)}"
        yield f"{the(self.payer)} pays {the(self.payee)} {terms}"
