"""Capital charges: the dividend on public capital, and depreciation."""

import numpy as np
from numpy.typing import ArrayLike, NDArray


def pdc_dividend(
    opening: ArrayLike, closing: ArrayLike, *, rate: ArrayLike, excluded: ArrayLike = 0.0
) -> NDArray[np.float64]:
    """Return the dividend on public dividend capital, which is paid in cash.

    Parameters
    ----------
    opening, closing
        Net assets at the start and at the end of the year. [currency]
    rate
        Dividend on one pound of average relevant net assets. [per year]
    excluded
        Average of what bears no dividend: donated and granted assets, and cash with the
        Government Banking Service. [currency]

    Examples
    --------
    (210 + 230) / 2 - 20 = 200 m of relevant net assets, at 3.5 %:

    >>> pdc_dividend(210e6, 230e6, rate=0.035, excluded=20e6).round(2)
    np.float64(7000000.0)
    """
    average = np.divide(np.add(opening, closing), 2.0)
    return np.multiply(rate, np.subtract(average, excluded))


def capital_charge(depreciation: ArrayLike, dividend: ArrayLike) -> NDArray[np.float64]:
    """Return what capital costs a year, in the accounts; depreciation moves no cash.

    Parameters
    ----------
    depreciation
        Loss of value of the assets. [currency per year]
    dividend
        As ``pdc_dividend`` returns it. [currency per year]

    Examples
    --------
    >>> capital_charge(11e6, 7e6)
    np.float64(18000000.0)
    """
    return np.add(depreciation, dividend)
