"""Families of survival curves, each by its cumulative hazard and the inverse of it.

Parameters are those of R's flexsurv; see ``survival``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

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

    @property
    def spelt(self) -> str:
        """Names of its parameters, as they stand between brackets."""
        return ", ".join((*self.parameters, *["..."] * (self.most > len(self.parameters))))


def _over(hazard: Array, rate: Any) -> Array:
    """Return the time that a constant rate takes; where there is none, it takes for ever."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(np.asarray(rate) == 0.0, np.inf, hazard / np.asarray(rate, dtype=float))


def _exponential(t: Any, rate: Any) -> Array:
    return np.asarray(rate * np.asarray(t, dtype=float))


def _exponential_inverse(hazard: Any, rate: Any) -> Array:
    return _over(np.asarray(hazard, dtype=float), rate)


def _weibull(t: Any, shape: Any, scale: Any) -> Array:
    return np.asarray((np.asarray(t, dtype=float) / scale) ** shape)


def _weibull_inverse(hazard: Any, shape: Any, scale: Any) -> Array:
    return np.asarray(scale * np.asarray(hazard, dtype=float) ** (1.0 / np.asarray(shape)))


def _gompertz(t: Any, shape: Any, rate: Any) -> Array:
    shape, t = np.asarray(shape, dtype=float), np.asarray(t, dtype=float)
    flat = shape == 0.0
    safe = np.where(flat, 1.0, shape)
    with np.errstate(over="ignore", invalid="ignore"):  # infinite beyond the largest float
        bent = rate * np.expm1(shape * t) / safe
    return np.asarray(np.where(flat, rate * t, bent))


def _gompertz_inverse(hazard: Any, shape: Any, rate: Any) -> Array:
    shape, hazard = np.asarray(shape, dtype=float), np.asarray(hazard, dtype=float)
    flat = shape == 0.0
    safe = np.where(flat, 1.0, shape)
    straight = _over(hazard, rate)
    with np.errstate(divide="ignore", invalid="ignore"):
        grown = safe * straight
        bent = np.where(grown > -1.0, np.log1p(grown) / safe, np.inf)
    return np.where(flat | np.isinf(straight), straight, bent)


def _loglogistic(t: Any, shape: Any, scale: Any) -> Array:
    return np.asarray(np.log1p((np.asarray(t, dtype=float) / scale) ** shape))


def _loglogistic_inverse(hazard: Any, shape: Any, scale: Any) -> Array:
    with np.errstate(over="ignore"):  # beyond the largest float the time is infinite
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
    total, begun, backwards = np.zeros(()), 0.0, np.zeros((), dtype=bool)
    for rate, until in zip(terms[:-1:2], terms[1::2], strict=True):
        total = total + rate * (np.minimum(t, until) - np.minimum(t, begun))
        backwards = backwards | (np.asarray(until) < begun)
        begun = until
    total = total + terms[-1] * np.maximum(t - begun, 0.0)
    return np.where(backwards, np.nan, total)  # which the run counts and refuses


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

TIMES = ", ".join(f"{name}({family.spelt})" for name, family in FAMILIES.items())
"""The families and their parameters, in words."""
