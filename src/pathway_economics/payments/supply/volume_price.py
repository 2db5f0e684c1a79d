"""Volume price: each further unit of a year at the price of its band, up to a cap."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pathway_economics.payments.limits import collar
from pathway_economics.payments.schedule import marginal


def volume_price(
    units: ArrayLike,
    bands: Iterable[tuple[ArrayLike, ArrayLike]],
    *,
    discount: ArrayLike = 0.0,
    cap: ArrayLike = np.inf,
) -> NDArray[np.float64]:
    """Return what the units of a year are paid under a price-volume agreement.

    Parameters
    ----------
    units
        Units of the year.
    bands
        ``(upper end, price)`` of each band, from the lowest up; end the last with
        infinity. One band is a single price. [units], [currency per unit]
    discount
        Share of every price that is not paid.
    cap
        Most that is paid in the year, after the discount; what is used beyond is free.
        [currency per year]

    Returns
    -------
    NDArray
        Broadcast over all that is given. [currency per year]

    Examples
    --------
    The first 100 units at 50, further ones at 30, a tenth off, no more than 5,000 a year:
    0.9 x (100 x 50 + 20 x 30) = 5,040 is above the cap.

    >>> volume_price([80.0, 100.0, 120.0], [(100.0, 50.0), (np.inf, 30.0)],
    ...              discount=0.1, cap=5_000.0)
    array([3600., 4500., 5000.])
    """
    return collar(np.multiply(np.subtract(1.0, discount), marginal(units, bands)), most=cap)
