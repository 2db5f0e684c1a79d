"""What every benchmark can say and do. None of them is an oracle.

Only ``per_draw`` knows what would have happened in each draw; it is a diagnostic.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any, ClassVar

import numpy as np

from pathway_economics.contracts.book import Array, Book
from pathway_economics.contracts.terms import Terms
from pathway_economics.contracts.wording import Wording, listed
from pathway_economics.errors import InvalidModel
from pathway_economics.parameters.numbers import as_yearly
from pathway_economics.seeds import CHUNK, stream

FIXED, PER_DRAW = "fixed", "per_draw"


class BenchmarkTerms(Terms, ABC):
    """Terms by which a benchmark is found.

    Attributes
    ----------
    keyword
        Word of the model file.
    """

    __slots__ = ()

    keyword: ClassVar[str]

    @abstractmethod
    def amounts(self, spent: Array, name: str, book: Book) -> Array:
        """Return the benchmark in currency per year, broadcast to (E, Y, D).

        Parameters
        ----------
        spent : shape (E, Y, D)
            Spending in scope.
        name
            What keys its chance.
        book
            What happened.
        """

    @abstractmethod
    def in_words(self, words: Wording) -> str:
        """Return the terms as a sentence, without capital or stop."""

    def scaled(self, factor: float) -> "BenchmarkTerms":
        """Return the terms as they would be for so many times the people."""
        return self


def read_benchmark(given: Any, kinds: Iterable[type[BenchmarkTerms]]) -> Any:
    """Return a benchmark as the model file or Python states it, read.

    Raises
    ------
    InvalidModel
        If it is none of the kinds, nor amounts.
    """
    known = {kind.keyword: kind for kind in kinds}
    if isinstance(given, tuple(known.values())):
        return given
    if isinstance(given, str) and given in (FIXED, PER_DRAW):
        return given
    if not isinstance(given, Mapping):
        return as_yearly(given)
    word = next(iter(given), None)
    if len(given) != 1 or word not in known or not isinstance(given[word], Mapping):
        written = [FIXED, PER_DRAW, *(f"{{{w}: {{...}}}}" for w in known), "amounts by year"]
        raise InvalidModel(f"benchmark={dict(given)!r}; write {listed(written, 'or')}.")
    names = [field.name for field in fields(known[word])]  # type: ignore[arg-type]
    unknown = sorted(set(map(str, given[word])) - set(names))
    if unknown:
        raise InvalidModel(f"{word} has no {', '.join(unknown)}: {listed(names)}.")
    try:
        return known[word](**given[word])
    except TypeError as error:
        raise InvalidModel(f"{word}: {str(error).split('() ')[-1]}; give it.") from None


def schema_of(kinds: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Return the JSON Schema of a benchmark, from the schemas of the fields of each kind."""
    number = {"type": ["number", "string"]}
    shapes = [
        {
            "type": "object",
            "properties": {
                word: {"type": "object", "properties": inside, "additionalProperties": False}
            },
            "required": [word],
            "additionalProperties": False,
        }
        for word, inside in kinds.items()
    ]
    return {"anyOf": [number, {"type": "array", "items": number, "minItems": 1}, *shapes]}


def benchmark(terms: Any, spent: Array, name: str, book: Book) -> Array:
    """Return the benchmark in currency per year, broadcast to (E, Y, D).

    Parameters
    ----------
    terms
        A benchmark as ``read_benchmark`` reads it.
    spent : shape (E, Y, D)
        Spending in scope.
    name
        Name of the contract, which keys the chance of its benchmark.
    book
        What happened.
    """
    if isinstance(terms, BenchmarkTerms):
        return terms.amounts(spent, name, book)
    if terms == PER_DRAW:
        return spent[:1]
    return book.expected(spent) if terms == FIXED else book.amounts(terms)


def benchmark_in_words(terms: Any, words: Wording) -> str:
    """Return a benchmark as a sentence, without capital or stop."""
    if isinstance(terms, BenchmarkTerms):
        return terms.in_words(words)
    if terms == FIXED:
        return "the benchmark is the spending expected today, fixed at signing"
    if terms == PER_DRAW:
        return (
            "the benchmark is what would have been spent, which nobody can know: for diagnosis only"
        )
    return f"the benchmark is {words.yearly(terms)}"


def scores(book: Book, *key: str | int) -> Array:
    """Return standard normal scores of a chance that belongs to a key, shape (D,)."""
    draws = book.outcomes.draws
    chunks = [
        stream(draws.seed, *key, chunk).standard_normal(CHUNK)
        for chunk in range(-(-draws.n_draws // CHUNK))
    ]
    return np.concatenate(chunks)[: draws.n_draws]
