"""Quality payments: a share of a contract's value that depends on indicators."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from pathway_economics import payments
from pathway_economics.contracts.base import Array, Contract
from pathway_economics.contracts.book import Book
from pathway_economics.contracts.performance.indicator import (
    Indicator,
    indicator_problems,
    indicators_in_words,
    total_score,
)
from pathway_economics.contracts.terms import Terms
from pathway_economics.contracts.wording import Wording, listed, the
from pathway_economics.ledger import Entry
from pathway_economics.parameters.numbers import Yearly


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class QualityPayment(Contract):
    """A share of what is paid under other contracts, in proportion to a quality score.

    Attributes
    ----------
    payer, payee
        Who pays whom.
    rate
        Share of the value that depends on quality.
    indicators
        Indicators by name; their weights sum to one.
    scope
        Contracts of the first stage whose payments by the payer, to anyone, are the value.
    value
        Instead of a scope: the value itself. [currency per year]
    prepaid
        Whether all of it is paid in advance and what is not earned is clawed back; the
        payee has the same in the end.

    Examples
    --------
    >>> terms = QualityPayment(payer="ICB", payee="Acute trust", rate=0.0125, value=200e6,
    ...                        indicators={"Flu jabs": Indicator(achieved=0.93, threshold=0.9)})
    >>> print(terms.describe("GBP"))
    The ICB pays the Acute trust up to 1.25% of GBP 200,000,000 a year, as far as it meets its \
indicators. They are: Flu jabs (0.93, of which at least 0.9 is needed).
    """

    keyword: ClassVar[str] = "quality_payment"
    stage: ClassVar[int] = 2
    money: ClassVar[tuple[str, ...]] = ("value",)
    shares: ClassVar[tuple[str, ...]] = ("rate",)
    parts: ClassVar[Mapping[str, type[Terms]]] = {"indicators": Indicator}

    payer: str
    payee: str
    rate: Yearly
    indicators: Mapping[str, Indicator]
    scope: Sequence[str] | None = None
    value: Yearly | None = None
    prepaid: bool = False

    def settle(self, name: str, book: Book) -> tuple[Entry, ...]:
        """Return the one entry of the payment; if prepaid, one more of what is clawed back."""
        value, rate = self._value(book), book.amounts(self.rate)
        earned = payments.quality_payment(
            value, rate=rate, score=total_score(self.indicators, book)
        )
        if not self.prepaid:
            return (self.entry(name, "Quality payment", earned),)
        advance = np.asarray(rate * value)
        return (
            self.entry(name, "Quality payment, prepaid", advance),
            self.entry(name, "Quality payment, clawed back", earned - advance),
        )

    def _value(self, book: Book) -> Array:
        if self.scope is None:
            return book.amounts(self.value)
        return book.paid(self.scope).get(self.payer, np.zeros(book.outcomes.shape))

    def sentences(self, words: Wording) -> Iterable[str]:
        """Return the terms in plain English."""
        if self.scope is None:
            value = words.yearly(self.value)
        else:
            value = f"what it pays under {listed(self.scope)}"
        yield (
            f"{the(self.payer)} pays {the(self.payee)} up to {words.share(self.rate)} of "
            f"{value}, as far as it meets its indicators"
        )
        yield f"they are: {indicators_in_words(self.indicators, words)}"
        if self.prepaid:
            yield "all of it is paid in advance, and what is not earned is clawed back"

    def _problems(self) -> list[str]:
        problems = Contract._problems(self) + indicator_problems(self.indicators)
        if (self.scope is None) == (self.value is None):
            problems.append("give either a scope of contracts, or their value")
        return problems
