"""Marginal schedules: each further unit is paid at the rate of its band."""

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import ArrayLike, NDArray


def marginal(
    quantity: ArrayLike, bands: Iterable[tuple[ArrayLike, ArrayLike]]
) -> NDArray[np.float64]:
    """Return what a quantity is paid under a schedule of marginal rates.

    Parameters
    ----------
    quantity
        What is paid for: a count, or a value at full price.
    bands
        ``(upper end, rate)`` of each band, from the lowest up. The first starts at zero,
        and its rate also holds below zero; end the last with infinity.

    Returns
    -------
    NDArray
        Broadcast over the quantity, the ends and the rates; zero at zero.

    Examples
    --------
    The marginal-rate emergency tariff: 30 % of the value above a baseline of 50.

    >>> marginal([50.0, 54.0], [(50.0, 1.0), (np.inf, 0.3)])
    array([50. , 51.2])
    """
    left = np.asarray(quantity, dtype=np.float64)
    paid: ArrayLike = 0.0
    start: ArrayLike = 0.0
    for end, rate in bands:
        endless = np.ndim(end) == 0 and end == np.inf  # all that is left lies in it
        within = left if endless else np.minimum(left, np.subtract(end, start))
        paid = np.add(paid, np.multiply(rate, within))
        if endless:
            break
        left = np.maximum(left - within, 0.0)
        start = end
    return np.asarray(paid, dtype=np.float64)


def tiered(
    difference: ArrayLike,
    benchmark: ArrayLike,
    bands: Iterable[tuple[ArrayLike, ArrayLike]],
    loss_bands: Iterable[tuple[ArrayLike, ArrayLike]] | None = None,
) -> NDArray[np.float64]:
    """Return what is shared of a difference, band by band, in both directions.

    Each band is a share of the benchmark, and what lies within it is shared at its rate.

    Parameters
    ----------
    difference
        A gain, or a loss below zero. [currency]
    benchmark
        What the ends of the bands are shares of. [currency]
    bands
        ``(upper end, rate)`` from zero up, as a share of the benchmark; end the last with
        infinity.
    loss_bands
        Those for losses, where they differ.

    Examples
    --------
    ACO REACH, professional: 50 % up to 5 % of the benchmark, 35 % up to 10 %, 15 % up to
    15 %, 5 % beyond; 12 are saved of 100: 0.5 x 5 + 0.35 x 5 + 0.15 x 2.

    >>> tiers = [(0.05, 0.5), (0.1, 0.35), (0.15, 0.15), (np.inf, 0.05)]
    >>> tiered([12.0, -12.0], 100.0, tiers)
    array([ 4.55, -4.55])
    """
    gains = list(_in_money(bands, benchmark))
    losses = gains if loss_bands is None else list(_in_money(loss_bands, benchmark))
    gain = marginal(np.maximum(difference, 0.0), gains)
    return np.asarray(gain - marginal(np.maximum(np.negative(difference), 0.0), losses))


def _in_money(
    bands: Iterable[tuple[ArrayLike, ArrayLike]], benchmark: ArrayLike
) -> Iterator[tuple[ArrayLike, ArrayLike]]:
    """Yield bands whose ends are amounts; the last has no end, even of a benchmark of zero."""
    for end, rate in bands:
        endless = np.isinf(end)
        yield np.where(endless, np.inf, np.where(endless, 0.0, end) * np.abs(benchmark)), rate
