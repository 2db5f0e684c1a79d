"""Outcome rebates: part of the price comes back for those who do not respond."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from pathway_economics.contracts.base import Contract
from pathway_economics.contracts.book import Book
from pathway_economics.contracts.measure import Measure, Measured, as_measured, measured_share
from pathway_economics.contracts.supply.cost import cost_of_units
from pathway_economics.contracts.supply.response import response_in_words
from pathway_economics.contracts.wording import Wording, common, is_zero, the
from pathway_economics.ledger import Entry
from pathway_economics.parameters.numbers import Yearly
from pathway_economics.payments import outcome_rebate


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class OutcomeRebate(Contract):
    """A price for each unit, of which a part comes back for those who do not respond.

    Attributes
    ----------
    payer, payee
        Who pays whom.
    per
        Service whose units are counted, such as courses of treatment; backfilled units
        included.
    price
        For each unit: every year, or one per year. [currency per unit]
    response
        Share of the units whose patients respond: a number, an expression of parameters,
        one per year, or a ``Measure``.
    rebate_rate
        Share of the price that comes back for the others: 1 is a full rebate (payment by
        result), 0.5 a risk share.
    priced
        Whether the price is paid under this contract; ``False`` where another contract
        pays it, so that only the rebate is due.
    cost_of_supply
        What each unit costs the supplier, which it spends outside. [currency per unit]

    Examples
    --------
    >>> terms = OutcomeRebate(payer="ICB", payee="Supplier", per="Course", price=12_261,
    ...                       response=0.6, rebate_rate=0.5)
    >>> print(terms.describe("GBP"))
    The ICB pays the Supplier GBP 12,261 for each unit of course. For those who do not respond \
50% of GBP 12,261 comes back to the ICB; 60% respond.
    """

    keyword: ClassVar[str] = "outcome_rebate"
    money: ClassVar[tuple[str, ...]] = ("price", "cost_of_supply")
    shares: ClassVar[tuple[str, ...]] = ("response", "rebate_rate")
    spelled: ClassVar[dict[str, Callable[[Any], Any]]] = {"response": as_measured}

    payer: str
    payee: str
    per: str
    price: Yearly
    response: Measured
    rebate_rate: Yearly
    priced: bool = True
    cost_of_supply: Yearly = 0.0

    def services_in(self) -> tuple[str, ...]:
        """Return the services it counts."""
        counted = self.response.services_in() if isinstance(self.response, Measure) else ()
        return tuple(dict.fromkeys((self.per, *counted)))

    def settle(self, name: str, book: Book) -> tuple[Entry, ...]:
        """Return an entry for the price, one for the rebate, and the supplier's own cost.

        The rebate is a negative payment by the payer, so that a pool or a gain share
        counts the price net of it.
        """
        units, price = book.outcomes.billed(self.per), book.amounts(self.price)
        back = outcome_rebate(
            units,
            price,
            response=measured_share(self.response, book, f"the response under {name!r}"),
            rebate_rate=book.amounts(self.rebate_rate),
        )
        paid = self.entry(name, f"Supply of {self.per}", units * price, activity=units, price=price)
        rebate = self.entry(name, "Rebate for those who do not respond", -back)
        cost = cost_of_units(name, self.payee, (self.per,), units, self.cost_of_supply, book)
        return (*((paid,) if self.priced else ()), rebate, *cost)

    def sentences(self, words: Wording) -> Iterable[str]:
        """Return the terms in plain English."""
        unit, price = f"each unit of {common(self.per)}", words.each(self.price)
        if self.priced:
            yield f"{the(self.payer)} pays {the(self.payee)} {price} for {unit}"
        else:
            yield f"{the(self.payee)} is paid {price} for {unit} under another contract"
        yield (
            f"for those who do not respond {words.share(self.rebate_rate)} of {price} "
            f"comes back to {the(self.payer)}; {response_in_words(self.response, words)}"
        )
        if not is_zero(self.cost_of_supply):
            yield f"each unit costs {the(self.payee)} {words.each(self.cost_of_supply)} to supply"
