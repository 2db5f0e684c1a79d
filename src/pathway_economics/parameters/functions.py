"""What an expression may call, and the names it may not take."""

from collections.abc import Callable
from inspect import Parameter, signature
from types import FunctionType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pathway_economics.parameters.diagnostics import DIAGNOSTICS
from pathway_economics.parameters.families import FAMILIES
from pathway_economics.parameters.hazards import HAZARDS
from pathway_economics.parameters.trends import TRENDS

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
    **HAZARDS,
    **DIAGNOSTICS,
    **TRENDS,
}
"""Callable names, each with the least and the most arguments it takes."""


def miscounted(function: str, count: int) -> str | None:
    """Return what is wrong with the number of arguments of a listed function, or nothing.

    Examples
    --------
    >>> miscounted("sqrt", 2)
    'sqrt takes 1 argument, not 2.'
    >>> miscounted("weibull_prob", 2)
    'weibull_prob takes 4 arguments, not 2; write weibull_prob(start, end, shape, scale).'
    >>> miscounted("piecewise_cumulative", 5)
    'piecewise_cumulative ends with a rate, after pairs of a rate and until when it holds: \
piecewise(rate, until, rate, ...).'
    """
    _, least, most = FUNCTIONS[function]
    if not least <= count <= most:
        spelt = _spelt(function)
        mend = f"; write {spelt}" if spelt else ""
        return f"{function} takes {in_words(least, most)}, not {count}{mend}."
    family = FAMILIES.get(function.rpartition("_")[0])
    if family is not None and not family.takes(count - least + len(family.parameters)):
        return (
            f"{function} ends with a rate, after pairs of a rate and until when it holds: "
            "piecewise(rate, until, rate, ...)."
        )
    return None


def _spelt(function: str) -> str | None:
    """Return a listed function with the names of its arguments, if they have any."""
    called = FUNCTIONS[function][0]
    name, _, what = function.rpartition("_")
    if name in FAMILIES:
        return f"{function}({'start, end' if what == 'prob' else 't'}, {FAMILIES[name].spelt})"
    if not isinstance(called, FunctionType):
        return None
    given = signature(called).parameters.values()
    if any(argument.kind is Parameter.VAR_POSITIONAL for argument in given):
        return None
    return f"{function}({', '.join(argument.name for argument in given)})"


def in_words(least: int, most: int) -> str:
    """Return a number of arguments in words."""
    if least == most:
        return f"{least} argument{'s' * (least != 1)}"
    return f"{least} to {most} arguments"
