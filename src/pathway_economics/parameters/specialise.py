"""Expressions simplified for known values of their variables."""

from collections.abc import Mapping

import numpy as np

from pathway_economics.parameters.evaluation import Lookup, meaning_of
from pathway_economics.parameters.expressions import (
    Constant,
    Expression,
    Name,
    Operation,
)

ONE, ZERO = Constant(1.0), Constant(0.0)


def specialise(
    expression: Expression,
    values: Mapping[str, float],
    tables: Mapping[str, Lookup] | None = None,
) -> Expression:
    """Return the expression simplified for known values of some names.

    The engine specialises each expression to each cycle before it runs, so that
    ``where(cycle <= 2, rr, 1) * p`` becomes ``rr * p`` and then ``p``, and arrays
    are computed again only when the expression has changed.

    Examples
    --------
    >>> from pathway_economics.parameters.expressions import as_expression
    >>> treated = as_expression("where(cycle <= 2, rr, 1) * p")
    >>> print(specialise(treated, {"cycle": 2}), "|", specialise(treated, {"cycle": 3}))
    rr * p | p
    """
    if isinstance(expression, Name):
        known = expression.name in values
        return Constant(float(values[expression.name])) if known else expression
    if not isinstance(expression, Operation):
        return expression
    if expression.function == "where":
        condition, yes, no = expression.operands
        condition = specialise(condition, values, tables)
        if isinstance(condition, Constant):
            return specialise(yes if condition.value else no, values, tables)
    operands = tuple([specialise(operand, values, tables) for operand in expression.operands])
    if all(isinstance(operand, Constant) for operand in operands):
        numbers = [operand.value for operand in operands if isinstance(operand, Constant)]
        with np.errstate(all="ignore"):
            return Constant(float(meaning_of(expression.function, tables or {})(*numbers)))
    return _without_identity(Operation(expression.function, operands))


def _without_identity(operation: Operation) -> Expression:
    """Drop ``1 *``, ``* 1``, ``0 +``, ``+ 0``, ``- 0``, ``/ 1``, ``** 1``: same bits, less work."""
    if len(operation.operands) != 2:
        return operation
    left, right = operation.operands
    if operation.function in ("*", "/", "**") and right == ONE:
        return left
    if operation.function in ("+", "-") and right == ZERO:
        return left
    if (operation.function, left) in (("*", ONE), ("+", ZERO)):
        return right
    return operation
