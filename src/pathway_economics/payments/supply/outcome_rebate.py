"""Outcome rebate: part of the price comes back for those who do not respond."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pathway_economics.payments.condition import graded


def outcome_rebate(
    units: ArrayLike, price: ArrayLike, *, response: ArrayLike, rebate_rate: ArrayLike
) -> NDArray[np.float64]:
    """Return what the supplier gives back for the units of those who do not respond.

    Parameters
    ----------
    units
        Units that were paid for, such as courses of treatment.
    price
        Paid for each. [currency per unit]
    response
        Share of the units whose patients respond.
    rebate_rate
        Share of the price that comes back: 1 is a full rebate (payment by result), 0.5
        the typical risk share of the Italian Medicines Agency.

    Returns
    -------
    NDArray
        Broadcast over all that is given. [currency]

    Examples
    --------
    100 courses of bortezomib at 12,261, 60 % respond. What is paid net of the rebate is
    100 x 12,261 x 0.6 with a full rebate, and 100 x 12,261 x (0.6 + 0.4 x 0.5) with half.

    >>> 1_226_100 - outcome_rebate(100.0, 12_261.0, response=0.6, rebate_rate=[1.0, 0.5])
    array([735660., 980880.])
    """
    full = np.multiply(rebate_rate, np.multiply(price, units))
    return graded(full, np.subtract(1.0, response))
