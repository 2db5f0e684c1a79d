"""Yearly terms as arrays over years and draws."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pathway_economics.errors import UnknownName
from pathway_economics.horizon import Horizon
from pathway_economics.parameters import Draws, Table
from pathway_economics.parameters.evaluation import evaluate
from pathway_economics.parameters.expressions import (
    FUNCTIONS,
    Constant,
    Value,
    calls_in,
    names_in,
)
from pathway_economics.parameters.numbers import by_year

Array = NDArray[np.float64]


def yearly_amounts(
    given: Any, draws: Draws, horizon: Horizon, tables: Mapping[str, Table]
) -> Array:
    """Return yearly terms as an array of shape (1, Y, D), or (1, Y, 1) without parameters.

    Parameters
    ----------
    given
        A number or expression for every year, or a sequence with one per budget year.
        Expressions may use parameters and ``year``.
    draws, horizon, tables
        Of the model.
    """
    expressions = by_year(given, int(horizon.budget_years or 0))
    plain = [each.value for each in expressions if isinstance(each, Constant)]
    if len(plain) == len(expressions):  # most terms are, and need no draws
        return np.array(plain, dtype=float)[np.newaxis, :, np.newaxis]
    names = frozenset().union(*(names_in(expression) for expression in expressions))
    called = {name for expression in expressions for name, _ in calls_in(expression)}
    for name in sorted(called - {*FUNCTIONS, *tables}):
        raise UnknownName("function or table", name, (*FUNCTIONS, *tables))
    values = draws.values(*sorted(names - {"year"}))
    rows = []
    for index, expression in enumerate(expressions):
        year = horizon.calendar_year(1 + index * horizon.cycles_per_year)
        bound: dict[str, Value] = {**values, "year": float(year)}
        rows.append(np.atleast_1d(np.asarray(evaluate(expression, bound, tables), dtype=float)))
    width = max(row.size for row in rows)
    return np.stack([np.broadcast_to(row, (width,)) for row in rows])[np.newaxis]
