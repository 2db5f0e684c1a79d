"""Shared savings as in Medicare: a gate, a share that follows quality, and limits."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from pathway_economics import payments
from pathway_economics.contracts.base import Array, Contract
from pathway_economics.contracts.book import Book
from pathway_economics.contracts.insurance.quality import WithQuality
from pathway_economics.contracts.measure import Measured, as_measured
from pathway_economics.contracts.sharing.against_benchmark import AgainstBenchmark
from pathway_economics.contracts.sharing.benchmark import FIXED, Benchmark
from pathway_economics.contracts.wording import Wording, is_zero, listed, the
from pathway_economics.errors import InvalidModel
from pathway_economics.ledger import Entry
from pathway_economics.outcomes import bounds_complaints
from pathway_economics.parameters.expressions import Constant
from pathway_economics.parameters.numbers import Yearly


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SharedSavings(WithQuality, AgainstBenchmark):
    """Savings shared with those who bring them about; see ``payments.mssp`` for the rule.

    Attributes
    ----------
    payer, payee
        Who spends and shares, and with whom.
    scope
        Contracts of the first stage whose payments by the payer are counted, net of what
        it received under them.
    sharing_rate
        Largest share of savings that is paid.
    benchmark
        As in a gain share. [currency per year]
    loss_rate, loss_rate_most
        Share of losses that is paid back; if the second is given, it is 1 less the
        sharing rate times the score, between the two.
    minimum_rate, minimum_loss_rate
        Least saving and least loss that count, as shares of the benchmark; one for both
        if the second is omitted. Once passed, all is shared from the first pound.
    lives
        Assigned people: the minimum rate follows from their number, as in the one-sided
        tracks of Medicare. [people]
    cap, loss_cap
        Largest payment and repayment, as shares of the benchmark; none if omitted.
    loss_limit
        Largest repayment, such as one that follows revenue; the lesser holds.
        [currency per year]
    quality
        What the score is taken from.
    quality_floor, quality_target
        Where the score is 0 and 1; in proportion between.
    quality_standard
        Score from which the whole sharing rate is paid.
    alternative_standard
        Score from which, below the standard, the sharing rate times the score is paid; if
        omitted, nothing is paid there.
    sequestration
        Share by which payments of savings are cut.
    from_year
        First budget year that counts, from 1.

    Examples
    --------
    >>> terms = SharedSavings(payer="ICB", payee="Acute trust", scope=["Admissions"],
    ...                       sharing_rate=0.5, minimum_rate=0.02)
    >>> print(terms.describe("GBP"))
    The ICB pays the Acute trust 50% of what it spends below the benchmark on Admissions, once \
