"""Outcome-based contracts: an amount of which a share depends on outcomes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from pathway_economics import payments
from pathway_economics.contracts.base import Contract
from pathway_economics.contracts.book import Book
from pathway_economics.contracts.performance.indicator import (
    Indicator,
    indicator_problems,
    indicators_in_words,
    total_score,
)
from pathway_economics.contracts.terms import Terms
from pathway_economics.contracts.wording import Wording, the
from pathway_economics.ledger import Entry
from pathway_economics.parameters.numbers import Yearly


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class OutcomeBased(Contract):
    """An amount whatever the activity, a share of it at risk on outcomes.

    A prime provider is paid so, and pays its subcontractors by contracts of their own; what
    it keeps is its position.

    Attributes
    ----------
    payer, payee
        Who pays whom.
    amount
        What is paid if every outcome is reached. [currency per year]
    at_risk
        Share of the amount that depends on the indicators.
    indicators
        Indicators by name; their weights sum to one.

    Examples
    --------
    >>> terms = OutcomeBased(payer="ICB", payee="Acute trust", amount=100, at_risk=0.1,
    ...                      indicators={"Independence": Indicator(achieved=0.6)})
    >>> print(terms.describe("GBP"))
    The ICB pays the Acute trust GBP 100 a year, whatever the activity, of which 10% depends on \
outcomes. They are: Independence (0.6).
    """

    keyword: ClassVar[str] = "outcome_based"
    money: ClassVar[tuple[str, ...]] = ("amount",)
    shares: ClassVar[tuple[str, ...]] = ("at_risk",)
    parts: ClassVar[Mapping[str, type[Terms]]] = {"indicators": Indicator}

    payer: str
    payee: str
    amount: Yearly
    at_risk: Yearly
    indicators: Mapping[str, Indicator]

    def settle(self, name: str, book: Book) -> tuple[Entry, ...]:
        """Return an entry for what is certain and one for what the outcomes earn."""
        amount, at_risk = book.amounts(self.amount), book.amounts(self.at_risk)
        score = total_score(self.indicators, book)
        certain = np.asarray(amount * (1.0 - at_risk))
        paid = payments.outcome_based(amount, at_risk=at_risk, score=score)
        return (
            self.entry(name, "Certain part", certain),
            self.entry(name, "Earned by outcomes", paid - certain),
        )

    def sentences(self, words: Wording) -> Iterable[str]:
        """Return the terms in plain English."""
        yield (
            f"{the(self.payer)} pays {the(self.payee)} {words.yearly(self.amount)}, whatever "
            f"the activity, of which {words.share(self.at_risk)} depends on outcomes"
        )
        yield f"they are: {indicators_in_words(self.indicators, words)}"

    def _problems(self) -> list[str]:
        return Contract._problems(self) + indicator_problems(self.indicators)
