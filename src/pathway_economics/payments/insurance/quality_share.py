"""A share of what a budget leaves or lacks that follows quality."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pathway_economics.payments.split import split


def quality_share(
    expenditure: ArrayLike,
    benchmark: ArrayLike,
    *,
    quality: ArrayLike,
    sharing_rate: ArrayLike,
    sharing_rate_least: ArrayLike = 0.0,
    loss_rate: ArrayLike = 0.0,
    loss_rate_most: ArrayLike | None = None,
) -> NDArray[np.float64]:
    """Return the provider's part of a budget's surplus or deficit, by its quality.

    Better quality gives a larger share of a surplus and a smaller one of a deficit.

    Parameters
    ----------
    expenditure, benchmark
        Actual spending, and the budget. [currency]
    quality
        Quality score, in [0, 1].
    sharing_rate, sharing_rate_least
        Share of a surplus at a score of one, and of zero; in proportion between.
    loss_rate, loss_rate_most
        Share of a deficit at a score of one, and of zero; the same if the second is
        omitted.

    Examples
    --------
    10 are left of a budget of 100, and 10 are lacking, at a score of a half.

    >>> quality_share([90.0, 110.0], 100.0, quality=0.5, sharing_rate=0.8,
    ...               sharing_rate_least=0.2, loss_rate=0.2, loss_rate_most=0.8)
    array([ 5., -5.])
    """
    most = loss_rate if loss_rate_most is None else loss_rate_most
    return split(
        np.subtract(benchmark, expenditure),
        gain=_towards(sharing_rate_least, sharing_rate, quality),
        loss=_towards(most, loss_rate, quality),
    )


def _towards(zero: ArrayLike, one: ArrayLike, score: ArrayLike) -> NDArray[np.float64]:
    """Return the share at a score, given those at zero and one."""
    part = np.multiply(zero, np.subtract(1.0, score)) + np.multiply(one, score)
    return np.asarray(part, dtype=np.float64)
