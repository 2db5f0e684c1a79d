"""Limits on a payment."""

import numpy as np
from numpy.typing import ArrayLike, NDArray


def cap(amount: ArrayLike, limit: ArrayLike) -> NDArray[np.float64]:
    """Return the amount, no more than ``limit`` either way.

    Parameters
    ----------
    amount
        Payment before the limit; below zero it runs the other way. [currency]
    limit
        Largest payment, zero or more. [currency]

    Examples
    --------
    >>> cap([50.0, 5.0, -50.0], 10.0)
    array([ 10.,   5., -10.])
    """
    return collar(amount, least=np.negative(limit), most=limit)


def collar(
    amount: ArrayLike, *, least: ArrayLike = -np.inf, most: ArrayLike = np.inf
) -> NDArray[np.float64]:
    """Return the amount, no less than ``least`` and no more than ``most``.

    On a gain or loss of a party, ``most`` is its stop-gain and ``least`` the negative of
    its stop-loss.

    Parameters
    ----------
    amount
        Payment before the limits. [currency]
    least, most
        Smallest and largest payment; no limit if omitted. [currency]

    Examples
    --------
    >>> collar([90.0, 100.0, 110.0], least=98.0, most=103.0)
    array([ 98., 100., 103.])
    """
    return np.asarray(np.clip(amount, least, most), dtype=np.float64)
