"""The cost-effectiveness frontier: strong and extended dominance."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]

DOMINATED, EXTENDED = "dominated", "extendedly dominated"

_DIGITS = 12  # figures closer than this share of the largest are one and the same
_STRAIGHT = 1e-9  # share by which a middle strategy must lie above the line to be dominated


@dataclass(frozen=True, slots=True, eq=False)
class Frontier:
    """Which strategies are worth their cost at some threshold.

    Attributes
    ----------
    status
        Of each strategy: empty on the frontier, ``"dominated"`` or ``"extendedly
        dominated"``.
    against : shape (K,)
        Index of the next cheaper strategy on the frontier; -1 for the cheapest and for
        strategies that are dominated.
    icer : shape (K,)
        Extra cost per extra unit of effect against that strategy; NaN without one.
    """

    status: tuple[str, ...]
    against: NDArray[np.int64]
    icer: Array


def frontier(costs: ArrayLike, effects: ArrayLike) -> Frontier:
    """Return statuses and sequential ICERs of strategies.

    A strategy is *dominated* if another costs no more, does no less and is better in one of
    the two. It is *extendedly dominated* if it is not dominated and yet a mixture of two
    others does as much for less: its ICER exceeds that of the next dearer one. Strategies
    equal in both share their status and ICER; strategies on a straight line between two
    others stay on the frontier [1]_.

    Parameters
    ----------
    costs, effects : shape (K,)
        Expected cost and effect of each strategy.

    References
    ----------
    .. [1] S. B. Cantor, "Cost-effectiveness analysis, extended dominance, and ethics: a
       quantitative assessment," Medical Decision Making, vol. 14, no. 3, pp. 259-265, 1994.
       doi:10.1177/0272989X9401400308

    Examples
    --------
    >>> found = frontier([5_000, 12_000, 10_000, 35_000], [1, 1.5, 2, 4])
    >>> found.status
    ('', 'dominated', '', '')
    >>> found.icer
    array([   nan,    nan,  5000., 12500.])
    """
    cost, effect = np.asarray(costs, dtype=np.float64), np.asarray(effects, dtype=np.float64)
    c, e = _merged(cost), _merged(effect)
    beaten = _beaten(c, e)
    first = [k for k in np.lexsort((-e, c)) if not beaten[k]]
    first = [k for n, k in enumerate(first) if not n or not _same(c, e, k, first[n - 1])]
    hull = _hull(first, c, e)
    status = [DOMINATED if beaten[k] else EXTENDED for k in range(cost.size)]
    against, icer = np.full(cost.size, -1), np.full(cost.size, np.nan)
    for step, k in enumerate(hull):
        for twin in np.flatnonzero((c == c[k]) & (e == e[k])):
            status[twin] = ""
            if step:
                last = against[twin] = hull[step - 1]
                icer[twin] = (cost[k] - cost[last]) / (effect[k] - effect[last])
    return Frontier(tuple(status), against, icer)


def _merged(values: Array) -> Array:
    """Return values scaled to at most one, with rounding taken off."""
    largest = np.abs(values).max(initial=0.0) or 1.0
    return np.asarray(np.round(values / largest, _DIGITS), dtype=np.float64)


def _beaten(c: Array, e: Array) -> NDArray[np.bool_]:
    """Return which strategies another one dominates."""
    no_worse = (c[:, None] <= c) & (e[:, None] >= e)
    better = (c[:, None] < c) | (e[:, None] > e)
    return np.asarray((no_worse & better).any(axis=0))


def _same(c: Array, e: Array, one: int, other: int) -> bool:
    return bool(c[one] == c[other] and e[one] == e[other])


def _hull(order: Sequence[int], c: Array, e: Array) -> list[int]:
    """Return the strategies, cheapest first, of which the ICERs never fall."""
    hull: list[int] = []
    for k in order:
        while len(hull) > 1 and _above(c, e, hull[-2], hull[-1], k):
            hull.pop()
        hull.append(k)
    return hull


def _above(c: Array, e: Array, left: int, middle: int, right: int) -> bool:
    """Return whether the middle strategy lies above the line through the other two."""
    to_middle = (c[middle] - c[left]) * (e[right] - e[middle])
    to_right = (c[right] - c[middle]) * (e[middle] - e[left])
    return bool(to_middle - to_right > _STRAIGHT * (to_middle + to_right))
