"""Conditional continuation: a trial at a share of the price, then responders alone."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pathway_economics.payments.supply.outcome_rebate import outcome_rebate


def conditional_continuation(
    trial: ArrayLike,
    continuation: ArrayLike,
    price: ArrayLike,
    *,
    trial_rate: ArrayLike = 0.0,
    trial_refund: ArrayLike = 0.0,
    response: ArrayLike = 1.0,
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return what trials are paid, what of it comes back, and what continuation is paid.

    Parameters
    ----------
    trial, continuation
        Units in the trial period, and units of those who go on. [units]
    price
        Full price of a unit. [currency per unit]
    trial_rate
        Share of the price that is paid in the trial; with 0 the trial is free.
    trial_refund
        Share of what was paid for the trial that comes back for those who do not respond.
    response
        Share of the trials that succeed.

    Returns
    -------
    tuple of three NDArray
        Paid for trials, refunded by the supplier, and paid for continuation. [currency]

    Examples
    --------
    100 trials at half of 600; 60 succeed and go on; the supplier refunds the trials of
    the other 40: 100 x 300, 40 x 300 and 60 x 600.

    >>> paid = conditional_continuation(100.0, 60.0, 600.0, trial_rate=0.5, trial_refund=1.0,
    ...                                 response=0.6)
    >>> [float(part) for part in paid]
    [30000.0, 12000.0, 36000.0]
    """
    reduced = np.multiply(trial_rate, price)
    refund = outcome_rebate(trial, reduced, response=response, rebate_rate=trial_refund)
    return (
        np.asarray(np.multiply(trial, reduced), dtype=np.float64),
        refund,
        np.asarray(np.multiply(continuation, price), dtype=np.float64),
    )
