"""Grants: money towards a change, often from outside the model."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from pathway_economics.contracts.base import Contract
from pathway_economics.contracts.book import Book
from pathway_economics.contracts.fixed.block import amount_due, only_with
from pathway_economics.contracts.wording import Wording, the
from pathway_economics.ledger import Entry
from pathway_economics.parameters.numbers import Yearly
from pathway_economics.parties import EXTERNAL


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Grant(Contract):
    """An amount given towards a change, in return for nothing that is counted.

    Attributes
    ----------
    payer, payee
        Who gives to whom; an outside funder if no payer is named.
    amount
        Every year, or one per year. [currency per year]
    strategy
        If given, the grant is due only in environments in which some people are on this
        strategy in some year.
    recurrent
        Whether it goes on year after year; money for once or for a while is not.

    Examples
    --------
    >>> Grant(payee="Council", amount=[90_000, 0, 0]).describe("GBP")
    'An outside funder grants the Council GBP 90,000 in year 1 and GBP 0 in years 2 to 3.'
    """

    keyword: ClassVar[str] = "grant"
    money: ClassVar[tuple[str, ...]] = ("amount",)

    payer: str = EXTERNAL
    payee: str
    amount: Yearly
    strategy: str | None = None
    recurrent: bool = True

    def settle(self, name: str, book: Book) -> tuple[Entry, ...]:
        """Return the one entry of the grant."""
        due = amount_due(book.outcomes, self.amount, self.strategy)
        return (self.entry(name, "Grant", due, category="transfer", recurrent=self.recurrent),)

    def sentences(self, words: Wording) -> Iterable[str]:
        """Return the terms in plain English."""
        amount = words.yearly(self.amount)
        condition = only_with(self.strategy)
        yield f"{the(self.payer)} grants {the(self.payee)} {amount}{condition}"
