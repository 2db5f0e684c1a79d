"""Conditional payment: all, or a part, if something is achieved."""

import numpy as np
from numpy.typing import ArrayLike, NDArray


def conditional(
    amount: ArrayLike, achieved: ArrayLike, threshold: ArrayLike
) -> NDArray[np.float64]:
    """Return the amount where the threshold is reached, and nothing elsewhere.

    Parameters
    ----------
    amount
        What is paid in full. [currency]
    achieved
        What was achieved, in any unit.
    threshold
        Least that counts, in the same unit; exactly the threshold counts.

    Examples
    --------
    >>> conditional(445.0, [0.9, 1.0], 1.0)
    array([  0., 445.])
    """
    return np.where(np.greater_equal(achieved, threshold), amount, 0.0)


def graded(
    amount: ArrayLike, achieved: ArrayLike, *, floor: ArrayLike = 0.0, target: ArrayLike = 1.0
) -> NDArray[np.float64]:
    """Return the amount in proportion to how far the target is reached.

    Parameters
    ----------
    amount
        What is paid at the target and beyond. [currency]
    achieved
        What was achieved, in any unit.
    floor
        Where payment starts, in the same unit.
    target
        Where it is full; below the floor if less is better. At a target that is the
        floor, the payment is conditional on it.

    Examples
    --------
    Held back for 1,000 admissions fewer, of which 400 came about:

    >>> graded(1.49e6, 400.0, target=1_000.0)
    array(596000.)
    """
    span = np.subtract(target, floor)
    done = np.subtract(achieved, floor)
    share = np.where(span == 0.0, done >= 0.0, done / np.where(span == 0.0, 1.0, span))
    return np.asarray(np.multiply(amount, np.clip(share, 0.0, 1.0)), dtype=np.float64)
