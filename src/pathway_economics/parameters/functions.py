"""What an expression may call, and the names it may not take."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Value = float | NDArray[np.float64]
"""A number, or one number per draw."""

VARIABLES = (
    "cycle",
    "time",
    "time_on_strategy",
    "time_in_state",
    "age",
    "year",
    "cycle_years",
)
"""Names the engine binds: cycle (1, 2, ...), years since entry, years on the strategy,
years in the state, age in years, calendar year (2026 for 2026/27), and the length of a
cycle in years."""

RESERVED = (*VARIABLES, "rest", "null")
"""Names that no parameter may take."""


def _where(condition: Value, yes: Value, no: Value) -> Value:
    return np.where(condition, yes, no)


def _rate_to_prob(rate: Value) -> Value:
    result: Value = -np.expm1(-np.asarray(rate))
    return result


def _prob_to_rate(probability: Value) -> Value:
    result: Value = -np.log1p(-np.asarray(probability))
    return result


def _odds_to_prob(odds: Value) -> Value:
    return odds / (1.0 + np.asarray(odds))


def _extreme(pairwise: Callable[[Value, Value], Value]) -> Callable[..., Value]:
    def over(first: Value, *others: Value) -> Value:
        for other in others:
            first = pairwise(first, other)
        return first

    return over


def _comparison(holds: Callable[[Value, Value], Any]) -> Callable[[Value, Value], Value]:
    """Give 1.0 or 0.0, since numpy adds two truths to one and refuses to subtract them."""

    def as_number(left: Value, right: Value) -> Value:
        result: Value = np.multiply(holds(left, right), 1.0)
        return result

    return as_number


OPERATORS: dict[str, Callable[..., Any]] = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": np.divide,
    "**": np.power,
    "negative": np.negative,
    "<": _comparison(np.less),
    "<=": _comparison(np.less_equal),
    ">": _comparison(np.greater),
    ">=": _comparison(np.greater_equal),
    "==": _comparison(np.equal),
    "!=": _comparison(np.not_equal),
}

FUNCTIONS: dict[str, tuple[Callable[..., Any], int, int]] = {
    "min": (_extreme(np.minimum), 1, 20),
    "max": (_extreme(np.maximum), 1, 20),
    "exp": (np.exp, 1, 1),
    "log": (np.log, 1, 1),
    "sqrt": (np.sqrt, 1, 1),
    "where": (_where, 3, 3),
    "rate_to_prob": (_rate_to_prob, 1, 1),
    "prob_to_rate": (_prob_to_rate, 1, 1),
    "odds_to_prob": (_odds_to_prob, 1, 1),
}
"""Callable names, each with the least and the most arguments it takes."""
