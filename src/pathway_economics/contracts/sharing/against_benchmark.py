"""What contracts share that measure the spending of their payer against a benchmark."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from pathway_economics.contracts.base import Array, Contract
from pathway_economics.contracts.book import Book
from pathway_economics.contracts.sharing.benchmark import (
    as_benchmark,
    benchmark,
    benchmark_in_words,
)
from pathway_economics.contracts.terms import whole_number_problems
from pathway_economics.contracts.wording import Wording
from pathway_economics.errors import InvalidModel
from pathway_economics.ledger import Entry


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

    def closing_sentences(self, words: Wording) -> list[str]:
        """Return what the benchmark is, and when sharing starts if not at once."""
        texts = [benchmark_in_words(self.benchmark, words)]
        if self.from_year > 1:
            texts.append(f"sharing starts in year {self.from_year}")
        return texts

    def _read(self) -> list[str]:
        problems = Contract._read(self)
        try:
            self._set("benchmark", as_benchmark(self.benchmark))
        except InvalidModel as error:
            problems.append(f"benchmark: {str(error).rstrip('.')}")
        if self.benchmark == ():
            problems.append("benchmark is empty; give amounts by year, or leave it out")
        return problems + whole_number_problems("from_year", self.from_year)
