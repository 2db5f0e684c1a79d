"""Gains and losses shared by all members of a network, whoever made them."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pathway_economics.payments.sharing.variance import capped_split

Array = NDArray[np.float64]


def fallen(income: ArrayLike, expected: ArrayLike, gain: ArrayLike) -> Array:
    """Return weights that compensate the members whose income has fallen.

    For a loss of the network they are those whose income has risen. Where there is no such
    member all weights are zero, and nothing is shared.

    Parameters
    ----------
    income, expected : shape (M, ...)
        Income of each member, and what it was expected to be. [currency]
    gain
        Gain of the network, or below zero its loss. [currency]

    Returns
    -------
    NDArray, shape (M, ...)
        Sums to one along the first axis, or to zero.

    Examples
    --------
    The income of one has fallen by 30 and of another by 10; a third has gained.

    >>> fallen([70.0, 40.0, 60.0], [100.0, 50.0, 50.0], gain=20.0)
    array([0.75, 0.25, 0.  ])
    """
    lost = np.subtract(expected, income)
    due = np.maximum(np.where(np.less(gain, 0.0), -lost, lost), 0.0)
    total = due.sum(axis=0)
    return np.asarray(due / np.where(total > 0.0, total, 1.0))


def network_share(
    savings: ArrayLike,
    benchmark: ArrayLike,
    *,
    gain: ArrayLike,
    loss: ArrayLike,
    minimum_rate: ArrayLike = 0.0,
    good_enough: ArrayLike = True,
    caps: ArrayLike = np.inf,
    first: ArrayLike = 0.0,
    first_to: ArrayLike = 0.0,
) -> tuple[Array, Array]:
    """Return what each member pays in of its savings, and what it is paid of the sum.

    The sum of the savings is shared by weights. If it is shared, each pays in its own saving
    (a member that overspent is paid); if not, nothing moves. So as much is paid in as out.

    Parameters
    ----------
    savings : shape (M, ...)
        What each spends below its benchmark; below zero what it spends above. [currency]
    benchmark
        What the minimum rate is a share of: that of all together. [currency]
    gain, loss : shape (M, ...)
        Weights for a gain and for a loss of the network. They sum to one, or to zero where
        it is not shared.
    minimum_rate
        Least gain or loss that counts, as a share of the benchmark; once passed, all is
        shared.
    good_enough
        Whether a gain may be shared; losses are shared in any case.
    caps : shape (M, ...)
        Largest share of each, either way. What a cap keeps from one falls on the others by
        their weights, then in equal parts on those without a cap. [currency]
    first
        What is paid out before anything is shared, such as a stranded cost; what it leaves
        of the gain is shared, and is a loss if it leaves less than nothing. [currency]
    first_to : shape (M, ...)
        One for the member to which it is paid.

    Returns
    -------
    tuple of NDArray, each of shape (M, ...)
        Paid in, and paid out. Their sums along the first axis are equal. [currency]

    Examples
    --------
    One saves 30 and another overspends by 10; of the 20 a third, whose ward stays open, is
    first paid 8, and the other 12 are shared 50:25:25.

    >>> paid_in, paid_out = network_share([30.0, -10.0, 0.0], 100.0, gain=[0.5, 0.25, 0.25],
    ...                                   loss=[0.5, 0.5, 0.0], first=8.0, first_to=[0, 0, 1])
    >>> paid_in, paid_out
    (array([ 30., -10.,   0.]), array([ 6.,  3., 11.]))
    """
    saved = np.asarray(savings, dtype=np.float64)
    total = saved.sum(axis=0)
    losses_are_shared = np.sum(loss, axis=0) > 0.0
    most = np.where(losses_are_shared, np.inf, np.maximum(total, 0.0))
    ahead = np.minimum(first, most)
    rest = total - ahead
    weights = np.asarray(gain) if gain is loss else np.where(rest >= 0.0, gain, loss)
    counts = np.abs(total) >= np.multiply(minimum_rate, np.abs(benchmark))
    counts = counts & (np.less(total, 0.0) | good_enough) & (weights.sum(axis=0) > 0.0)
    free = np.isinf(np.broadcast_to(caps, weights.shape))
    beyond = free / np.maximum(free.sum(axis=0), 1)
    shares = capped_split(rest, weights=weights, caps=caps, beyond=beyond)
    paid_out = shares + np.multiply(first_to, ahead) if np.any(ahead) else shares
    return np.where(counts, saved, 0.0), np.where(counts, paid_out, 0.0)
