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
    return np.asarray(np.clip(amount, np.negative(limit), limit), dtype=np.float64)
