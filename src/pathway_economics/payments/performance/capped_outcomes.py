"""Outcome payments with a cap in each year and one on their sum."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pathway_economics.payments.limits import collar


def capped_outcomes(
    amount: ArrayLike, *, yearly_cap: ArrayLike = np.inf, total_cap: ArrayLike = np.inf
) -> NDArray[np.float64]:
    """Return what is paid for outcomes, within a cap on each year and on all years so far.

    What a cap cuts off is lost; it is not paid in a later year.

    Parameters
    ----------
    amount : shape (..., Y, D)
        Outcomes at their price, zero or more. [currency per year]
    yearly_cap
        Most that is paid in a year. [currency per year]
    total_cap
        Most that is paid over all years. [currency]

    Returns
    -------
    NDArray, shape (..., Y, D)

    Examples
    --------
    At most 50 a year and 120 in all: the third year has 20 left, the fourth nothing.

    >>> capped_outcomes([[60.0], [50.0], [45.0], [30.0]], yearly_cap=50.0, total_cap=120.0).ravel()
    array([50., 50., 20.,  0.])
    """
    yearly = collar(amount, most=yearly_cap)
    so_far = collar(np.cumsum(yearly, axis=-2), most=total_cap)
    return np.diff(so_far, axis=-2, prepend=0.0)
