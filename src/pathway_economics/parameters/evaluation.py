"""The value of an expression, elementwise over arrays of draws."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from pathway_economics.parameters.expressions import Constant, Expression, Name, Operation
from pathway_economics.parameters.functions import FUNCTIONS, OPERATORS, Value

Lookup = Callable[..., Any]


def evaluate(
    expression: Expression,
    values: Mapping[str, Value],
    tables: Mapping[str, Lookup] | None = None,
) -> Value:
    """Return the value of an expression, elementwise over arrays.

    Parameters
    ----------
    expression
        What to evaluate.
    values
        A number or an array for every name in the expression.
    tables
        Declared look-up tables, by name.

    Returns
    -------
    float or NDArray
        Broadcast over the arrays in ``values``.

    Examples
    --------
    >>> from pathway_economics.parameters.expressions import as_expression
    >>> evaluate(as_expression("p * rr"), {"p": np.array([0.1, 0.2]), "rr": 0.5})
    array([0.05, 0.1 ])
    """
    with np.errstate(all="ignore"):  # what is not finite is counted by the engine and refused
        return _value(expression, values, tables or {})


def _value(
    expression: Expression, values: Mapping[str, Value], tables: Mapping[str, Lookup]
) -> Value:
    if isinstance(expression, Constant):
        return expression.value
    if isinstance(expression, Name):
        return values[expression.name]
    assert isinstance(expression, Operation)
    operands = [_value(operand, values, tables) for operand in expression.operands]
    result: Value = meaning_of(expression.function, tables)(*operands)
    return result


def meaning_of(function: str, tables: Mapping[str, Lookup]) -> Callable[..., Any]:
    """Return what computes an operator, a listed function or a declared table."""
    known = OPERATORS.get(function)
    if known is not None:
        return known
    return FUNCTIONS[function][0] if function in FUNCTIONS else tables[function]
