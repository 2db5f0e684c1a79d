"""Aligned incentives: a guaranteed income, and a share of what the care costs less or more."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pathway_economics.payments.split import split


def aligned_incentive(
    income: ArrayLike,
    cost: ArrayLike,
    expected_cost: ArrayLike,
    *,
    saving_share: ArrayLike,
    overrun_share: ArrayLike = 0.0,
) -> NDArray[np.float64]:
    """Return what a provider is paid on an open book.

    With shares of zero it is a block payment; with shares of one, and an income that is the
    expected cost, the cost is reimbursed.

    Parameters
    ----------
    income
        Guaranteed, whatever the activity. [currency per year]
    cost, expected_cost
        What the care costs the provider, and what it was expected to. [currency per year]
    saving_share
        Share of a cost below the expected that the provider gives back.
    overrun_share
        Share of a cost above the expected that the payer makes good.

    Examples
    --------
    100 guaranteed for care expected to cost 96; it costs 90, then 106.

    >>> aligned_incentive(100.0, [90.0, 106.0], 96.0, saving_share=0.5, overrun_share=0.3)
    array([ 97., 103.])
    """
    saved = np.subtract(expected_cost, cost)
    return np.subtract(income, split(saved, gain=saving_share, loss=overrun_share))
