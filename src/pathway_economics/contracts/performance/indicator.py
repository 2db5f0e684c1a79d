"""Indicators: what is achieved, how it is scored, and how much it weighs."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import isclose
from typing import Any, ClassVar

import numpy as np

from pathway_economics import payments
from pathway_economics.contracts.book import Array, Book
from pathway_economics.contracts.measure import (
    Measured,
    as_measured,
    measured,
    measured_in_words,
)
from pathway_economics.contracts.terms import Terms
from pathway_economics.contracts.wording import Wording
from pathway_economics.errors import InvalidModel
from pathway_economics.outcomes import bounds_complaints
from pathway_economics.parameters.expressions import Constant
from pathway_economics.parameters.numbers import Yearly


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Indicator(Terms):
    """Something by which performance is judged.

    With a ``threshold`` it is met or not; otherwise it is met in proportion to the way from
    ``floor`` to ``target``.

    Attributes
    ----------
    achieved
        What is achieved: a score, or a ``Measure`` counted in the run.
    weight
        Weight among the indicators; equal if none of them has one.
    floor
        Where it starts to count, in the unit of what is achieved; 0 if omitted.
    target
        Where it counts in full; 1 if omitted, and below the floor if less is better.
    threshold
        Least that counts, and then in full; instead of floor and target.

    Examples
    --------
    >>> Indicator(achieved=0.93, threshold=0.9).in_words(Wording("GBP"))
    '0.93, of which at least 0.9 is needed'
    """

    shares: ClassVar[tuple[str, ...]] = ("weight",)
    factors: ClassVar[tuple[str, ...]] = ("floor", "target", "threshold")
    spelled: ClassVar[Mapping[str, Callable[[Any], Any]]] = {"achieved": as_measured}

    achieved: Measured
    weight: Yearly | None = None
    floor: Yearly | None = None
    target: Yearly | None = None
    threshold: Yearly | None = None

    def score(self, book: Book) -> Array:
        """Return how far it is met, from 0 to 1, broadcast to (E, Y, D)."""
        achieved = measured(self.achieved, book)
        if self.threshold is not None:
            return payments.conditional(1.0, achieved, book.amounts(self.threshold))
        floor = 0.0 if self.floor is None else book.amounts(self.floor)
        target = 1.0 if self.target is None else book.amounts(self.target)
        return payments.graded(1.0, achieved, floor=floor, target=target)

    def in_words(self, words: Wording) -> str:
        """Return what is achieved and how it is scored in words."""
        achieved = measured_in_words(self.achieved, words)
        if self.threshold is not None:
            return f"{achieved}, of which at least {words.number(self.threshold)} is needed"
        if self.floor is None and self.target is None:
            return achieved
        floor = "0" if self.floor is None else words.number(self.floor)
        target = "1" if self.target is None else words.number(self.target)
        return f"{achieved}, in proportion from {floor} to {target}"

    def _problems(self) -> list[str]:
        problems = Terms._problems(self)
        if self.threshold is not None and not (self.floor is None and self.target is None):
            problems.append("threshold given together with floor or target; give one rule")
        return problems


def total_score(indicators: Mapping[str, Indicator], book: Book) -> Array:
    """Return the weighted score of some indicators, broadcast to (E, Y, D)."""
    named = [indicators[name] for name in sorted(indicators)]
    scores = np.stack(np.broadcast_arrays(*(each.score(book) for each in named)))
    given = [each.weight for each in named]
    if None in given:
        return payments.weighted_score(scores, 1.0 / len(named))
    weights = np.stack(np.broadcast_arrays(*(book.amounts(weight) for weight in given)))
    complaints = bounds_complaints(
        weights.sum(axis=0), 1.0, 1.0, "the sum of the weights of the indicators"
    )
    if complaints:
        raise InvalidModel(complaints)
    return payments.weighted_score(scores, weights)


def indicators_in_words(indicators: Mapping[str, Indicator], words: Wording) -> str:
    """Return indicators, their weights and their rules in words."""
    each = [
        f"{name} ({'' if one.weight is None else words.share(one.weight) + ': '}"
        f"{one.in_words(words)})"
        for name, one in indicators.items()
    ]
    equal = any(one.weight is None for one in indicators.values()) and len(each) > 1
    return f"{'; '.join(each)}{', each of equal weight' if equal else ''}"


def indicator_problems(indicators: Any) -> list[str]:
    """Return what is wrong with a set of indicators."""
    if not isinstance(indicators, Mapping):
        return [f"indicators={indicators!r}, but they stand by name"]
    known: Iterable[Any] = indicators.values()
    weights = [one.weight for one in known if isinstance(one, Indicator)]
    if not indicators:
        return ["indicators is empty; give at least one"]
    if None in weights and any(weight is not None for weight in weights):
        return ["indicators: some have a weight and some have none; give all or none"]
    values = [weight.value for weight in weights if isinstance(weight, Constant)]
    if values and len(values) == len(weights) and not isclose(sum(values), 1.0, abs_tol=1e-9):
        return [f"the weights of the indicators sum to {sum(values):g}; they must sum to 1"]
    return []
