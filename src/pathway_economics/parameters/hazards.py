"""Functions of expressions on hazards, rates, ratios and survival curves.

A hazard is an instantaneous rate [per year]; its sum over time is the cumulative hazard H,
and exp(-H) are those left. So rates add and probabilities do not, and a hazard ratio
multiplies the rate under a probability, never the probability.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pathway_economics.parameters.families import FAMILIES, Family

Array = NDArray[np.float64]


def rate_to_prob(rate: Any, years: Any = 1.0) -> Array:
    """Return the probability of an event within ``years`` at a constant rate [per year].

    Examples
    --------
    >>> float(rate_to_prob(np.log(2.0))), float(rate_to_prob(np.log(2.0), 2.0))
    (0.5, 0.75)
    """
    return np.asarray(-np.expm1(-np.asarray(rate * years, dtype=float)))


def prob_to_rate(probability: Any, years: Any = 1.0) -> Array:
    """Return the constant rate [per year] that gives a probability within ``years``.

    Examples
    --------
    >>> round(float(prob_to_rate(0.75, 2.0)), 6)  # log(2)
    0.693147
    """
    return np.asarray(-np.log1p(-np.asarray(probability, dtype=float)) / years)


def odds_to_prob(odds: Any) -> Array:
    """Return odds / (1 + odds)."""
    return np.asarray(odds / (1.0 + np.asarray(odds, dtype=float)))


def prob_to_odds(probability: Any) -> Array:
    """Return probability / (1 - probability)."""
    return np.asarray(probability / (1.0 - np.asarray(probability, dtype=float)))


def hr_prob(probability: Any, ratio: Any) -> Array:
    """Return a probability after a hazard ratio: 1 - (1 - probability) ** ratio.

    Exact whatever the shape of the hazard, as long as the ratio is constant.

    Examples
    --------
    >>> round(float(hr_prob(0.36, 0.5)), 12)  # 1 - 0.64 ** 0.5
    0.2
    """
    probability, ratio = np.asarray(probability, dtype=float), np.asarray(ratio, dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):  # a certain event has no finite hazard
        changed = -np.expm1(ratio * np.log1p(-probability))
    return np.where((ratio == 0.0) & (probability == 1.0), 0.0, changed)


def or_prob(probability: Any, ratio: Any) -> Array:
    """Return a probability after an odds ratio.

    Examples
    --------
    >>> float(or_prob(0.5, 3.0))  # odds of 1 become 3
    0.75
    """
    grown = np.asarray(probability, dtype=float) * ratio
    return np.asarray(grown / (1.0 - probability + grown))


def competing_prob(own: Any, total: Any) -> Array:
    """Return the share of people who go one of several ways that compete.

    Parameters
    ----------
    own, total
        By how much the cumulative hazard of the one way, and of all ways together, rises
        over the cycle.

    Notes
    -----
    Of everybody, 1 - exp(-total) leave, and own / total of those go this way. That is exact
    where the hazards keep their ratio within the cycle, as constant hazards do; otherwise
    the shorter the cycle, the nearer it is. Nobody leaves where the total is zero.

    References
    ----------
    .. [1] H. Putter, M. Fiocco and R. B. Geskus, "Tutorial in biostatistics: competing risks
       and multi-state models," Statistics in Medicine, vol. 26, no. 11, 2007.
       doi:10.1002/sim.2712

    Examples
    --------
    >>> float(competing_prob(np.log(2.0) / 4.0, np.log(2.0)))  # a quarter of the half who leave
    0.125
    >>> float(competing_prob(0.0, 0.0))
    0.0
    """
    total = np.asarray(total, dtype=float)
    still = total == 0.0
    safe = np.where(still, 1.0, total)
    return np.asarray(own * np.where(still, 1.0, -np.expm1(-safe) / safe))


def _survival(family: Family) -> Callable[..., Array]:
    def survival(t: Any, *parameters: Any) -> Array:
        return np.asarray(np.exp(-family.cumulative(t, *parameters)))

    return survival


def _prob(family: Family) -> Callable[..., Array]:
    def prob(start: Any, end: Any, *parameters: Any) -> Array:
        before, after = family.cumulative(start, *parameters), family.cumulative(end, *parameters)
        return np.asarray(-np.expm1(before - after))

    return prob


Listed = dict[str, tuple[Callable[..., Any], int, int]]


def _of_families() -> Listed:
    """Return the survival, cumulative hazard and conditional probability of each family."""
    listed: Listed = {}
    for name, family in FAMILIES.items():
        least, most = len(family.parameters), family.most
        listed[f"{name}_survival"] = (_survival(family), 1 + least, 1 + most)
        listed[f"{name}_cumulative"] = (family.cumulative, 1 + least, 1 + most)
        listed[f"{name}_prob"] = (_prob(family), 2 + least, 2 + most)
    return listed


HAZARDS: Listed = {
    "rate_to_prob": (rate_to_prob, 1, 2),
    "prob_to_rate": (prob_to_rate, 1, 2),
    "odds_to_prob": (odds_to_prob, 1, 1),
    "prob_to_odds": (prob_to_odds, 1, 1),
    "hr_prob": (hr_prob, 2, 2),
    "or_prob": (or_prob, 2, 2),
    "competing_prob": (competing_prob, 2, 2),
    **_of_families(),
}
"""Names, each with the least and the most arguments it takes."""


def functions_of(family: str) -> tuple[str, ...]:
    """Return the names of a family's functions.

    Examples
    --------
    >>> functions_of("weibull")
    ('weibull_survival', 'weibull_cumulative', 'weibull_prob')
    """
    return tuple(f"{family}_{what}" for what in ("survival", "cumulative", "prob"))
