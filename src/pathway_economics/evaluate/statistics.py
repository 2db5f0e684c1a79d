"""What is told of a number that differs from draw to draw."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pathway_economics.outcomes import standard_error

Array = NDArray[np.float64]

INTERVAL = (0.025, 0.975)
"""Quantiles of the interval in every table."""

ROUNDING = 1e-9
"""Share of the amounts behind a number below which it counts as zero."""


def interval(draws: Array) -> tuple[Array, Array]:
    """Return the ends of the 95 % interval over the last axis.

    Examples
    --------
    >>> low, high = interval(np.arange(201.0))
    >>> print(low, high)
    5.0 195.0
    """
    low, high = np.quantile(draws, INTERVAL, axis=-1)
    return low, high


def cvar_90(draws: Array) -> Array:
    """Return the mean of the worst tenth of the draws, on the last axis.

    The worst tenth of n draws is the lowest ``ceil(n / 10)`` of them [1]_.

    References
    ----------
    .. [1] R. T. Rockafellar and S. Uryasev, "Optimization of conditional value-at-risk,"
       Journal of Risk, vol. 2, no. 3, pp. 21-41, 2000. doi:10.21314/JOR.2000.038

    Examples
    --------
    Of twenty draws the worst two are -30 and -10.

    >>> print(cvar_90(np.array([-30.0, -10.0] + [5.0] * 18)))
    -20.0
    """
    return _lowest_tenth(np.sort(draws, axis=-1))


def summary(draws: Array, tolerance: float = 0.0) -> dict[str, Array]:
    """Return mean, standard error, interval, chance of a loss and CVaR over the last axis.

    Parameters
    ----------
    draws : shape (..., D)
        A number in each draw, of which more is better.
    tolerance
        How far below zero a draw must lie to be a loss.

    Examples
    --------
    >>> {name: float(value) for name, value in summary(np.array([-1.0, 0.0, 4.0])).items()}
    ... # doctest: +NORMALIZE_WHITESPACE
    {'mean': 1.0, 'se': 1.5275252316519468, 'low': -0.95, 'high': 3.8,
     'p_worse_off': 0.3333333333333333, 'cvar_90': -1.0}
    """
    ordered = np.sort(draws, axis=-1)
    low, high = (_quantile(ordered, share) for share in INTERVAL)
    return {
        "mean": draws.mean(axis=-1),
        "se": standard_error(draws),
        "low": low,
        "high": high,
        "p_worse_off": (ordered < -tolerance).mean(axis=-1),
        "cvar_90": _lowest_tenth(ordered),
    }


def break_even_year(means: Array, years: Sequence[str], tolerance: float = 0.0) -> str:
    """Return the first year from which the cumulative mean stays at or above zero.

    Parameters
    ----------
    means : shape (Y,)
        Mean of each year.
    years
        Labels of the years.
    tolerance
        How far below zero still counts as zero.

    Returns
    -------
    str
        Label of the year; empty if the cumulative mean ends below zero.

    Examples
    --------
    Cumulative means are -5, -1 and 2.

    >>> break_even_year(np.array([-5.0, 4.0, 3.0]), ["2026", "2027", "2028"])
    '2028'
    """
    short = np.flatnonzero(np.cumsum(means) < -tolerance)
    first = int(short[-1]) + 1 if short.size else 0
    return years[first] if first < len(years) else ""


def worst_year(means: Array, years: Sequence[str]) -> tuple[str, float]:
    """Return the label and the mean of the year with the lowest mean.

    Examples
    --------
    >>> worst_year(np.array([1.0, -2.0]), ["2026", "2027"])
    ('2027', -2.0)
    """
    lowest = int(np.argmin(means))
    return years[lowest], float(means[lowest])


def _quantile(ordered: Array, share: float) -> Array:
    """Return a quantile of sorted draws, linear between neighbours as in ``np.quantile``."""
    place = share * (ordered.shape[-1] - 1)
    below = int(place)
    above = min(below + 1, ordered.shape[-1] - 1)
    left, right = ordered[..., below], ordered[..., above]
    return np.asarray(left + (place - below) * (right - left))


def _lowest_tenth(ordered: Array) -> Array:
    worst = -(-ordered.shape[-1] // 10)
    return np.asarray(ordered[..., :worst].mean(axis=-1))
