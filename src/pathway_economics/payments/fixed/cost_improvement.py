"""Cost improvement: what savings do to the base of later years."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


def cost_base(base: ArrayLike, recurrent: ArrayLike, *, inflation: ArrayLike = 0.0) -> Array:
    """Return the cost base at the start of each year.

    A recurrent saving lowers the base of all later years; one for a single year does not.

    Parameters
    ----------
    base : shape (..., D)
        Cost base at the start of the first year. [currency per year]
    recurrent : shape (..., Y, D)
        Recurrent savings made in each year. [currency per year]
    inflation : broadcast to (..., Y, D)
        Growth of costs in each year. [per year]

    Returns
    -------
    NDArray, shape (..., Y, D)

    Examples
    --------
    100 m at 3 % inflation, of which 4 m is saved each year, 3 m of it for good:

    >>> cost_base([100.0], [[3.0], [3.0], [3.0]], inflation=0.03).ravel()
    array([100., 100., 100.])
    """
    saved, growth = np.broadcast_arrays(np.asarray(recurrent, dtype=np.float64), inflation)
    first = np.broadcast_to(np.asarray(base, dtype=np.float64), saved[..., 0, :].shape)
    bases = [first]
    for year in range(saved.shape[-2] - 1):
        bases.append(bases[-1] * (1.0 + growth[..., year, :]) - saved[..., year, :])
    return np.stack(bases, axis=-2)


def efficiency_requirement(
    base: ArrayLike, *, rate: ArrayLike, recurrent_share: ArrayLike = 1.0
) -> tuple[Array, Array]:
    """Return what must be found each year: for good, built up over the years, and for the year.

    Each year's requirement is a share of the base less what earlier years took for good.

    Parameters
    ----------
    base : shape (..., Y, D)
        Income or cost before any requirement. [currency per year]
    rate
        Share of it that must be found anew each year.
    recurrent_share
        Share of that which is found for good.

    Returns
    -------
    tuple of NDArray, each shape (..., Y, D)
        Recurrent requirements of this and all earlier years, and the non-recurrent one of
        this year. [currency per year]

    Examples
    --------
    4 % of 100, three quarters of it for good; then 4 % of 97:

    >>> recurrent, once = efficiency_requirement([[100.0], [100.0]], rate=0.04,
    ...                                          recurrent_share=0.75)
    >>> print(recurrent.ravel().round(2), once.ravel().round(2))
    [3.   5.91] [1.   0.97]
    """
    whole, rates, shares = np.broadcast_arrays(
        np.asarray(base, dtype=np.float64), rate, recurrent_share
    )
    taken = np.zeros_like(whole[..., 0, :])
    recurrent, once = [], []
    for year in range(whole.shape[-2]):
        required = rates[..., year, :] * (whole[..., year, :] - taken)
        kept = shares[..., year, :] * required
        taken = taken + kept
        recurrent.append(taken)
        once.append(required - kept)
    return np.stack(recurrent, axis=-2), np.stack(once, axis=-2)
