"""Outcome bonds: an investor funds the work, and is paid for its outcomes."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from pathway_economics import payments
from pathway_economics.contracts.base import Contract
from pathway_economics.contracts.book import Book
from pathway_economics.contracts.fixed.block import amount_due, only_with
from pathway_economics.contracts.measure import (
    Measured,
    as_measured,
    measured,
    measured_in_words,
)
from pathway_economics.contracts.wording import Wording, the
from pathway_economics.errors import InvalidModel
from pathway_economics.ledger import Entry
from pathway_economics.outcomes import bounds_complaints
from pathway_economics.parameters.numbers import Yearly


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class OutcomeBond(Contract):
    """A social impact bond: investment up front, and payment by outcomes within caps.

    Its return to the investor is ``payments.return_on_investment`` of the investor's
    position.

    Attributes
    ----------
    payer
        Commissioner, who pays for outcomes.
    investor
        Who invests and is paid for outcomes.
    delivery
        Who receives the investment and does the work.
    investment
        What the investor pays in each year: one per year, such as the whole in the first
        and nothing afterwards. [currency per year]
    price
        Paid for each outcome. [currency per outcome]
    achieved
        Outcomes of the year: a number, or a ``Measure`` counted in the run. [outcomes per
        year]
    yearly_cap
        Most that is paid in a year; no cap if omitted. [currency per year]
    total_cap
        Most that is paid over all years; no cap if omitted. [currency]
    strategy
        If given, the bond is in force only in environments in which some people are on this
        strategy in some year.

    Examples
    --------
    >>> terms = OutcomeBond(payer="ICB", investor="Fund", delivery="Charity",
    ...                     investment=[1_650_000, 0], price=600, achieved=1_500,
    ...                     yearly_cap=800_000)
    >>> print(terms.describe("GBP"))
    The Fund pays the Charity GBP 1,650,000 in year 1 and GBP 0 in year 2. The ICB pays the Fund \
GBP 600 for each outcome (1,500), no more than GBP 800,000 a year.
    """

    keyword: ClassVar[str] = "outcome_bond"
    money: ClassVar[tuple[str, ...]] = ("investment", "price", "yearly_cap", "total_cap")
    spelled: ClassVar[Mapping[str, Callable[[Any], Any]]] = {"achieved": as_measured}

    payer: str
    investor: str
    delivery: str
    investment: Yearly
    price: Yearly
    achieved: Measured
    yearly_cap: Yearly | None = None
    total_cap: Yearly | None = None
    strategy: str | None = None

    def payers_and_payees(self) -> tuple[str, ...]:
        """Return the accounts between which it moves money."""
        return (self.payer, self.investor, self.delivery)

    def settle(self, name: str, book: Book) -> tuple[Entry, ...]:
        """Return an entry of the investment and one of the payments for outcomes."""
        investment = amount_due(book.outcomes, self.investment, self.strategy)
        counted = measured(self.achieved, book)
        what = f"outcomes achieved of {name!r}"
        complaints = bounds_complaints(counted, 0.0, np.inf, what)
        if complaints:
            raise InvalidModel(complaints)
        price = amount_due(book.outcomes, self.price, self.strategy)
        caps = {
            term: np.inf if given is None else book.amounts(given)
            for term, given in (("yearly_cap", self.yearly_cap), ("total_cap", self.total_cap))
        }
        worth = np.broadcast_to(counted * price, book.outcomes.shape)
        paid = payments.capped_outcomes(worth, **caps)
        investor, delivery = self.investor, self.delivery
        return (
            Entry(investor, delivery, "transfer", "Investment", investment, name, recurrent=False),
            Entry(self.payer, investor, "contract", "Outcome payments", paid, name),
        )

    def sentences(self, words: Wording) -> Iterable[str]:
        """Return the terms in plain English."""
        only = only_with(self.strategy)
        yield (
            f"{the(self.investor)} pays {the(self.delivery)} {words.yearly(self.investment)}{only}"
        )
        caps = []
        if self.yearly_cap is not None:
            caps.append(f"no more than {words.yearly(self.yearly_cap)}")
        if self.total_cap is not None:
            caps.append(f"no more than {words.each(self.total_cap)} in all")
        limits = f", {' and '.join(caps)}" if caps else ""
        outcome = measured_in_words(self.achieved, words)
        yield (
            f"{the(self.payer)} pays {the(self.investor)} {words.each(self.price)} for each "
            f"outcome ({outcome}){limits}{only}"
        )

    def _problems(self) -> list[str]:
        problems = Contract._problems(self)
        if self.investor == self.delivery:
            problems.append(f"{self.investor!r} would invest in itself; name two parties")
        if isinstance(self.total_cap, tuple):
            problems.append("total_cap holds over all years; give one number")
        return problems