the saving reaches 2% of the benchmark. The benchmark is the spending expected today, fixed at \
signing.
    """

    keyword: ClassVar[str] = "shared_savings"
    stage: ClassVar[int] = 2
    money: ClassVar[tuple[str, ...]] = ("loss_limit",)
    shares: ClassVar[tuple[str, ...]] = (
        "sharing_rate",
        "loss_rate",
        "loss_rate_most",
        "minimum_rate",
        "minimum_loss_rate",
        "cap",
        "loss_cap",
        "quality_standard",
        "alternative_standard",
        "sequestration",
    )
    factors: ClassVar[tuple[str, ...]] = ("lives", "quality_floor", "quality_target")
    spelled: ClassVar[Mapping[str, Callable[[Any], Any]]] = {"quality": as_measured}

    payer: str
    payee: str
    scope: Sequence[str]
    sharing_rate: Yearly
    benchmark: Benchmark = FIXED
    loss_rate: Yearly = 0.0
    loss_rate_most: Yearly | None = None
    minimum_rate: Yearly | None = None
    minimum_loss_rate: Yearly | None = None
    lives: Yearly | None = None
    cap: Yearly | None = None
    loss_cap: Yearly | None = None
    loss_limit: Yearly | None = None
    quality: Measured = 1.0
    quality_floor: Yearly = 0.0
    quality_target: Yearly = 1.0
    quality_standard: Yearly = 0.0
    alternative_standard: Yearly | None = None
    sequestration: Yearly = 0.0
    from_year: int = 1

    def settle(self, name: str, book: Book) -> tuple[Entry, ...]:
        """Return the one entry of the share."""
        spent, expected = self.spent_and_benchmark(name, book)
        score = self.score(book)
        alternative = self.alternative_standard

        self._refuse_rates_that_cross(name, book)

        def given(term: Any) -> Array | None:
            return None if term is None else book.amounts(term)

        payment = payments.mssp(
            spent,
            expected,
            sharing_rate=book.amounts(self.sharing_rate),
            loss_rate=book.amounts(self.loss_rate),
            loss_rate_most=given(self.loss_rate_most),
            minimum_rate=self._minimum(book),
            minimum_loss_rate=given(self.minimum_loss_rate),
            quality=score,
            meets_quality=score >= book.amounts(self.quality_standard),
            meets_alternative=False if alternative is None else score >= book.amounts(alternative),
            cap=given(self.cap),
            loss_cap=given(self.loss_cap),
            loss_limit=np.inf if self.loss_limit is None else book.amounts(self.loss_limit),
            sequestration=book.amounts(self.sequestration),
        )
        return self.shared(name, "Shared savings", payment)

    def _refuse_rates_that_cross(self, name: str, book: Book) -> None:
        if self.loss_rate_most is None:
            return
        room = np.subtract(book.amounts(self.loss_rate_most), book.amounts(self.loss_rate))
        what = f"loss_rate_most less loss_rate of {name!r}"
        complaints = bounds_complaints(room, 0.0, 1.0, what)
        if complaints:
            raise InvalidModel(complaints)

    def _minimum(self, book: Book) -> Array:
        if self.lives is not None:
            return payments.minimum_savings_rate(book.amounts(self.lives))
        return book.amounts(0.0 if self.minimum_rate is None else self.minimum_rate)

    def sentences(self, words: Wording) -> Iterable[str]:
        """Return the terms in plain English."""
        payee = the(self.payee)
        yield (
            f"{the(self.payer)} pays {payee} {words.share(self.sharing_rate)} of what it spends "
            f"below the benchmark on {listed(self.scope)}{self._gate_in_words(words)}"
        )
        yield from self._losses_in_words(words)
        if self.cap is not None:
            yield f"no payment exceeds {words.share(self.cap)} of the benchmark"
        if not is_zero(self.sequestration):
            yield f"payments of savings are cut by {words.share(self.sequestration)}"
        if not self.is_full():
            yield self.score_in_words(words)
        if not is_zero(self.quality_standard):
            below = "nothing is paid"
            if self.alternative_standard is not None:
                least = words.number(self.alternative_standard)
                below = f"the share is multiplied by the score, and below {least} {below}"
            yield f"below a score of {words.number(self.quality_standard)} {below}"
        yield from self.closing_sentences(words)

    def _gate_in_words(self, words: Wording) -> str:
        if self.lives is not None:
            lives = words.number(self.lives)
            return f", once the saving reaches the minimum for {lives} people"
        if self.minimum_rate is None or is_zero(self.minimum_rate):
            return ""
        return f", once the saving reaches {words.share(self.minimum_rate)} of the benchmark"

    def _losses_in_words(self, words: Wording) -> Iterable[str]:
        if is_zero(self.loss_rate) and self.loss_rate_most is None:
            return
        share = words.share(self.loss_rate)
        if self.loss_rate_most is not None:
            share = f"{share} to {words.share(self.loss_rate_most)}, less where quality is better,"
        gate = ""
        if self.minimum_loss_rate is not None:
            gate = f", once the loss reaches {words.share(self.minimum_loss_rate)} of it"
        elif self._gate_in_words(words):
            gate = ", from the same minimum"
        yield f"{the(self.payee)} pays back {share} of spending above the benchmark{gate}"
        limits = []
        if self.loss_cap is not None:
            limits.append(f"{words.share(self.loss_cap)} of the benchmark")
        if self.loss_limit is not None:
            limits.append(words.yearly(self.loss_limit))
        if limits:
            yield f"no repayment exceeds {listed(limits, 'or')}"

    def _problems(self) -> list[str]:
        problems = Contract._problems(self) + self.quality_problems()
        if self.lives is not None and self.minimum_rate is not None:
            problems.append("both lives and minimum_rate are given; give one")
        least, most = self.loss_rate, self.loss_rate_most
        if isinstance(least, Constant) and isinstance(most, Constant) and most.value < least.value:
            problems.append(
                f"loss_rate_most={most.value:g} is below loss_rate={least.value:g}; swap them"
            )
        return problems
