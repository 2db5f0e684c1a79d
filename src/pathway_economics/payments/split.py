"""Dividing a difference between those who share it."""

import numpy as np
from numpy.typing import ArrayLike, NDArray


def split(difference: ArrayLike, *, gain: ArrayLike, loss: ArrayLike) -> NDArray[np.float64]:
    """Return one sharer's part, with a weight for gains and another for losses.

    Parameters
    ----------
    difference
        What is shared: a gain, or a loss below zero. [currency]
    gain, loss
        Weights of the sharer.

    Examples
    --------
    >>> split([10.0, -10.0], gain=0.5, loss=0.3)
    array([ 5., -3.])
    """
    return np.multiply(np.where(np.greater_equal(difference, 0.0), gain, loss), difference)


def in_proportion(amounts: ArrayLike) -> NDArray[np.float64]:
    """Return each amount's share of the total, along the first axis.

    Parameters
    ----------
    amounts : shape (N, ...)
        Such as the contributions of N members.

    Returns
    -------
    NDArray, shape (N, ...)
        Sums to one along the first axis; equal shares where the total is zero.

    Examples
    --------
    >>> in_proportion([60.0, 20.0])
    array([0.75, 0.25])
    """
    parts = np.asarray(amounts, dtype=np.float64)
    total = parts.sum(axis=0)
    known = total != 0.0
    return np.where(known, parts / np.where(known, total, 1.0), 1.0 / len(parts))
