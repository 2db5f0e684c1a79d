"""What contracts share that measure the spending of their payer against a benchmark."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from pathway_economics.contracts.base import Array, Contract
from pathway_economics.contracts.book import Book
from pathway_economics.contracts.sharing.benchmark import (
    FIXED,
    PER_DRAW,
    History,
    as_benchmark,
    benchmark,
)
from pathway_economics.contracts.terms import whole_number_problems
from pathway_economics.contracts.wording import Wording, is_zero
from pathway_economics.errors import InvalidModel
from pathway_economics.ledger import Entry
from pathway_economics.parameters.expressions import Expression


class AgainstBenchmark(Contract):
    """A contract on what its payer spends under a scope, against a benchmark.

    A subclass has the fields ``payer``, ``payee``, ``scope``, ``benchmark`` and
    ``from_year``.
    """

    __slots__ = ()

    if TYPE_CHECKING:
        payer: str
        payee: str
        scope: Sequence[str]
        benchmark: object
        from_year: int

    def spent_and_benchmark(self, name: str, book: Book) -> tuple[Array, Array]:
        """Return spending in scope and its benchmark, broadcast to (E, Y, D)."""
        spent = book.net_paid(self.payer, self.scope)
        return spent, benchmark(self.benchmark, spent, name, book)

    def shared(self, name: str, label: str, payment: Array) -> tuple[Entry, ...]:
        """Return the one entry of a payment, from the first year that counts."""
        counts = np.arange(payment.shape[1])[:, np.newaxis] >= self.from_year - 1
        due = np.where(counts, payment, 0.0)
        return (self.entry(name, label, due, category="transfer"),)

    def numbers(self) -> tuple[tuple[str, Expression], ...]:
        """Return every expression in the terms with the field it stands in."""
        own = Contract.numbers(self)
        past = self.benchmark
        if not isinstance(past, History):
            return own
        inside = (("benchmark[trend]", past.trend), ("benchmark[cv]", past.cv))
        return own + tuple((at, each) for at, each in inside if isinstance(each, Expression))

    def closing_sentences(self, words: Wording) -> list[str]:
        """Return what the benchmark is, and when sharing starts if not at once."""
        texts = [_in_words(self.benchmark, words)]
        if self.from_year > 1:
            texts.append(f"sharing starts in year {self.from_year}")
        return texts

    def _read(self) -> list[str]:
        problems = Contract._read(self)
        try:
            self._set("benchmark", as_benchmark(self.benchmark))
        except InvalidModel as error:
            problems.append(f"benchmark: {str(error).rstrip('.')}")
        return problems + whole_number_problems("from_year", self.from_year)


def _in_words(terms: object, words: Wording) -> str:
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
