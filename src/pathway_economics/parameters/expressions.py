"""Expressions: arithmetic on parameter names and model variables.

One small tree, built by the parser of ``parser.py`` or by Python operators on
parameters, and evaluated over arrays. Nothing else can be said in it: no
attributes, no calls outside ``FUNCTIONS`` and the declared look-up tables.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf, isfinite
from typing import Any, Protocol, runtime_checkable

import numpy as np

from pathway_economics.errors import InvalidModel
from pathway_economics.parameters.functions import (
    FUNCTIONS,
    OPERATORS,
    RESERVED,
    VARIABLES,
    Value,
)

__all__ = [
    "FUNCTIONS",
    "OPERATORS",
    "RESERVED",
    "VARIABLES",
    "Constant",
    "Expression",
    "Name",
    "Named",
    "Operation",
    "Operators",
    "Value",
    "as_expression",
    "calls_in",
    "names_in",
    "substitute",
]


@runtime_checkable
class Named(Protocol):
    """Anything that an expression may refer to by name, such as a parameter."""

    @property
    def name(self) -> str:
        """Name that the expression uses."""


class Operators:
    """Python operators that build expressions instead of computing."""

    __slots__ = ()
    __array_ufunc__ = None  # so that np.float64(2) * parameter is an expression too

    def __add__(self, other: Any) -> "Expression":
        return _binary("+", self, other)

    def __radd__(self, other: Any) -> "Expression":
        return _binary("+", other, self)

    def __sub__(self, other: Any) -> "Expression":
        return _binary("-", self, other)

    def __rsub__(self, other: Any) -> "Expression":
        return _binary("-", other, self)

    def __mul__(self, other: Any) -> "Expression":
        return _binary("*", self, other)

    def __rmul__(self, other: Any) -> "Expression":
        return _binary("*", other, self)

    def __truediv__(self, other: Any) -> "Expression":
        return _binary("/", self, other)

    def __rtruediv__(self, other: Any) -> "Expression":
        return _binary("/", other, self)

    def __pow__(self, other: Any) -> "Expression":
        return _binary("**", self, other)

    def __rpow__(self, other: Any) -> "Expression":
        return _binary("**", other, self)

    def __neg__(self) -> "Expression":
        return Operation("negative", (as_expression(self),))

    def __lt__(self, other: Any) -> "Expression":
        return _binary("<", self, other)

    def __le__(self, other: Any) -> "Expression":
        return _binary("<=", self, other)

    def __gt__(self, other: Any) -> "Expression":
        return _binary(">", self, other)

    def __ge__(self, other: Any) -> "Expression":
        return _binary(">=", self, other)


class Expression(Operators):
    """A number, a name, or an operation on expressions."""

    __slots__ = ()

    def __bool__(self) -> bool:
        raise InvalidModel(
            f"The truth of the expression {self} is not known until it is evaluated: "
            "use where(condition, yes, no) instead of if, and, or."
        )


@dataclass(frozen=True, slots=True)
class Constant(Expression):
    """A number that stands in an expression."""

    value: float

    def __str__(self) -> str:
        return repr(self.value).removesuffix(".0")  # every bit, so that text can be read again


@dataclass(frozen=True, slots=True)
class Name(Expression):
    """A parameter, a variable or a covariate."""

    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Operation(Expression):
    """An operator, a function or a look-up table applied to expressions."""

    function: str
    operands: tuple[Expression, ...]

    def __str__(self) -> str:
        parts = [str(operand) for operand in self.operands]
        if self.function == "negative":
            return f"-{_bracket(self.operands[0], parts[0], 4)}"
        if self.function in OPERATORS:
            rank = _RANKS[self.function]
            # Chains of + - and * / lean left, as the parser reads them: no bracket there.
            left = _bracket(self.operands[0], parts[0], rank - (rank in (2, 3)))
            right = _bracket(self.operands[1], parts[1], rank)
            return f"{left} {self.function} {right}"
        return f"{self.function}({', '.join(parts)})"


_RANKS = {
    **dict.fromkeys(("<", "<=", ">", ">=", "==", "!="), 1),
    **dict.fromkeys(("+", "-", "negative"), 2),
    **dict.fromkeys(("*", "/"), 3),
    "**": 4,
}
"""How tightly each operator binds; a leading minus is printed like a difference."""


def _bracket(operand: Expression, text: str, rank: int) -> str:
    """Return the text in brackets if it binds no tighter than ``rank``."""
    if isinstance(operand, Operation):
        loose = _RANKS.get(operand.function, 9) <= rank
    else:
        loose = text.startswith("-") and rank > 1
    return f"({text})" if loose else text


def _binary(symbol: str, left: Any, right: Any) -> Expression:
    return Operation(symbol, (as_expression(left), as_expression(right)))


def as_expression(given: Any) -> Expression:
    """Return ``given`` as an expression.

    Parameters
    ----------
    given
        An expression, a number, text to parse, or anything with a name.

    Returns
    -------
    Expression

    Raises
    ------
    InvalidModel
        If a number is not finite or the text is not an expression.

    Examples
    --------
    >>> print(as_expression("p_admit * rr_admit"))
    p_admit * rr_admit
    """
    if isinstance(given, Expression):
        return given
    if isinstance(given, str):
        from pathway_economics.parameters.parser import parse

        return parse(given)
    if isinstance(given, bool):
        raise InvalidModel(f"{given!r} is neither a number nor an expression.")
    if isinstance(given, int | float | np.integer | np.floating):
        return Constant(_finite(given))
    if isinstance(given, Named):
        return Name(given.name)
    raise InvalidModel(f"{given!r} is neither a number nor an expression.")


def _finite(given: Any) -> float:
    try:
        number = float(given)
    except OverflowError:  # a whole number may be larger than any float
        number = inf
    if not isfinite(number):
        raise InvalidModel(f"{given!r} is not a finite number.")
    return number


def names_in(expression: Expression) -> frozenset[str]:
    """Return every name that the expression refers to.

    Examples
    --------
    >>> sorted(names_in(as_expression("where(cycle <= 2, rr, 1) * p")))
    ['cycle', 'p', 'rr']
    """
    if isinstance(expression, Name):
        return frozenset((expression.name,))
    if isinstance(expression, Operation):
        return frozenset().union(*(names_in(operand) for operand in expression.operands))
    return frozenset()


def calls_in(expression: Expression) -> frozenset[tuple[str, int]]:
    """Return every function or table called, with its number of arguments."""
    if not isinstance(expression, Operation):
        return frozenset()
    inner = frozenset().union(*(calls_in(operand) for operand in expression.operands))
    if expression.function in OPERATORS:
        return inner
    return inner | {(expression.function, len(expression.operands))}


def substitute(expression: Expression, meanings: Mapping[str, Expression]) -> Expression:
    """Return the expression with names replaced by what they stand for."""
    if isinstance(expression, Name):
        return meanings.get(expression.name, expression)
    if isinstance(expression, Operation):
        operands = tuple(substitute(operand, meanings) for operand in expression.operands)
        return Operation(expression.function, operands)
    return expression
