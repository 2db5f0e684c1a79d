"""Block contracts: an amount that does not depend on activity."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from pathway_economics.contracts.base import Array, Contract
from pathway_economics.contracts.book import Book
from pathway_economics.contracts.wording import Wording, the
from pathway_economics.errors import UnknownName
from pathway_economics.ledger import Entry
from pathway_economics.outcomes import Outcomes
from pathway_economics.parameters.numbers import Yearly


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Block(Contract):
    """A fixed amount, whatever the activity.

    Attributes
    ----------
    payer, payee
        Who pays whom.
    amount
        Every year, or one per year. [currency per year]
    strategy
        If given, the amount is due only in environments in which some people are on
        this strategy in some year.
    recurrent
        Whether it goes on year after year; money for once or for a while is not.

    Examples
    --------
    >>> terms = Block(payer="ICB", payee="Community trust", amount=2_400_000)
    >>> terms.describe("GBP")
    'The ICB pays the Community trust GBP 2,400,000 a year, whatever the activity.'
    """

    keyword: ClassVar[str] = "block"
    money: ClassVar[tuple[str, ...]] = ("amount",)

    payer: str
    payee: str
    amount: Yearly
    strategy: str | None = None
    recurrent: bool = True

    def settle(self, name: str, book: Book) -> tuple[Entry, ...]:
        """Return the one entry of the amount."""
        due = amount_due(book.outcomes, self.amount, self.strategy)
        return (self.entry(name, "Block payment", due, recurrent=self.recurrent),)

    def sentences(self, words: Wording) -> Iterable[str]:
        """Return the terms in plain English."""
        amount = words.yearly(self.amount)
        yield (
            f"{the(self.payer)} pays {the(self.payee)} {amount}, "
            f"whatever the activity{only_with(self.strategy)}"
        )


def amount_due(outcomes: Outcomes, amount: Yearly, strategy: str | None) -> Array:
    """Return a yearly amount, zero in environments that never use the strategy."""
    due = outcomes.amounts(amount)
    if strategy is None:
        return due
    if strategy not in outcomes.strategies:
        raise UnknownName("strategy", strategy, outcomes.strategies)
    share = outcomes.shares[:, outcomes.strategies.index(strategy)].max(axis=-1)
    return np.where(share[:, np.newaxis, np.newaxis] > 0, due, 0.0)


def only_with(strategy: str | None) -> str:
    """Return the condition on a strategy in words, as the end of a sentence."""
    return "" if strategy is None else f", but only if the strategy {strategy!r} is in use"
