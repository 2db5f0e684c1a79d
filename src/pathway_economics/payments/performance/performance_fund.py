"""Payment for performance out of a sum that is held back."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pathway_economics.payments.condition import graded


def performance_fund(
    value: ArrayLike, *, planned: ArrayLike, achieved: ArrayLike
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return what a held-back sum releases, and what of it is not earned.

    Parameters
    ----------
    value
        Value of one unit. [currency per unit]
    planned
        Planned reduction, on whose value the sum is held back. [units per year]
    achieved
        Reduction that came about; below zero it is an increase. [units per year]

    Returns
    -------
    tuple of NDArray
        The part that is released, and the rest; together the sum held back.
        [currency per year]

    Examples
    --------
    A plan of 1,000 admissions fewer at 1,490 each, of which 400 came about: of 1.49 m held
    back 0.596 m is released, 0.894 m is not.

    >>> performance_fund(1_490.0, planned=1_000.0, achieved=400.0)
    (array(596000.), np.float64(894000.0))
    """
    held_back = np.multiply(value, planned)
    released = graded(held_back, achieved, target=planned)
    return released, np.subtract(held_back, released)
