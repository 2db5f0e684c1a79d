"""Payment by activity: so much for each unit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from pathway_economics.contracts.base import Array, Contract
from pathway_economics.contracts.book import Book
from pathway_economics.contracts.wording import Wording, common, is_zero, listed, the
from pathway_economics.ledger import Entry
from pathway_economics.parameters.expressions import Constant
from pathway_economics.parameters.numbers import Yearly
from pathway_economics.payments import price_index, unit_price


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Activity(Contract):
    """A price for each unit of some services, backfilled units included.

    Prices may be rolled forward as in the NHS Payment Scheme: the price is that of the first
    budget year, and each later year multiplies it by (1 + ``cost_uplift``) and by
    (1 - ``efficiency``). Both are in money of the day: in a model in constant prices give
    the uplift less general inflation.

    Attributes
    ----------
    payer, payee
        Who pays whom.
    services
        Services that are paid for.
    price
        Paid for each unit, whatever it costs to deliver: every year, or one per year.
        [currency per unit]
    market_forces_factor
        What the price is multiplied by at this provider.
    top_up
        Specialist top-up, as a share of the price.
    cost_uplift
        Rise of the price in each year after the first. [per year]
    efficiency
        Share taken off the uplifted price in each year after the first. [per year]

    Examples
    --------
    >>> terms = Activity(payer="ICB", payee="Acute trust", services=["Admission"], price=3_100)
    >>> terms.describe("GBP")
    'The ICB pays the Acute trust GBP 3,100 for each admission.'
    """

    keyword: ClassVar[str] = "activity"
    money: ClassVar[tuple[str, ...]] = ("price",)
    shares: ClassVar[tuple[str, ...]] = ("top_up", "efficiency")
    factors: ClassVar[tuple[str, ...]] = ("market_forces_factor",)
    growth: ClassVar[tuple[str, ...]] = ("cost_uplift",)

    payer: str
    payee: str
    services: Sequence[str]
    price: Yearly
    market_forces_factor: Yearly = 1.0
    top_up: Yearly = 0.0
    cost_uplift: Yearly = 0.0
    efficiency: Yearly = 0.0

    def settle(self, name: str, book: Book) -> tuple[Entry, ...]:
        """Return one entry per service."""
        price = self._price(book)
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
        more = "" if is_zero(self.top_up) else f", with a top-up of {words.share(self.top_up)}"
        if self.market_forces_factor != Constant(1.0):
            more += f", times a market forces factor of {words.number(self.market_forces_factor)}"
        price = words.each(self.price)
        yield f"{the(self.payer)} pays {the(self.payee)} {price} for {units}{more}"
        changes = []
        if not is_zero(self.cost_uplift):
            changes.append(f"raised by {words.share(self.cost_uplift)}")
        if not is_zero(self.efficiency):
            changes.append(f"lowered by an efficiency of {words.share(self.efficiency)}")
        if changes:
            yield f"the price of each later year is that of the year before, {listed(changes)}"

    def _price(self, book: Book) -> Array:
        amounts = book.amounts
        return unit_price(
            amounts(self.price),
            index=price_index(amounts(self.cost_uplift), amounts(self.efficiency)),
            top_up=amounts(self.top_up),
            market_forces_factor=amounts(self.market_forces_factor),
        )

    def _problems(self) -> list[str]:
        problems = Contract._problems(self)
        rolled = not (is_zero(self.cost_uplift) and is_zero(self.efficiency))
        if isinstance(self.price, tuple) and rolled:
            problems.append(
                "price is given year by year, and cost_uplift or efficiency would change it "
                "again; give the price of the first year, or leave them out"
            )
        return problems
