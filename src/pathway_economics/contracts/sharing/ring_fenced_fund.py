"""Ring-fenced funds: money that can be spent on one thing, until somebody takes it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

import numpy as np

from pathway_economics import payments
from pathway_economics.contracts.base import Array, Contract
from pathway_economics.contracts.book import Book
from pathway_economics.contracts.fixed.block import amount_due, only_with
from pathway_economics.contracts.sharing.pool import paid_within
from pathway_economics.contracts.terms import Terms
from pathway_economics.contracts.wording import Wording, is_zero, listed, the
from pathway_economics.ledger import Entry
from pathway_economics.parameters.numbers import Yearly
from pathway_economics.parties import EXTERNAL

Unspent = Literal["returned", "carried", "raided"]
UNSPENT: tuple[Unspent, ...] = ("returned", "carried", "raided")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class RingFencedFund(Contract):
    """A fund that refunds what is paid under some contracts, as far as it goes.

    The fund is an account of its own, named after the contract. It refunds the payers in
    proportion to what each paid, never more than is in it.

    Attributes
    ----------
    payer
        Who fills it; an outside funder if none is named.
    scope
        Contracts of earlier stages whose payers are refunded.
    amount
        Paid in: every year, or one per year. [currency per year]
    strategy
        If given, the amount is paid only in environments in which some people are on this
        strategy in some year.
    unspent
        What becomes of what is left at the end of a year: ``"returned"`` to the payer,
        ``"carried"`` to the next year and returned after the last, or ``"raided"``: it goes
        to another party.
    raided_by
        Party that takes from the fund.
    raided_share
        Share of what is in the fund at the start of a year that it takes before anything is
        refunded.

    Examples
    --------
    >>> fund = RingFencedFund(scope=["Device"], amount=500_000, unspent="carried")
    >>> print(fund.describe("GBP"))
    An outside funder pays GBP 500,000 a year into a fund, which refunds what is paid under Device \
as far as it goes. What is left at the end of a year stays in the fund, and is returned after the \
last.
    """

    keyword: ClassVar[str] = "ring_fenced_fund"
    stage: ClassVar[int] = 3
    has_account: ClassVar[bool] = True
    bears_scope: ClassVar[bool] = True
    money: ClassVar[tuple[str, ...]] = ("amount",)
    shares: ClassVar[tuple[str, ...]] = ("raided_share",)

    payer: str = EXTERNAL
    scope: Sequence[str]
    amount: Yearly
    strategy: str | None = None
    unspent: Unspent = "returned"
    raided_by: str | None = None
    raided_share: Yearly = 0.0

    def payers_and_payees(self) -> tuple[str, ...]:
        """Return who fills it and who takes from it."""
        return (self.payer, *(() if self.raided_by is None else (self.raided_by,)))

    def settle(self, name: str, book: Book) -> tuple[Entry, ...]:
        """Return what is paid in, taken, refunded, and what becomes of the rest."""
        paid = paid_within(book, self.scope)
        spent = sum(paid.values(), np.zeros(book.outcomes.shape))
        amount = amount_due(book.outcomes, self.amount, self.strategy)
        fund = payments.ring_fenced(
            amount,
            spent,
            taken_share=book.amounts(self.raided_share),
            carry=self.unspent == "carried",
        )
        part = fund.refunded / np.where(spent > 0.0, spent, 1.0)
        moved: list[tuple[str, str, Array]] = [
            ("Paid by the fund", payer, part * each) for payer, each in paid.items()
        ]
        if self.raided_by is not None and not is_zero(self.raided_share):
            moved.append(("Taken from the fund", self.raided_by, fund.taken))
        raided = self.unspent == "raided" and self.raided_by is not None
        to, label = (self.raided_by, "Raided") if raided else (self.payer, "Returned")
        left = fund.left.copy()
        if self.unspent == "carried":
            left[..., :-1, :] = 0.0  # it stays in the fund until the last year ends
        moved.append((f"{label} from the fund", str(to), left))
        return (
            Entry(self.payer, name, "transfer", "Paid into the fund", amount, source=name),
            *(Entry(name, to, "transfer", label, each, source=name) for label, to, each in moved),
        )

    def sentences(self, words: Wording) -> Iterable[str]:
        """Return the terms in plain English."""
        yield (
            f"{the(self.payer)} pays {words.yearly(self.amount)} into a fund, which refunds what "
            f"is paid under {listed(self.scope)} as far as it goes{only_with(self.strategy)}"
        )
        taker = the(str(self.raided_by))
        if not is_zero(self.raided_share):
            yield (
                f"at the start of each year {taker} takes {words.share(self.raided_share)} of "
                "what is in it"
            )
        left = "what is left at the end of a year"
        yield {
            "returned": f"{left} is returned",
            "carried": f"{left} stays in the fund, and is returned after the last",
            "raided": f"{left} goes to {taker}",
        }[self.unspent]

    def _between(self) -> str:
        return f"of {self.payer!r}"

    def _problems(self) -> list[str]:
        problems = Terms._problems(self)
        if self.unspent not in UNSPENT:
            problems.append(f"unspent={self.unspent!r}; it must be one of {', '.join(UNSPENT)}")
        raids = self.unspent == "raided" or not is_zero(self.raided_share)
        if raids != (self.raided_by is not None):
            problems.append(
                "raided_by and what is raided (unspent 'raided' or raided_share) go together"
            )
        return problems
