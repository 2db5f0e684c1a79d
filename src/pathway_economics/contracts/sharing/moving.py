"""Benchmarks that move with what was spent: the dynamics of shared savings."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Annotated, Any, ClassVar

from pathway_economics import payments
from pathway_economics.contracts.book import Array, Book
from pathway_economics.contracts.sharing.against import (
    FIXED,
    BenchmarkTerms,
    benchmark,
    benchmark_in_words,
    read_benchmark,
    schema_of,
)
from pathway_economics.contracts.sharing.past import Comparison, History
from pathway_economics.contracts.terms import whole_number_problems
from pathway_economics.contracts.wording import Wording, is_zero
from pathway_economics.parameters.expressions import as_expression
from pathway_economics.parameters.numbers import Number, Spelling, Yearly

as_start = partial(read_benchmark, kinds=(History, Comparison))
"""Reads a benchmark that does not move itself."""

NUMBER = {"type": ["number", "string"]}
WHOLE = {"type": "integer", "minimum": 1}
OBSERVED = {
    "history": {"trend": NUMBER, "cv": NUMBER, "years": WHOLE},
    "comparison": {"cv": NUMBER, "size": WHOLE, "drift": NUMBER},
}
"""JSON Schemas of the fields of benchmarks that do not move."""

Start = Annotated[str | History | Comparison | Yearly, Spelling(as_start, schema_of(OBSERVED))]
"""Any benchmark that does not move."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Rebased(BenchmarkTerms):
    """A benchmark that is reset every few years to what was spent in them.

    Attributes
    ----------
    every
        Years between resets. [years]
    weight
        Weight of the mean of past spending in a reset; the mean of the past benchmark has
        the rest.
    start
        Benchmark until the first reset: any other that does not move. [currency per year]

    Examples
    --------
    >>> Rebased(every=3, weight=0.5).start
    'fixed'
    """

    keyword: ClassVar[str] = "rebased"
    shares: ClassVar[tuple[str, ...]] = ("weight",)
    spelled: ClassVar[Mapping[str, Callable[[Any], Any]]] = {
        "weight": as_expression,
        "start": as_start,
    }

    every: int
    weight: Number = 1.0
    start: Start = FIXED

    def amounts(self, spent: Array, name: str, book: Book) -> Array:
        """Return the benchmark, which follows what each environment spends."""
        start = benchmark(self.start, spent, name, book)
        weight = book.amounts(self.weight)[:, 0]
        return payments.rebased(start, spent, every=self.every, weight=weight)

    def in_words(self, words: Wording) -> str:
        """Return the terms as a sentence, without capital or stop."""
        years, when = ("year", "it") if self.every == 1 else (f"{self.every} years", "them")
        return (
            f"{benchmark_in_words(self.start, words)}; every {years} it is reset to the mean of "
            f"what was spent in {when}, with a weight of {words.share(self.weight)}"
        )

    def scaled(self, factor: float) -> "Rebased":
        """Return the terms as they would be for so many times the people."""
        return replace(self, start=_scaled(self.start, factor))

    def _problems(self) -> list[str]:
        return BenchmarkTerms._problems(self) + whole_number_problems("every", self.every)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Ratchet(BenchmarkTerms):
    """A benchmark that falls by a share of the saving of the year before.

    Attributes
    ----------
    rate
        Share of a saving by which the benchmark of the next year falls, and of a loss by
        which it rises.
    trend
        Growth of the benchmark besides. [per year]
    downward_only
        Whether a loss leaves it where it is.
    start
        Benchmark of the first year: any other that does not move. [currency per year]

    Examples
    --------
    >>> Ratchet(rate=0.5).downward_only
    False
    """

    keyword: ClassVar[str] = "ratchet"
    shares: ClassVar[tuple[str, ...]] = ("rate",)
    growth: ClassVar[tuple[str, ...]] = ("trend",)
    spelled: ClassVar[Mapping[str, Callable[[Any], Any]]] = {
        "rate": as_expression,
        "trend": as_expression,
        "start": as_start,
    }

    rate: Number
    trend: Number = 0.0
    downward_only: bool = False
    start: Start = FIXED

    def amounts(self, spent: Array, name: str, book: Book) -> Array:
        """Return the benchmark, which follows what each environment saves."""
        start = benchmark(self.start, spent, name, book)
        return payments.ratcheted(
            start[:, 0],
            spent,
            rate=book.amounts(self.rate)[:, 0],
            growth=book.amounts(self.trend)[:, 0],
            downward_only=self.downward_only,
        )

    def in_words(self, words: Wording) -> str:
        """Return the terms as a sentence, without capital or stop."""
        share = words.share(self.rate)
        trend = "" if is_zero(self.trend) else f", growing by {words.share(self.trend)} a year"
        loss = (
            "stays as it is after a loss" if self.downward_only else f"rises by {share} of a loss"
        )
        return (
            f"{benchmark_in_words(self.start, words)}; it holds in the first year, and from year "
            f"to year it falls by {share} of the saving and {loss}{trend}"
        )

    def scaled(self, factor: float) -> "Ratchet":
        """Return the terms as they would be for so many times the people."""
        return replace(self, start=_scaled(self.start, factor))


def _scaled(start: Any, factor: float) -> Any:
    if isinstance(start, BenchmarkTerms):
        return start.scaled(factor)
    if isinstance(start, str):
        return start
    if isinstance(start, tuple):
        return tuple(number * factor for number in start)
    return start * factor
