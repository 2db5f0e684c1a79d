"""Gain share: the payer passes on part of what it spends below a benchmark."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from pathway_economics import payments
from pathway_economics.contracts.base import Contract
from pathway_economics.contracts.book import Book
from pathway_economics.contracts.sharing.benchmark import (
    FIXED,
    PER_DRAW,
    Benchmark,
    History,
    as_benchmark,
    benchmark,
)
from pathway_economics.contracts.terms import whole_number_problems
from pathway_economics.contracts.wording import (
    Wording,
    is_zero,
    listed,
    the,
)
from pathway_economics.errors import InvalidModel
from pathway_economics.ledger import Entry
from pathway_economics.parameters.expressions import Expression
from pathway_economics.parameters.numbers import Yearly


@dataclass(frozen=True, slots=True, kw_only=True)
class GainShare(Contract):
    """A share of savings against a benchmark; see ``payments.gain_share`` for the rule.

    Attributes
    ----------
    payer, payee
        Who spends and shares, and with whom.
    scope
        Contracts of the first stage whose payments by the payer are counted, net of what
        it received under them.
    benchmark
        ``"fixed"``: the mean over draws of the reference, known at signing;
        ``"per_draw"``: the true counterfactual, for diagnosis only; a ``History``; or
        amounts by year. [currency per year]
    sharing_rate, loss_sharing_rate
        Shares of a saving that is paid, and of a loss that is paid back.
    minimum_rate
        Least saving or loss that counts, as a share of the benchmark; once passed, all
        is shared from the first pound.
    cap
        Largest payment either way, as a share of the benchmark; none if omitted.
    from_year
        First budget year that counts, from 1.

    Examples
    --------
    >>> terms = GainShare(payer="ICB", payee="Acute trust", scope=["Admissions"],
    ...                   sharing_rate=0.5, minimum_rate=0.01)
    >>> print(terms.describe("GBP"))
    The ICB pays the Acute trust 50% of what it spends below the benchmark on Admissions, once \
the saving reaches 1% of the benchmark. The benchmark is the spending expected today, fixed at \
signing.
    """

    keyword: ClassVar[str] = "gain_share"
    stage: ClassVar[int] = 2
    shares: ClassVar[tuple[str, ...]] = (
        "sharing_rate",
        "loss_sharing_rate",
        "minimum_rate",
        "cap",
    )

    payer: str
    payee: str
    scope: Sequence[str]
    sharing_rate: Yearly
    benchmark: Benchmark = FIXED
    loss_sharing_rate: Yearly = 0.0
    minimum_rate: Yearly = 0.0
    cap: Yearly | None = None
    from_year: int = 1

    def settle(self, name: str, book: Book) -> tuple[Entry, ...]:
        """Return the one entry of the share."""
        amounts = book.outcomes.amounts
        spent = book.net_paid(self.payer, self.scope)
        payment = payments.gain_share(
            spent,
            benchmark(self.benchmark, spent, name, book),
            sharing_rate=amounts(self.sharing_rate),
            loss_sharing_rate=amounts(self.loss_sharing_rate),
            minimum_rate=amounts(self.minimum_rate),
            cap=None if self.cap is None else amounts(self.cap),
        )
        counts = np.arange(payment.shape[1])[:, np.newaxis] >= self.from_year - 1
        due = np.where(counts, payment, 0.0)
        return (Entry(self.payer, self.payee, "transfer", "Gain share", due, source=name),)

    def numbers(self) -> tuple[tuple[str, Expression], ...]:
        """Return every expression in the terms with the field it stands in."""
        own = Contract.numbers(self)
        if not isinstance(self.benchmark, History):
            return own
        past = {"trend": self.benchmark.trend, "cv": self.benchmark.cv}
        return own + tuple(
            (f"benchmark[{term}]", number)
            for term, number in past.items()
            if isinstance(number, Expression)
        )

    def sentences(self, words: Wording) -> Iterable[str]:
        """Return the terms in plain English."""
        gate = ""
        if not is_zero(self.minimum_rate):
            gate = f", once the saving reaches {words.share(self.minimum_rate)} of the benchmark"
        first = (
            f"{the(self.payer)} pays {the(self.payee)} {words.share(self.sharing_rate)} of what "
            f"it spends below the benchmark on {listed(self.scope)}{gate}"
        )
        rest = [first, self._benchmark_in_words(words)]
        if not is_zero(self.loss_sharing_rate):
            share = words.share(self.loss_sharing_rate)
            alike = ", from the same minimum" if gate else ""
            rest.append(
                f"{the(self.payee)} pays back {share} of spending above the benchmark{alike}"
            )
        if self.cap is not None:
            rest.append(f"no payment exceeds {words.share(self.cap)} of the benchmark")
        if self.from_year > 1:
            rest.append(f"sharing starts in year {self.from_year}")
        return rest

    def _benchmark_in_words(self, words: Wording) -> str:
        terms = self.benchmark
        if terms == FIXED:
            return "the benchmark is the spending expected today, fixed at signing"
        if terms == PER_DRAW:
            return "the benchmark is what would have been spent, which nobody can know: diagnosis"
        if isinstance(terms, History):
            years = "one past year" if terms.years == 1 else f"{terms.years} past years"
            error = f", known with an error of {words.share(terms.cv)} for one year"
            trend = f", trended by {words.share(terms.trend)} a year"
            return (
                f"the benchmark is the spending of {years}"
                f"{'' if is_zero(terms.cv) else error}{'' if is_zero(terms.trend) else trend}"
            )
        return f"the benchmark is {words.yearly(terms)}"

    def _read(self) -> list[str]:
        problems = Contract._read(self)
        try:
            object.__setattr__(self, "benchmark", as_benchmark(self.benchmark))
        except InvalidModel as error:
            problems.append(f"benchmark: {str(error).rstrip('.')}")
        return problems + whole_number_problems("from_year", self.from_year)
