"""Quality share: a part of what a budget leaves or lacks, by quality."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from pathway_economics import payments
from pathway_economics.contracts.base import Contract
from pathway_economics.contracts.book import Book
from pathway_economics.contracts.insurance.quality import WithQuality
from pathway_economics.contracts.measure import Measured, as_measured
from pathway_economics.contracts.sharing.against_benchmark import AgainstBenchmark
from pathway_economics.contracts.sharing.benchmark import FIXED, Benchmark
from pathway_economics.contracts.wording import Wording, is_zero, listed, the
from pathway_economics.ledger import Entry
from pathway_economics.parameters.numbers import Yearly


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class QualityShare(WithQuality, AgainstBenchmark):
    """A share of a budget's surplus that rises with quality, and of its deficit that falls.

    As in the Alternative Quality Contract; see ``payments.quality_share`` for the rule.

    Attributes
    ----------
    payer, payee
        Who spends and shares, and with whom.
    scope
        Contracts of the first stage whose payments by the payer are counted, net of what
        it received under them.
    quality
        What the score is taken from.
    sharing_rate, sharing_rate_least
        Shares of a surplus at a score of 1 and of 0; in proportion between.
    loss_rate, loss_rate_most
        Shares of a deficit at a score of 1 and of 0; the same if the second is omitted.
    benchmark
        The budget, as in a gain share. [currency per year]
    quality_floor, quality_target
        Where the score is 0 and 1; in proportion between.
    from_year
        First budget year that counts, from 1.

    Examples
    --------
    >>> terms = QualityShare(payer="Insurer", payee="Group", scope=["Claims"], quality=0.8,
    ...                      sharing_rate=0.9, sharing_rate_least=0.5)
    >>> print(terms.describe("USD"))
    The Insurer pays the Group 50% to 90% of what it spends below the budget on Claims, more \
where quality is better. The quality score is 0.8. The benchmark is the spending expected today, \
fixed at signing.
    """

    keyword: ClassVar[str] = "quality_share"
    stage: ClassVar[int] = 2
    shares: ClassVar[tuple[str, ...]] = (
        "sharing_rate",
        "sharing_rate_least",
        "loss_rate",
        "loss_rate_most",
    )
    factors: ClassVar[tuple[str, ...]] = ("quality_floor", "quality_target")
    spelled: ClassVar[Mapping[str, Callable[[Any], Any]]] = {"quality": as_measured}

    payer: str
    payee: str
    scope: Sequence[str]
    quality: Measured
    sharing_rate: Yearly
    sharing_rate_least: Yearly = 0.0
    loss_rate: Yearly = 0.0
    loss_rate_most: Yearly | None = None
    benchmark: Benchmark = FIXED
    quality_floor: Yearly = 0.0
    quality_target: Yearly = 1.0
    from_year: int = 1

    def settle(self, name: str, book: Book) -> tuple[Entry, ...]:
        """Return the one entry of the share."""
        spent, budget = self.spent_and_benchmark(name, book)
        most = self.loss_rate_most
        payment = payments.quality_share(
            spent,
            budget,
            quality=self.score(book),
            sharing_rate=book.amounts(self.sharing_rate),
            sharing_rate_least=book.amounts(self.sharing_rate_least),
            loss_rate=book.amounts(self.loss_rate),
            loss_rate_most=None if most is None else book.amounts(most),
        )
        return self.shared(name, "Quality share", payment)

    def sentences(self, words: Wording) -> Iterable[str]:
        """Return the terms in plain English."""
        yield (
            f"{the(self.payer)} pays {the(self.payee)} {words.share(self.sharing_rate_least)} to "
            f"{words.share(self.sharing_rate)} of what it spends below the budget on "
            f"{listed(self.scope)}, more where quality is better"
        )
        if self.loss_rate_most is not None:
            yield (
                f"{the(self.payee)} pays back {words.share(self.loss_rate)} to "
                f"{words.share(self.loss_rate_most)} of spending above it, less where quality is "
                "better"
            )
        elif not is_zero(self.loss_rate):
            share = words.share(self.loss_rate)
            yield f"{the(self.payee)} pays back {share} of spending above it"
        yield self.score_in_words(words)
        yield from self.closing_sentences(words)

    def _problems(self) -> list[str]:
        return Contract._problems(self) + self.quality_problems()
