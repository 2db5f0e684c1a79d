"""Gain share: part of what is spent below a benchmark goes to the other party."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pathway_economics.payments.gate import gate
from pathway_economics.payments.limits import collar
from pathway_economics.payments.split import split


def gain_share(
    expenditure: ArrayLike,
    benchmark: ArrayLike,
    *,
    sharing_rate: ArrayLike,
    loss_sharing_rate: ArrayLike = 0.0,
    minimum_rate: ArrayLike = 0.0,
    cap: ArrayLike | None = None,
    loss_cap: ArrayLike | None = None,
    first: ArrayLike = 0.0,
) -> NDArray[np.float64]:
    """Return the payment of the party that spends to the party that helps it save.

    Savings are ``benchmark - expenditure``. Below the minimum rate nothing is shared;
    from there on, the whole saving or loss is shared, from its first pound.

    Parameters
    ----------
    expenditure
        Actual spending on what is in scope. [currency]
    benchmark
        Spending expected without the change. [currency]
    sharing_rate
        Share of savings that is paid.
    loss_sharing_rate
        Share of losses that is paid back; zero makes the contract one-sided.
    minimum_rate
        Least saving or loss that counts, as a share of the benchmark.
    cap
        Largest payment either way, as a share of the benchmark; none if omitted.
    loss_cap
        Largest payment back, as a share of the benchmark; ``cap`` if omitted.
    first
        What is paid out of a saving, as far as it goes, before the rest of it is shared.
        [currency]

    Returns
    -------
    NDArray
        Broadcast over all that is given; below zero losses are paid back. [currency]

    Examples
    --------
    A target of 500 and an actual spending of 495.50 per member month, 125,000 member
    months, half of the savings shared, without a gate and with one of 1 %.

    >>> gain_share(495.5 * 125_000, 500.0 * 125_000, sharing_rate=0.5, minimum_rate=[0, 0.01])
    array([281250.,      0.])
    """
    counted = gate(np.subtract(benchmark, expenditure), benchmark, minimum_rate)
    ahead = np.minimum(first, np.maximum(counted, 0.0))
    shared = ahead + split(counted - ahead, gain=sharing_rate, loss=loss_sharing_rate)
    size = np.abs(benchmark)
    back = cap if loss_cap is None else loss_cap
    return collar(
        shared,
        least=-np.inf if back is None else np.negative(np.multiply(back, size)),
        most=np.inf if cap is None else np.multiply(cap, size),
    )
