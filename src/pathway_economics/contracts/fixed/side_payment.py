"""Side payments: what a deal adds after everything else is settled."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from pathway_economics.contracts.base import Contract
from pathway_economics.contracts.book import Book
from pathway_economics.contracts.wording import Wording, the
from pathway_economics.ledger import Entry
from pathway_economics.parameters.numbers import Yearly


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SidePayment(Contract):
    """An amount that makes a deal acceptable, outside every gain share and pool.

    Attributes
    ----------
    payer, payee
        Who pays whom.
    amount
        Every year, or one per year. [currency per year]
    recurrent
        Whether it goes on year after year; money for once or for a while is not.

    Examples
    --------
    >>> terms = SidePayment(payer="ICB", payee="Acute trust", amount=50_000)
    >>> terms.describe("GBP")
    'The ICB pays the Acute trust GBP 50,000 a year on the side.'
    """

    keyword: ClassVar[str] = "side_payment"
    stage: ClassVar[int] = 4
    money: ClassVar[tuple[str, ...]] = ("amount",)

    payer: str
    payee: str
    amount: Yearly
    recurrent: bool = True

    def settle(self, name: str, book: Book) -> tuple[Entry, ...]:
        """Return the one entry of the amount."""
        amount = book.amounts(self.amount)
        entry = self.entry(
            name, "Side payment", amount, category="transfer", recurrent=self.recurrent
        )
        return (entry,)

    def sentences(self, words: Wording) -> Iterable[str]:
        """Return the terms in plain English."""
        amount = words.yearly(self.amount)
        yield f"{the(self.payer)} pays {the(self.payee)} {amount} on the side"
