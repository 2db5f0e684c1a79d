"""Capitation: so much for each person, whatever is done for them."""

import numpy as np
from numpy.typing import ArrayLike, NDArray


def capitation(
    people: ArrayLike, per_person: ArrayLike, risk_score: ArrayLike = 1.0
) -> NDArray[np.float64]:
    """Return a budget for a population, adjusted for how ill it is.

    Parameters
    ----------
    people
        People covered.
    per_person
        Amount for a person of average risk. [currency per person and year]
    risk_score
        Expected use relative to the average.

    Examples
    --------
    20,000 people at 180 a year, expected to use 5 % more than the average:

    >>> capitation(20_000.0, 180.0, 1.05)
    np.float64(3780000.0)
    """
    return np.multiply(np.multiply(people, per_person), risk_score)
