"""Benchmarks that follow past spending: weighted, rebased, ratcheted."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

THREE_YEARS = (0.1, 0.3, 0.6)
"""Weights of three past years, the oldest first."""


def weighted_history(
    past: ArrayLike, weights: Sequence[float] = THREE_YEARS
) -> NDArray[np.float64]:
    """Return a benchmark from spending in past years, each with its weight.

    Parameters
    ----------
    past : shape (P, ...)
        Spending in P past years, the oldest first. [currency per year]
    weights
        Weight of each past year. As read in Milliman's summary of the Pathways final rule,
        the Medicare Shared Savings Program weighs the three years before a first agreement
        10 %, 30 % and 60 %.

    Examples
    --------
    0.1 x 100 + 0.3 x 110 + 0.6 x 120:

    >>> weighted_history([100.0, 110.0, 120.0])
    np.float64(115.0)
    """
    years = np.asarray(past, dtype=np.float64)
    weight = np.reshape(weights, (-1, *(1,) * (years.ndim - 1)))
    total: NDArray[np.float64] = (weight * years).sum(axis=0)
    return total


def rebased(
    start: ArrayLike, spending: ArrayLike, *, every: int, weight: ArrayLike = 1.0
) -> NDArray[np.float64]:
    """Return a benchmark that is reset every few years to what was spent in them.

    Parameters
    ----------
    start : broadcast to (..., Y, D)
        Benchmark in each year before the first reset. [currency per year]
    spending : shape (..., Y, D)
        Actual spending. [currency per year]
    every
        Years between resets. [years]
    weight : broadcast to (..., D)
        Weight of the mean of past spending in a reset; the mean of the past benchmark has
        the rest.

    Returns
    -------
    NDArray, shape (..., Y, D)

    Examples
    --------
    Two years at 100, in which 90 and 80 are spent; from the third on 85 is the benchmark.

    >>> rebased(100.0, [[90.0], [80.0], [80.0]], every=2).ravel()
    array([100., 100.,  85.])
    """
    spent = np.asarray(spending, dtype=np.float64)
    level = np.array(np.broadcast_to(start, np.broadcast_shapes(np.shape(start), spent.shape)))
    spent = np.broadcast_to(spent, level.shape)
    for first in range(every, spent.shape[-2], every):
        past = slice(first - every, first)
        now = np.multiply(weight, spent[..., past, :].mean(axis=-2))
        before = np.multiply(np.subtract(1.0, weight), level[..., past, :].mean(axis=-2))
        level[..., first : first + every, :] = (now + before)[..., np.newaxis, :]
    return level


def ratcheted(
    start: ArrayLike,
    spending: ArrayLike,
    *,
    rate: ArrayLike,
    growth: ArrayLike = 0.0,
    downward_only: bool = False,
) -> NDArray[np.float64]:
    """Return a benchmark that falls by a share of the saving of the year before.

    Parameters
    ----------
    start : broadcast to (..., D)
        Benchmark of the first year. [currency per year]
    spending : shape (..., Y, D)
        Actual spending. [currency per year]
    rate : broadcast to (..., D)
        Share of a saving by which the benchmark of the next year falls, and of a loss by
        which it rises.
    growth : broadcast to (..., D)
        Growth of the benchmark besides. [per year]
    downward_only
        Whether a loss leaves it where it is.

    Returns
    -------
    NDArray, shape (..., Y, D)

    Examples
    --------
    Half of a saving of 20 is taken off, then half of a loss of 10 is added.

    >>> ratcheted(100.0, [[80.0], [100.0], [90.0]], rate=0.5).ravel()
    array([100.,  90.,  95.])
    """
    spent = np.asarray(spending, dtype=np.float64)
    now = np.broadcast_to(start, np.broadcast_shapes(np.shape(start), spent[..., 0, :].shape))
    levels = [now]
    for year in range(spent.shape[-2] - 1):
        saving = now - spent[..., year, :]
        if downward_only:
            saving = np.maximum(saving, 0.0)
        now = (now - np.multiply(rate, saving)) * np.add(1.0, growth)
        levels.append(now)
    return np.stack(np.broadcast_arrays(*levels), axis=-2)
