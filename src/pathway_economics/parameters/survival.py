"""Parametric survival curves: the time until something happens, in years.

Each family is its cumulative hazard H(t) and the inverse of it. The rest follows: the
survival is exp(-H(t)), and the probability of the event between ``start`` and ``end`` of
those without it at the start is 1 - exp(H(start) - H(end)). Parameters are those of R's
flexsurv, so that what a fit prints can be written as it stands.

References
----------
.. [1] C. Jackson, "flexsurv: a platform for parametric survival modeling in R," Journal of
   Statistical Software, vol. 70, no. 8, 2016. doi:10.18637/jss.v070.i08
"""

import numpy as np
from numpy.typing import ArrayLike

from pathway_economics.errors import suggestion
from pathway_economics.parameters.expressions import (
    FUNCTIONS,
    OPERATORS,
    Expression,
    Name,
    Operation,
)
from pathway_economics.parameters.families import FAMILIES, TIMES, Array, Family

__all__ = ["FAMILIES", "TIMES", "Family", "is_time_to", "survival", "time_to_problem"]


def is_time_to(expression: Expression) -> bool:
    """Return whether an expression names a family with its parameters.

    Examples
    --------
    >>> from pathway_economics.parameters.expressions import as_expression
    >>> is_time_to(as_expression("weibull(1.2, 5)")), is_time_to(as_expression("weibull(5)"))
    (True, False)
    """
    return (
        isinstance(expression, Operation)
        and expression.function in FAMILIES
        and FAMILIES[expression.function].takes(len(expression.operands))
    )


def time_to_problem(expression: Expression) -> str | None:
    """Return why an expression is no distribution of a time, and what is, or nothing.

    Examples
    --------
    >>> from pathway_economics.parameters.expressions import as_expression
    >>> time_to_problem(as_expression("weibul(1.2, 5)"))
    "No distribution of a time is named 'weibul'. Did you mean weibull(shape, scale)?"
    >>> time_to_problem(as_expression("weibull(5)"))
    'weibull takes 2 parameters, not 1; write weibull(shape, scale).'
    """
    if is_time_to(expression):
        return None
    if isinstance(expression, Name) and expression.name in FAMILIES:
        return f"{expression.name} needs its parameters; write {_spelt(expression.name)}."
    if isinstance(expression, Operation) and expression.function not in OPERATORS:
        return _call_problem(expression.function, len(expression.operands))
    return _no_time(str(expression))


def _call_problem(function: str, count: int) -> str:
    if function in FAMILIES:
        return _miscounted(function, count)
    family = function.rpartition("_")[0]
    if function in FUNCTIONS and family in FAMILIES:
        return f"{function} is no distribution of a time; write {_spelt(family)}."
    hint = suggestion(function, FAMILIES)
    if function in FUNCTIONS or not hint.startswith("Did"):
        return _no_time(function)
    meant = next(name for name in FAMILIES if repr(name) in hint)
    return f"No distribution of a time is named {function!r}. Did you mean {_spelt(meant)}?"


def _miscounted(family: str, count: int) -> str:
    known = FAMILIES[family]
    if known.most > len(known.parameters):
        return (
            f"{family} ends with a rate, after pairs of a rate and until when it holds, at most "
            f"{known.most} parameters: got {count}; write {_spelt(family)}."
        )
    return (
        f"{family} takes {known.most} parameter{'s' * (known.most != 1)}, not {count}; write "
        f"{_spelt(family)}."
    )


def _no_time(told: str) -> str:
    return f"{told} is no distribution of a time; write one of {TIMES}, with its parameters."


def _spelt(family: str) -> str:
    return f"{family}({FAMILIES[family].spelt})"


def survival(family: str, t: ArrayLike, *parameters: ArrayLike) -> Array:
    """Return the share without the event at times ``t`` [years].

    Examples
    --------
    >>> float(survival("weibull", 5.0, 1.2, 5.0)) == float(np.exp(-1.0))
    True
    """
    return np.asarray(np.exp(-FAMILIES[family].cumulative(t, *parameters)))
