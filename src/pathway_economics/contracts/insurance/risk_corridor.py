"""Risk corridor: what is spent above or below a target is shared band by band."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from pathway_economics import payments
from pathway_economics.contracts.bands import Band, band_problems, bands_in_words, schedule
from pathway_economics.contracts.base import Contract
from pathway_economics.contracts.book import Book
from pathway_economics.contracts.sharing.against_benchmark import AgainstBenchmark
from pathway_economics.contracts.sharing.benchmark import FIXED, Benchmark
from pathway_economics.contracts.terms import SHARE, Bounded, Terms
from pathway_economics.contracts.wording import Wording, is_zero, listed, the
from pathway_economics.ledger import Entry
from pathway_economics.parameters.expressions import Constant
from pathway_economics.parameters.numbers import Yearly


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class RiskCorridor(AgainstBenchmark):
    """A risk corridor around a target; see ``payments.risk_corridor`` for the rule.

    The payer is the party that spends. It passes on a part of what it spends below the
    target and receives a part of what it spends above.

    Attributes
    ----------
    payer, payee
        Who spends, and who shares its risk.
    scope
        Contracts of the first stage whose payments by the payer are counted, net of what
        it received under them.
    bands
        Bands of the distance from target, as shares of it, from zero up; each distance
        is shared at the rates of the bands that it crosses.
    loss_bands
        Those for spending above target, where they differ.
    benchmark
        As in a gain share. [currency per year]
    discount
        Share of the benchmark that the payer keeps first; the target is what is left.
    proration
        Share of what the payee owes for spending above target that it pays.
    from_year
        First budget year that counts, from 1.

    Examples
    --------
    >>> terms = RiskCorridor(payer="Insurer", payee="State", scope=["Claims"],
    ...                      bands=[Band(upto=0.03, rate=0), Band(rate=0.5)])
    >>> print(terms.describe("GBP"))
    The Insurer pays the State a part of what it spends below target on Claims: 0% up to 3% of \
the target and 50% beyond. The State bears a part of what is spent above target, in the same \
bands. The benchmark is the spending expected today, fixed at signing.
    """

    keyword: ClassVar[str] = "risk_corridor"
    stage: ClassVar[int] = 2
    shares: ClassVar[tuple[str, ...]] = ("discount", "proration")
    parts: ClassVar[Mapping[str, type[Terms]]] = {"bands": Band, "loss_bands": Band}

    payer: str
    payee: str
    scope: Sequence[str]
    bands: Sequence[Band]
    loss_bands: Sequence[Band] | None = None
    benchmark: Benchmark = FIXED
    discount: Yearly = 0.0
    proration: Yearly = 1.0
    from_year: int = 1

    def settle(self, name: str, book: Book) -> tuple[Entry, ...]:
        """Return the one entry of the corridor."""
        spent, expected = self.spent_and_benchmark(name, book)
        losses = self.loss_bands
        payment = payments.risk_corridor(
            spent,
            expected,
            bands=schedule(self.bands, book.amounts),
            loss_bands=None if losses is None else schedule(losses, book.amounts),
            discount=book.amounts(self.discount),
            proration=book.amounts(self.proration),
        )
        return self.shared(name, "Risk corridor", payment)

    def bounded(self) -> dict[str, Bounded]:
        """Return the terms that have bounds, by field; the rate of a band is a share."""
        return {
            place: term._replace(bounds=SHARE) if place.endswith(".rate") else term
            for place, term in AgainstBenchmark.bounded(self).items()
        }

    def sentences(self, words: Wording) -> Iterable[str]:
        """Return the terms in plain English."""

        def told(bands: Sequence[Band]) -> str:
            return bands_in_words(
                bands, lambda end: f"{words.share(end)} of the target", words.share
            )

        payer, payee = the(self.payer), the(self.payee)
        yield (
            f"{payer} pays {payee} a part of what it spends below target on "
            f"{listed(self.scope)}: {told(self.bands)}"
        )
        how = "in the same bands" if self.loss_bands is None else told(self.loss_bands)
        joint = ", " if self.loss_bands is None else ": "
        yield f"{payee} bears a part of what is spent above target{joint}{how}"
        if self.proration != Constant(1.0):
            yield f"of what it owes for that it pays {words.share(self.proration)}"
        yield from self.closing_sentences(words)
        if not is_zero(self.discount):
            yield f"the target is the benchmark less {words.share(self.discount)}"

    def _problems(self) -> list[str]:
        problems = Contract._problems(self)
        for field, bands in (("bands", self.bands), ("loss_bands", self.loss_bands)):
            problems += band_problems(field, bands)
        return problems + [
            f"{place}={number.value:g}{SHARE.rule}"
            for place, number in self.numbers()
            if ".rate" in place and isinstance(number, Constant) and number.value > SHARE.most
        ]
