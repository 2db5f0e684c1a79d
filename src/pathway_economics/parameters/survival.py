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

from pathway_economics.parameters.expressions import Expression, Operation
from pathway_economics.parameters.families import FAMILIES, TIMES, Array, Family

__all__ = ["FAMILIES", "TIMES", "Family", "is_time_to", "survival"]


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


def survival(family: str, t: ArrayLike, *parameters: ArrayLike) -> Array:
    """Return the share without the event at times ``t`` [years].

    Examples
    --------
    >>> float(survival("weibull", 5.0, 1.2, 5.0)) == float(np.exp(-1.0))
    True
    """
    return np.asarray(np.exp(-FAMILIES[family].cumulative(t, *parameters)))
