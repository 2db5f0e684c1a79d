"""Bundled payment: spending on episodes of care is reconciled with a target price."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pathway_economics.payments.limits import collar
from pathway_economics.payments.split import split

Array = NDArray[np.float64]


def bundle(
    spending: ArrayLike,
    episodes: ArrayLike,
    benchmark_price: ArrayLike,
    *,
    discount: ArrayLike = 0.0,
    quality: ArrayLike = 1.0,
    quality_share: ArrayLike = 0.0,
    stop_gain: ArrayLike | None = None,
    stop_loss: ArrayLike | None = None,
) -> Array:
    """Return what is paid to the one responsible for the episodes; below zero it pays.

    Parameters
    ----------
    spending
        Spending on all the episodes, winsorised if the terms say so. [currency]
    episodes
        Their number.
    benchmark_price
        What an episode is expected to cost. [currency per episode]
    discount
        Share by which the target price lies below the benchmark price.
    quality
        Quality score, in [0, 1].
    quality_share
        Share of a gain that is lost at a score of zero, and of a loss that is forgiven
        at a score of one; in proportion between.
    stop_gain, stop_loss
        Largest payment and largest repayment, as shares of the total target; none if
        omitted. They hold after the adjustment for quality.

    Examples
    --------
    100 episodes at 20,000 less 3 %, which cost 18,500 each; then at a score of zero.

    >>> bundle(1_850_000.0, 100.0, 20_000.0, discount=0.03, stop_gain=0.2, quality=[1.0, 0.0],
    ...        quality_share=0.1)
    array([90000., 81000.])
    """
    target = np.multiply(episodes, np.multiply(benchmark_price, np.subtract(1.0, discount)))
    adjusted = split(
        np.subtract(target, spending),
        gain=1.0 - np.multiply(quality_share, np.subtract(1.0, quality)),
        loss=1.0 - np.multiply(quality_share, quality),
    )
    return collar(
        adjusted,
        least=-np.inf if stop_loss is None else np.negative(np.multiply(stop_loss, target)),
        most=np.inf if stop_gain is None else np.multiply(stop_gain, target),
    )


def winsorised(
    costs: ArrayLike,
    groups: ArrayLike,
    *,
    lower: ArrayLike = 0.0,
    upper: ArrayLike = 1.0,
    share_above: ArrayLike = 0.0,
) -> Array:
    """Return the cost of each episode, drawn in to percentiles of its group.

    Parameters
    ----------
    costs : shape (N,)
        Cost of each episode. [currency]
    groups : shape (N,)
        Group of each episode, such as its diagnosis.
    lower, upper
        Shares of the group's episodes at which costs are cut; between two episodes the
        cut is in proportion.
    share_above
        Share of the cost above the upper cut that still counts.

    Examples
    --------
    >>> winsorised([0.0, 10.0, 20.0, 30.0, 140.0], ["knee"] * 5, upper=0.75, share_above=0.2)
    array([ 0., 10., 20., 30., 52.])
    """
    values = np.asarray(costs, dtype=np.float64)
    _, group, sizes = np.unique(np.asarray(groups), return_inverse=True, return_counts=True)
    ranked = values[np.lexsort((values, group))]
    first = np.cumsum(sizes) - sizes
    low = _between(ranked, first + np.multiply(lower, sizes - 1))[group]
    high = _between(ranked, first + np.multiply(upper, sizes - 1))[group]
    return np.asarray(
        np.clip(values, low, high) + np.multiply(share_above, np.maximum(values - high, 0.0))
    )


def _between(ranked: Array, places: ArrayLike) -> Array:
    """Return the values at places between two ranks, in proportion."""
    place = np.asarray(places, dtype=np.float64)
    below = np.floor(place).astype(np.intp)
    above = np.ceil(place).astype(np.intp)
    return np.asarray(ranked[below] + (place - below) * (ranked[above] - ranked[below]))
