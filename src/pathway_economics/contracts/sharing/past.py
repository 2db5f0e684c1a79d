"""Benchmarks that are observed, with the chance of what was observed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar

import numpy as np

from pathway_economics.contracts.book import Array, Book
from pathway_economics.contracts.sharing.against import BenchmarkTerms, scores
from pathway_economics.contracts.terms import whole_number_problems
from pathway_economics.contracts.wording import Wording, is_zero
from pathway_economics.parameters.expressions import Constant, as_expression
from pathway_economics.parameters.numbers import Number


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class History(BenchmarkTerms):
    """A benchmark trended from past spending, which had its own chance.

    The past stands at the level of the first year: the mean over draws of the
    reference's spending in that year, with an error of its own in each draw.

    Attributes
    ----------
    trend
        Growth for each year after the first. [per year]
    cv
        Coefficient of variation of one past year around its mean.
    years
        Number of past years averaged; the error shrinks with its square root. [years]

    Examples
    --------
    >>> History(trend=0.02, cv=0.03).years
    1
    """

    keyword: ClassVar[str] = "history"
    factors: ClassVar[tuple[str, ...]] = ("cv",)
    growth: ClassVar[tuple[str, ...]] = ("trend",)
    spelled: ClassVar[Mapping[str, Callable[[Any], Any]]] = {
        "trend": as_expression,
        "cv": as_expression,
    }

    trend: Number = 0.0
    cv: Number = 0.0
    years: int = 1

    def amounts(self, spent: Array, name: str, book: Book) -> Array:
        """Return the past with its error, trended, shape (1, Y, D)."""
        error = scores(book, "history", name) / np.sqrt(self.years)
        past = book.expected(spent)[:, :1] * (1 + book.amounts(self.cv) * error)
        elapsed = np.arange(spent.shape[1])[:, np.newaxis]
        trended: Array = past * (1 + book.amounts(self.trend)) ** elapsed
        return trended

    def in_words(self, words: Wording) -> str:
        """Return the terms as a sentence, without capital or stop."""
        years = "one past year" if self.years == 1 else f"{self.years} past years"
        error = f", known with an error of {words.share(self.cv)} for one year"
        trend = f", trended by {words.share(self.trend)} a year"
        return (
            f"the benchmark is the spending of {years}"
            f"{'' if is_zero(self.cv) else error}{'' if is_zero(self.trend) else trend}"
        )

    def scaled(self, factor: float) -> "History":
        """Return the terms for so many times the people: the error of a year shrinks."""
        return replace(self, cv=as_expression(self.cv) / factor**0.5)

    def _problems(self) -> list[str]:
        problems = [] if self.trend != Constant(-1.0) else ["trend=-1, but growth is above -1"]
        found = BenchmarkTerms._problems(self) or problems
        return found + whole_number_problems("years", self.years)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Comparison(BenchmarkTerms):
    """A benchmark seen in a control group, which goes on as the reference does.

    The control group shares what is true in each draw: its mean per unit, brought to the
    size of the scope, is what the reference spends in that draw. It is seen with sampling
    noise, new in each year and shared by the environments.

    Attributes
    ----------
    cv
        Coefficient of variation of one unit of the control group, such as one person.
    size
        Units in the control group; the error shrinks with its square root.
    drift
        Growth by which the control group departs from what would have been, for each year
        after the first. [per year]

    Examples
    --------
    >>> Comparison(cv=2, size=10_000).drift
    Constant(value=0.0)
    """

    keyword: ClassVar[str] = "comparison"
    factors: ClassVar[tuple[str, ...]] = ("cv",)
    growth: ClassVar[tuple[str, ...]] = ("drift",)
    spelled: ClassVar[Mapping[str, Callable[[Any], Any]]] = {
        "drift": as_expression,
        "cv": as_expression,
    }

    cv: Number
    size: int
    drift: Number = 0.0

    def amounts(self, spent: Array, name: str, book: Book) -> Array:
        """Return what the control group spends, at the size of the scope, shape (1, Y, D)."""
        n_years = spent.shape[1]
        noise = np.stack([scores(book, "comparison", name, year) for year in range(n_years)])
        error = book.amounts(self.cv) * noise / np.sqrt(self.size)
        elapsed = np.arange(n_years)[:, np.newaxis]
        seen: Array = spent[:1] * (1 + error) * (1 + book.amounts(self.drift)) ** elapsed
        return seen

    def in_words(self, words: Wording) -> str:
        """Return the terms as a sentence, without capital or stop."""
        drift = f", drifting by {words.share(self.drift)} a year"
        return (
            f"the benchmark is the spending of a control group of {self.size:,}, known with an "
            f"error of {words.share(self.cv)} for one of them"
            f"{'' if is_zero(self.drift) else drift}"
        )

    def _problems(self) -> list[str]:
        return BenchmarkTerms._problems(self) + whole_number_problems("size", self.size)
