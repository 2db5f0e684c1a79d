"""Return on an investment: the rate at which its cash is worth nothing."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]

WIDEST = 20.0
"""Largest continuous rate that is sought, either way: returns from -1 + 2e-9 to 4.8e8."""

HALVINGS = 64
"""Times the interval is halved: to less than 1e-17 of a continuous rate."""


def return_on_investment(cash: ArrayLike) -> Array:
    """Return the internal rate of return over the years, in each draw.

    Each year's cash counts as if it moved on the same day of its year.

    Parameters
    ----------
    cash : shape (..., Y, D)
        What the investor receives less what it pays. [currency per year]

    Returns
    -------
    NDArray, shape (..., D)
        NaN where there is no such rate, or where there may be several: unless cash turns
        exactly once from paying to receiving, or the other way. [per year]

    Examples
    --------
    100 is invested; 121 comes back after two years, nothing, or 81.

    >>> return_on_investment([[-100.0] * 3, [0.0] * 3, [121.0, 0.0, 81.0]]).round(12)
    array([ 0.1,  nan, -0.1])
    """
    flows = np.asarray(cash, dtype=np.float64)
    low = np.full(flows[..., 0, :].shape, -WIDEST)
    high = -low
    side = np.sign(_worth(flows, low))
    found = (_turns(flows) == 1) & (side * _worth(flows, high) < 0.0)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        above = np.sign(_worth(flows, middle)) == side
        low, high = np.where(above, middle, low), np.where(above, high, middle)
    return np.where(found, np.expm1((low + high) / 2), np.nan)


def _worth(flows: Array, rate: Array) -> Array:
    """Return the present value at a continuous rate, but for a factor above zero.

    The factor keeps every weight at or below one, so that nothing overflows.
    """
    n_years = flows.shape[-2]
    years = np.arange(n_years)[:, np.newaxis]
    each = rate[..., np.newaxis, :]
    weights = np.exp(np.minimum(each, 0.0) * (n_years - 1) - each * years)
    return np.asarray((flows * weights).sum(axis=-2))


def _turns(flows: Array) -> NDArray[np.int64]:
    """Return how often cash turns from paying to receiving or back; years of none are skipped."""
    last = np.zeros_like(flows[..., 0, :])
    turns = np.zeros(last.shape, dtype=np.int64)
    for year in range(flows.shape[-2]):
        sign = np.sign(flows[..., year, :])
        turns += sign * last < 0
        last = np.where(sign == 0.0, last, sign)
    return turns
