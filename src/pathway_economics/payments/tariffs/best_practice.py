"""Best-practice tariffs: a base price, and a supplement for care that meets the criteria."""

import numpy as np
from numpy.typing import ArrayLike, NDArray


def best_practice(
    units: ArrayLike, *, price: ArrayLike, supplement: ArrayLike, attainment: ArrayLike
) -> NDArray[np.float64]:
    """Return the base price of every unit, and the supplement of those that meet the criteria.

    Parameters
    ----------
    units
        Units delivered.
    price
        Base price, paid whether or not the criteria are met. [currency per unit]
    supplement
        Paid on top for a unit that meets them all. [currency per unit]
    attainment
        Share of the units that meet them.

    Examples
    --------
    Hip fracture in 2012/13: 100 patients at a base of 5,000, of whom 60 % meet the criteria,
    500,000 + 60 x 1,335.

    >>> float(best_practice(100, price=5_000, supplement=1_335, attainment=0.6))
    580100.0
    """
    each = np.add(price, np.multiply(supplement, attainment))
    return np.asarray(np.multiply(units, each), dtype=np.float64)


def attainment_deviation(
    units: ArrayLike, *, supplement: ArrayLike, attainment: ArrayLike, planned: ArrayLike
) -> NDArray[np.float64]:
    """Return what is paid beyond a planned attainment; below zero it is taken back.

    Under the aligned payment and incentive the supplement at the planned attainment is in the
    fixed element. Parameters as in ``best_practice``; ``planned`` is a share too.

    Examples
    --------
    >>> attainment_deviation(100, supplement=1_335, attainment=[0.7, 0.5], planned=0.6).round(6)
    array([ 13350., -13350.])
    """
    beyond = np.subtract(attainment, planned)
    return best_practice(units, price=0.0, supplement=supplement, attainment=beyond)


def neutral_base_price(
    mean_price: ArrayLike, *, supplement: ArrayLike, attainment: ArrayLike
) -> NDArray[np.float64]:
    """Return the base price at which a supplement changes nothing at the expected attainment.

    Parameters
    ----------
    mean_price
        What a unit is paid on average without the supplement. [currency per unit]
    supplement
        To be paid for a unit that meets the criteria. [currency per unit]
    attainment
        Share expected to meet them.

    Returns
    -------
    NDArray
        [currency per unit]

    Examples
    --------
    5,801 on average, a supplement of 1,335 and 60 % expected: 5,801 - 0.6 x 1,335.

    >>> float(neutral_base_price(5_801, supplement=1_335, attainment=0.6))
    5000.0
    """
    return np.subtract(mean_price, np.multiply(attainment, supplement))
