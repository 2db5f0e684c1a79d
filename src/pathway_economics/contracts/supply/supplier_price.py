"""What a supplier is paid: per unit, once at the start, and each year of use."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from pathway_economics.contracts.bands import Band, band_problems, bands_in_words, schedule
from pathway_economics.contracts.base import Array, Contract
from pathway_economics.contracts.book import Book
from pathway_economics.contracts.supply.cost import cost_of_units
from pathway_economics.contracts.terms import Terms
from pathway_economics.contracts.wording import (
    Wording,
    common,
    is_zero,
    listed,
    the,
)
from pathway_economics.ledger import Entry
from pathway_economics.parameters.numbers import Yearly
from pathway_economics.payments import volume_price


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
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
    bands
        Instead of ``price``: each further unit of a year at the price of its band. Bands
        end at ``upto`` units, and their ``rate`` is the price. [currency per unit]
    discount
        Share of the price, or of the prices of the bands, that is not paid.
    cap
        Most that is paid for the units of a year; what is used beyond is free.
        [currency per year]
    upfront
        Once, in the first year in which the environment uses the service. [currency]
    annual
        In each year in which the environment uses the service. [currency per year]
    cost_of_supply
        What each unit costs the supplier, which it spends outside. [currency per unit]

    Examples
    --------
    >>> terms = SupplierPrice(payer="Community trust", payee="Supplier", per="Monitoring",
    ...                       price=58, upfront=10_000)
    >>> print(terms.describe("GBP"))
    The Community trust pays the Supplier GBP 58 for each unit of monitoring and GBP 10,000 \
once, in the first year of use.
    """

    keyword: ClassVar[str] = "supplier_price"
    money: ClassVar[tuple[str, ...]] = ("price", "cap", "upfront", "annual", "cost_of_supply")
    shares: ClassVar[tuple[str, ...]] = ("discount",)
    parts: ClassVar[dict[str, type[Terms]]] = {"bands": Band}

    payer: str
    payee: str
    per: str
    price: Yearly = 0.0
    bands: Sequence[Band] | None = None
    discount: Yearly = 0.0
    cap: Yearly | None = None
    upfront: Yearly = 0.0
    annual: Yearly = 0.0
    cost_of_supply: Yearly = 0.0

    def services_in(self) -> tuple[str, ...]:
        """Return the services it counts."""
        return (self.per,)

    def settle(self, name: str, book: Book) -> tuple[Entry, ...]:
        """Return an entry for each kind of price that is not a plain zero."""
        units = book.outcomes.billed(self.per)
        used = units.mean(axis=-1, keepdims=True) > 0
        first = used & (np.cumsum(used, axis=1) == 1)
        entries = [] if self._is_free else [self._of_units(name, units, book)]
        for label, term, due in (
            ("Upfront price", self.upfront, first),
            ("Annual price", self.annual, used),
        ):
            if not is_zero(term):
                entries.append(self.entry(name, label, due * book.amounts(term)))
        return (*entries, *self._supplied(name, units, book))

    @property
    def _is_free(self) -> bool:
        return self.bands is None and is_zero(self.price)

    def _of_units(self, name: str, units: Array, book: Book) -> Entry:
        """Return the entry of the units; with bands or a cap no one price holds for each."""
        discount = book.amounts(self.discount)
        price = book.amounts(self.price)
        bands = [(np.inf, price)] if self.bands is None else schedule(self.bands, book.amounts)
        limit = np.inf if self.cap is None else book.amounts(self.cap)
        paid = volume_price(units, bands, discount=discount, cap=limit)
        alike = self.bands is None and self.cap is None
        return self.entry(
            name,
            f"Supply of {self.per}",
            paid,
            activity=units if alike else None,
            price=(1.0 - discount) * price if alike else None,
        )

    def _supplied(self, name: str, units: Array, book: Book) -> tuple[Entry, ...]:
        cost = self.cost_of_supply
        return cost_of_units(name, self.payee, self.services_in(), units, cost, book)

    def sentences(self, words: Wording) -> Iterable[str]:
        """Return the terms in plain English."""
        unit = f"for each unit of {common(self.per)}"
        parts = [] if self._is_free else [self._price_in_words(unit, words)]
        if not is_zero(self.upfront):
            parts.append(f"{words.each(self.upfront)} once, in the first year of use")
        if not is_zero(self.annual):
            parts.append(f"{words.each(self.annual)} for each year of use")
        terms = listed(parts) if parts else f"nothing for {common(self.per)}"
        yield f"{the(self.payer)} pays {the(self.payee)} {terms}"
        if not is_zero(self.discount):
            yield f"a discount of {words.share(self.discount)} is taken off each unit"
        if self.cap is not None:
            yield f"units are paid for up to {words.yearly(self.cap)}; what is used beyond is free"
        if not is_zero(self.cost_of_supply):
            yield f"each unit costs {the(self.payee)} {words.each(self.cost_of_supply)} to supply"

    def _price_in_words(self, unit: str, words: Wording) -> str:
        if self.bands is None:
            return f"{words.each(self.price)} {unit}"
        if len(self.bands) == 1:
            return f"{words.each(self.bands[0].rate)} {unit}"
        return f"{bands_in_words(self.bands, words.number, words.each)} {unit} in a year"

    def _problems(self) -> list[str]:
        problems = Contract._problems(self)
        if self.bands is None:
            return problems
        if not is_zero(self.price):
            problems.append("both price and bands given; give one")
        return problems + band_problems("bands", self.bands)
