"""Marginal schedules: each further unit is paid at the rate of its band."""

from collections.abc import Iterable

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
    paid = np.zeros_like(left)
    start: ArrayLike = 0.0
    for end, rate in bands:
        within = np.minimum(left, np.subtract(end, start))
        paid = paid + np.multiply(rate, within)
        left = np.maximum(left - within, 0.0)
        start = end
    return np.asarray(paid)
