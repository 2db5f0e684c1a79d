"""Money that stays in an account from one year to the next."""

import numpy as np
from numpy.typing import ArrayLike, NDArray


def carried(variance: ArrayLike) -> NDArray[np.float64]:
    """Return what is left to share of each year's variance where underspends are carried.

    An underspend stays in the account and meets the overspends of later years; only what it
    does not meet is shared. What is left at the end of the last year is returned.

    Parameters
    ----------
    variance : shape (..., Y, D)
        Spending less contributions in each year. [currency per year]

    Returns
    -------
    NDArray, shape (..., Y, D)
        Sums to the variance over the years. [currency per year]

    Examples
    --------
    An underspend of 30 meets the 20 of the next year and 10 of the 25 of the third.

    >>> carried([[-30.0], [20.0], [25.0]]).ravel()
    array([ 0.,  0., 15.])
    """
    given = np.asarray(variance, dtype=np.float64)
    shared = np.zeros_like(given)
    held = np.zeros_like(given[..., 0, :])
    for year in range(given.shape[-2]):
        short = given[..., year, :] - held
        shared[..., year, :] = np.maximum(short, 0.0)
        held = np.maximum(-short, 0.0)
    shared[..., -1, :] -= held
    return shared
