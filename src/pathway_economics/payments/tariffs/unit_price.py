"""Unit prices: rolled forward year by year, topped up, and times the market forces factor."""

import numpy as np
from numpy.typing import ArrayLike, NDArray


def price_index(cost_uplift: ArrayLike, efficiency: ArrayLike) -> NDArray[np.float64]:
    """Return what the price of the first year is multiplied by in each year.

    Each year after the first raises the price of the year before by the cost uplift and
    takes the efficiency factor off the result; the factors of the first year are in its
    price already, and are not used.

    Parameters
    ----------
    cost_uplift, efficiency : shape (..., Y, D)
        Cost uplift factor and efficiency factor of each year. [per year]

    Returns
    -------
    NDArray, shape (..., Y, D)
        One in the first year.

    References
    ----------
    .. [1] NHS England, "2025/26 NHS Payment Scheme," cost uplift and efficiency factors, 2025.

    Examples
    --------
    From 2024/25 to 2025/26 as first published, at a price of 4,000: 4,000 x 1.0415 x 0.98.

    >>> (4_000 * price_index([[0.0], [0.0415]], [[0.0], [0.02]])).ravel()
    array([4000.  , 4082.68])
    """
    yearly = np.multiply(np.add(1.0, cost_uplift), np.subtract(1.0, efficiency))
    first = np.ones_like(yearly[..., :1, :])
    return np.cumprod(np.concatenate([first, yearly[..., 1:, :]], axis=-2), axis=-2)


def unit_price(
    price: ArrayLike,
    *,
    index: ArrayLike = 1.0,
    top_up: ArrayLike = 0.0,
    market_forces_factor: ArrayLike = 1.0,
) -> NDArray[np.float64]:
    """Return what one unit is paid at one provider.

    Parameters
    ----------
    price
        National price of the first year. [currency per unit]
    index
        Factor of each year, as ``price_index`` returns it.
    top_up
        Specialist top-up, as a share of the price.
    market_forces_factor
        Payment index of the provider; the lowest provider has 1.

    Examples
    --------
    A price of 4,000 at a provider with a factor of 1.2, topped up by a tenth:

    >>> float(unit_price(4_000.0, top_up=0.1, market_forces_factor=1.2))
    5280.0
    """
    topped = np.multiply(np.multiply(price, index), np.add(1.0, top_up))
    return np.asarray(np.multiply(topped, market_forces_factor), dtype=np.float64)
