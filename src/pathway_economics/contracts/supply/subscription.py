"""Subscriptions: a fixed fee a year for as much as is needed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from pathway_economics.contracts.base import Contract
from pathway_economics.contracts.book import Book
from pathway_economics.contracts.fixed.block import amount_due, only_with
from pathway_economics.contracts.supply.cost import LABEL
from pathway_economics.contracts.wording import Wording, is_zero, the
from pathway_economics.ledger import Entry
from pathway_economics.parameters.numbers import Yearly
from pathway_economics.parties import EXTERNAL


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Subscription(Contract):
    """A fixed annual fee to a supplier, whatever is used, and due if nothing is.

    The supplier's income is certain, and each further unit is free to the payer.

    Attributes
    ----------
    payer, payee
        Who pays whom.
    amount
        The fee: every year, or one per year. [currency per year]
    strategy
        If given, the fee is due only in environments in which some people are on this
        strategy in some year.
    cost_of_supply
        What it costs the supplier to stand ready and supply in a year in which the fee is
        due, which it spends outside. [currency per year]

    Examples
    --------
    >>> terms = Subscription(payer="Commissioner", payee="Supplier", amount=10_000_000)
    >>> terms.describe("GBP")
    'The Commissioner pays the Supplier a fixed GBP 10,000,000 a year, however much is used.'
    """

    keyword: ClassVar[str] = "subscription"
    money: ClassVar[tuple[str, ...]] = ("amount", "cost_of_supply")

    payer: str
    payee: str
    amount: Yearly
    strategy: str | None = None
    cost_of_supply: Yearly = 0.0

    def settle(self, name: str, book: Book) -> tuple[Entry, ...]:
        """Return the entry of the fee, and that of the supplier's own cost if there is one."""
        fee = self.entry(
            name, "Subscription", amount_due(book.outcomes, self.amount, self.strategy)
        )
        if is_zero(self.cost_of_supply):
            return (fee,)
        cost = amount_due(book.outcomes, self.cost_of_supply, self.strategy)
        return (fee, Entry(self.payee, EXTERNAL, "resource", LABEL, cost, source=name))

    def sentences(self, words: Wording) -> Iterable[str]:
        """Return the terms in plain English."""
        yield (
            f"{the(self.payer)} pays {the(self.payee)} a fixed {words.yearly(self.amount)}, "
            f"however much is used{only_with(self.strategy)}"
        )
        if not is_zero(self.cost_of_supply):
            yield f"supplying costs {the(self.payee)} {words.yearly(self.cost_of_supply)}"
