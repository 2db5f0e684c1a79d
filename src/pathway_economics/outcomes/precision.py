"""How sure a mean over draws is."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def standard_error(draws: Array) -> Array:
    """Return the standard error of the mean over the last axis; NaN for one draw.

    It is ``s / sqrt(n)``, right for independent draws. For a Latin hypercube it is an upper
    bound, but for a factor of ``n / (n - 1)`` in the variance [1]_; for a scrambled Sobol
    sequence the mean is as a rule much surer, and one run cannot tell how much: repeat it
    with other seeds.

    Parameters
    ----------
    draws : shape (..., D)
        A number in each draw.

    References
    ----------
    .. [1] A. B. Owen, "Monte Carlo variance of scrambled net quadrature," SIAM Journal on
       Numerical Analysis, vol. 34, no. 5, pp. 1884-1910, 1997.
       doi:10.1137/S0036142994277468

    Examples
    --------
    Variance (4 + 0 + 4) / 2 = 4, over three draws.

    >>> print(standard_error(np.array([1.0, 3.0, 5.0])).round(4))
    1.1547
    """
    n = draws.shape[-1]
    if n < 2:
        return np.full(draws.shape[:-1], np.nan)
    return np.asarray(draws.std(axis=-1, ddof=1) / np.sqrt(n))
