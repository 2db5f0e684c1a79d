"""Gain share: the payer passes on part of what it spends below a benchmark."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from pathway_economics import payments
from pathway_economics.contracts.book import Book
from pathway_economics.contracts.measure import (
    Measured,
    as_measured,
    measured_in_words,
    measured_share,
)
from pathway_economics.contracts.sharing.against_benchmark import AgainstBenchmark
from pathway_economics.contracts.sharing.benchmark import FIXED, Benchmark, benchmark_in_words
from pathway_economics.contracts.wording import (
    Wording,
    is_zero,
    listed,
    the,
)
from pathway_economics.ledger import Entry
from pathway_economics.parameters.expressions import Constant
from pathway_economics.parameters.numbers import Yearly


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class GainShare(AgainstBenchmark):
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
        ``"per_draw"``: the true counterfactual, for diagnosis only; a ``History``, a
        ``Comparison``, ``Rebased`` or a ``Ratchet``; or amounts by year. [currency per year]
    sharing_rate, loss_sharing_rate
        Share of a saving that is paid, and share of a loss that is paid back.
    minimum_rate
        Least saving or loss that counts, as a share of the benchmark; once passed, all
        is shared from the first pound.
    cap
        Largest payment either way, as a share of the benchmark; none if omitted.
    loss_cap
        Largest payment back, as a share of the benchmark, where it differs.
    quality
        Score by which the sharing rate of savings is multiplied, in [0, 1]; losses are
        shared whatever the quality.
    quality_gate
        Least score with which any saving is shared.
    stranded_first
        Whether the payee is first paid, out of a saving, what it goes on spending on care
        that it no longer gives; what is left is shared.
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
        "loss_cap",
        "quality",
        "quality_gate",
    )
    spelled: ClassVar[Mapping[str, Callable[[Any], Any]]] = {"quality": as_measured}

    payer: str
    payee: str
    scope: Sequence[str]
    sharing_rate: Yearly
    benchmark: Benchmark = FIXED
    loss_sharing_rate: Yearly = 0.0
    minimum_rate: Yearly = 0.0
    cap: Yearly | None = None
    loss_cap: Yearly | None = None
    quality: Measured = 1.0
    quality_gate: Yearly = 0.0
    stranded_first: bool = False
    from_year: int = 1

    def settle(self, name: str, book: Book) -> tuple[Entry, ...]:
        """Return the one entry of the share."""
        spent, expected = self.spent_and_benchmark(name, book)
        quality = measured_share(self.quality, book, "quality, which multiplies the rate")
        enough = quality >= book.amounts(self.quality_gate)
        stranded = book.unreleased(self.payee, self.scope) if self.stranded_first else 0.0
        payment = payments.gain_share(
            spent,
            expected,
            sharing_rate=np.where(enough, quality * book.amounts(self.sharing_rate), 0.0),
            loss_sharing_rate=book.amounts(self.loss_sharing_rate),
            minimum_rate=book.amounts(self.minimum_rate),
            cap=None if self.cap is None else book.amounts(self.cap),
            loss_cap=None if self.loss_cap is None else book.amounts(self.loss_cap),
            first=np.where(enough, stranded, 0.0),
        )
        return self.shared(name, "Gain share", payment)

    def sentences(self, words: Wording) -> Iterable[str]:
        """Return the terms in plain English."""
        gate = ""
        if not is_zero(self.minimum_rate):
            gate = f", once the saving reaches {words.share(self.minimum_rate)} of the benchmark"
        first = (
            f"{the(self.payer)} pays {the(self.payee)} {words.share(self.sharing_rate)} of what "
            f"it spends below the benchmark on {listed(self.scope)}{gate}"
        )
        rest = [first, benchmark_in_words(self.benchmark, words), *self._conditions(words)]
        if not is_zero(self.loss_sharing_rate):
            share = words.share(self.loss_sharing_rate)
            alike = ", from the same minimum" if gate else ""
            rest.append(
                f"{the(self.payee)} pays back {share} of spending above the benchmark{alike}"
            )
        if self.cap is not None:
            rest.append(f"no payment exceeds {words.share(self.cap)} of the benchmark")
        if self.loss_cap is not None:
            rest.append(f"no more than {words.share(self.loss_cap)} of the benchmark is paid back")
        if self.from_year > 1:
            rest.append(f"sharing starts in year {self.from_year}")
        return rest

    def _conditions(self, words: Wording) -> Iterable[str]:
        """Yield what comes before the share of a saving, and what it depends on."""
        if self.stranded_first:
            yield (
                f"out of a saving {the(self.payee)} is first paid what it goes on spending on "
                "care that it no longer gives, and the rest is shared"
            )
        score = measured_in_words(self.quality, words)
        if self.quality != Constant(1.0):
            yield f"the share of a saving is multiplied by the score for quality, {score}"
        if not is_zero(self.quality_gate):
            gate = words.number(self.quality_gate)
            yield f"no saving is shared where that score is below {gate}"

    def _problems(self) -> list[str]:
        problems = AgainstBenchmark._problems(self)
        if self.quality == Constant(1.0) and not is_zero(self.quality_gate):
            problems.append("a quality_gate needs a quality to go by; give both")
        return problems
