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

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pathway_economics.parameters.expressions import Expression, Operation

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Family:
    """One family of survival curves.

    Attributes
    ----------
    parameters
        Names of its parameters, in order; of ``piecewise``, those of one piece and the last.
    cumulative
        Cumulative hazard at times, ``(t, *parameters)``, elementwise over arrays.
    inverse
        Time at which the cumulative hazard is reached, ``(hazard, *parameters)``; infinite
        where it never is.
    most
        Most parameters that may be given.
    """

    parameters: tuple[str, ...]
    cumulative: Callable[..., Array]
    inverse: Callable[..., Array]
    most: int

    def takes(self, count: int) -> bool:
        """Return whether so many parameters make sense."""
        least = len(self.parameters)
        return least <= count <= self.most and (count - least) % 2 == 0


def _exponential(t: Any, rate: Any) -> Array:
    return np.asarray(rate * np.asarray(t, dtype=float))


def _exponential_inverse(hazard: Any, rate: Any) -> Array:
    return np.asarray(hazard / np.asarray(rate, dtype=float))


def _weibull(t: Any, shape: Any, scale: Any) -> Array:
    return np.asarray((np.asarray(t, dtype=float) / scale) ** shape)


def _weibull_inverse(hazard: Any, shape: Any, scale: Any) -> Array:
    return np.asarray(scale * np.asarray(hazard, dtype=float) ** (1.0 / np.asarray(shape)))


def _gompertz(t: Any, shape: Any, rate: Any) -> Array:
    shape, t = np.asarray(shape, dtype=float), np.asarray(t, dtype=float)
    flat = shape == 0.0
    safe = np.where(flat, 1.0, shape)
    return np.asarray(np.where(flat, rate * t, rate * np.expm1(safe * t) / safe))


def _gompertz_inverse(hazard: Any, shape: Any, rate: Any) -> Array:
    shape, hazard = np.asarray(shape, dtype=float), np.asarray(hazard, dtype=float)
    flat = shape == 0.0
    safe = np.where(flat, 1.0, shape)
    grown = safe * hazard / rate
    with np.errstate(divide="ignore", invalid="ignore"):
        bent = np.where(grown > -1.0, np.log1p(grown) / safe, np.inf)
    return np.where(flat, hazard / rate, bent)


def _loglogistic(t: Any, shape: Any, scale: Any) -> Array:
    return np.asarray(np.log1p((np.asarray(t, dtype=float) / scale) ** shape))


def _loglogistic_inverse(hazard: Any, shape: Any, scale: Any) -> Array:
    odds = np.expm1(np.asarray(hazard, dtype=float))
    return np.asarray(scale * odds ** (1.0 / np.asarray(shape)))


def _lognormal(t: Any, meanlog: Any, sdlog: Any) -> Array:
    from scipy.special import log_ndtr

    with np.errstate(divide="ignore"):
        score = (np.log(np.asarray(t, dtype=float)) - meanlog) / sdlog
    return np.asarray(-log_ndtr(-score))


def _lognormal_inverse(hazard: Any, meanlog: Any, sdlog: Any) -> Array:
    from scipy.special import ndtri_exp

    return np.asarray(np.exp(meanlog - sdlog * ndtri_exp(-np.asarray(hazard, dtype=float))))


def _piecewise(t: Any, *terms: Any) -> Array:
    t = np.asarray(t, dtype=float)
    total, begun = np.zeros(()), 0.0
    for rate, until in zip(terms[:-1:2], terms[1::2], strict=True):
        total = total + rate * (np.minimum(t, until) - np.minimum(t, begun))
        begun = until
    return np.asarray(total + terms[-1] * np.maximum(t - begun, 0.0))


def _piecewise_inverse(hazard: Any, *terms: Any) -> Array:
    left, begun = np.asarray(hazard, dtype=float), 0.0
    time, done = np.zeros(()), np.zeros((), dtype=bool)
    with np.errstate(divide="ignore", invalid="ignore"):
        for rate, until in zip(terms[:-1:2], terms[1::2], strict=True):
            inside = ~done & (left <= rate * (until - begun)) & (rate > 0.0)
            time = np.where(inside, begun + left / rate, time)
            done = done | inside
            left = left - np.where(done, 0.0, rate * (until - begun))
            begun = until
        last = np.where(np.asarray(terms[-1]) > 0.0, begun + left / terms[-1], np.inf)
    return np.where(done, time, last)


FAMILIES: dict[str, Family] = {
    "exponential": Family(("rate",), _exponential, _exponential_inverse, 1),
    "weibull": Family(("shape", "scale"), _weibull, _weibull_inverse, 2),
    "gompertz": Family(("shape", "rate"), _gompertz, _gompertz_inverse, 2),
    "loglogistic": Family(("shape", "scale"), _loglogistic, _loglogistic_inverse, 2),
    "lognormal": Family(("meanlog", "sdlog"), _lognormal, _lognormal_inverse, 2),
    "piecewise": Family(("rate", "until", "rate"), _piecewise, _piecewise_inverse, 19),
}
"""Families by the name that a model file calls them."""

TIMES = ", ".join(f"{name}({', '.join(f.parameters)})" for name, f in FAMILIES.items())
"""The families and their parameters, in words."""


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
