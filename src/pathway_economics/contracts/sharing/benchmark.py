"""Benchmarks: what spending is measured against. None of them is an oracle.

Only ``per_draw`` knows what would have happened in each draw; it is a diagnostic.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

import numpy as np

from pathway_economics.contracts.book import Array, Book
from pathway_economics.contracts.terms import whole_number_problems
from pathway_economics.errors import InvalidModel
from pathway_economics.parameters.expressions import Constant, as_expression
from pathway_economics.parameters.numbers import Number, Spelling, Yearly, as_yearly
from pathway_economics.seeds import CHUNK, stream

FIXED, PER_DRAW = "fixed", "per_draw"


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
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

    trend: Number = 0.0
    cv: Number = 0.0
    years: int = 1

    def __post_init__(self) -> None:
        object.__setattr__(self, "trend", as_expression(self.trend))
        object.__setattr__(self, "cv", as_expression(self.cv))
        problems = []
        if isinstance(self.trend, Constant) and not self.trend.value > -1:
            problems.append(f"trend={self.trend.value:g}, but growth is above -1, such as 0.02")
        if isinstance(self.cv, Constant) and not self.cv.value >= 0:
            problems.append(f"cv={self.cv.value:g}, but it must be zero or more")
        problems += whole_number_problems("years", self.years)
        if problems:
            raise InvalidModel(f"History: {'; '.join(problems)}.")


def as_benchmark(given: Any) -> Any:
    """Return a benchmark as the model file or Python states it, read.

    Examples
    --------
    >>> as_benchmark({"history": {"cv": 0.03, "years": 3}}).years
    3
    """
    if isinstance(given, History) or (isinstance(given, str) and given in (FIXED, PER_DRAW)):
        return given
    if isinstance(given, Mapping):
        if set(given) != {"history"} or not isinstance(given["history"], Mapping):
            raise InvalidModel(
                f"benchmark={dict(given)!r}; write fixed, per_draw, {{history: {{trend: 0.02, "
                "cv: 0.03, years: 1}} or amounts by year."
            )
        unknown = set(given["history"]) - {"trend", "cv", "years"}
        if unknown:
            raise InvalidModel(f"history has no {', '.join(sorted(unknown))}: trend, cv and years.")
        return History(**given["history"])
    return as_yearly(given)


_HISTORY = {"history": {"type": "object"}}
_SCHEMA = {
    "anyOf": [
        {"type": ["number", "string"]},
        {"type": "array", "items": {"type": ["number", "string"]}, "minItems": 1},
        {
            "type": "object",
            "properties": _HISTORY,
            "required": ["history"],
            "additionalProperties": False,
        },
    ]
}

Benchmark = Annotated[str | History | Yearly, Spelling(as_benchmark, _SCHEMA)]
"""``"fixed"``, ``"per_draw"``, a history, or amounts by year."""


def benchmark(terms: Any, expenditure: Array, name: str, book: Book) -> Array:
    """Return the benchmark in currency per year, broadcast to (E, Y, D).

    Parameters
    ----------
    terms
        A benchmark as ``as_benchmark`` reads it.
    expenditure : shape (E, Y, D)
        Spending in scope.
    name
        Name of the contract, which keys the chance of its history.
    book
        What happened.
    """
    if terms == PER_DRAW:
        return expenditure[:1]
    if terms == FIXED:
        return book.expected(expenditure)
    if isinstance(terms, History):
        return _trended(terms, expenditure, name, book)
    amounts: Array = book.outcomes.amounts(terms)
    return amounts


def _trended(terms: History, expenditure: Array, name: str, book: Book) -> Array:
    draws = book.outcomes.draws
    chunks = [
        stream(draws.seed, "history", name, chunk).standard_normal(CHUNK)
        for chunk in range(-(-draws.n_draws // CHUNK))
    ]
    error = np.concatenate(chunks)[: draws.n_draws] / np.sqrt(terms.years)
    past = book.expected(expenditure)[:, :1] * (1 + book.outcomes.amounts(terms.cv) * error)
    elapsed = np.arange(expenditure.shape[1])[:, np.newaxis]
    trended: Array = past * (1 + book.outcomes.amounts(terms.trend)) ** elapsed
    return trended
