"""A ring-fenced fund: money for one purpose, and what becomes of what is left of it."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


class Fund(NamedTuple):
    """What becomes of a fund in each year, each of shape (..., Y, D). [currency per year]

    Attributes
    ----------
    taken
        Taken from it at the start of the year.
    refunded
        Of what was spent on its purpose.
    left
        In it at the end of the year.
    """

    taken: Array
    refunded: Array
    left: Array


def ring_fenced(
    amount: ArrayLike, spent: ArrayLike, *, taken_share: ArrayLike = 0.0, carry: bool = False
) -> Fund:
    """Return what a fund refunds of what is spent on its purpose, as far as it goes.

    Parameters
    ----------
    amount : broadcast to (..., Y, D)
        Paid into the fund in each year, zero or more. [currency per year]
    spent : shape (..., Y, D)
        Spent on its purpose; below zero nothing is refunded. [currency per year]
    taken_share : broadcast to (..., Y, D)
        Share of what is in the fund at the start of the year, the year's amount included,
        that is taken for something else.
    carry
        Whether what is left at the end of a year stays for the next.

    Returns
    -------
    Fund

    Examples
    --------
    100 a year, of which 60 and then 120 are spent; what is left of the first year expires,
    or meets the 20 that the second lacks:

    >>> ring_fenced(100.0, [[60.0], [120.0]]).refunded.ravel()
    array([ 60., 100.])
    >>> ring_fenced(100.0, [[60.0], [120.0]], carry=True).refunded.ravel()
    array([ 60., 120.])
    """
    wanted = np.maximum(spent, 0.0)
    paid, share, wanted = np.broadcast_arrays(amount, taken_share, wanted)
    held = np.zeros_like(wanted[..., 0, :])
    years = []
    for year in range(wanted.shape[-2]):
        there = held + paid[..., year, :]
        taken = share[..., year, :] * there
        refunded = np.minimum(wanted[..., year, :], there - taken)
        left = there - taken - refunded
        held = left if carry else np.zeros_like(left)
        years.append((taken, refunded, left))
    return Fund(*(np.stack(rows, axis=-2) for rows in zip(*years, strict=True)))
