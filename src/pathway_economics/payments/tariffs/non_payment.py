"""Non-payment: part of the value of some care is withheld, as of emergency readmissions."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pathway_economics.payments.schedule import marginal


def withheld(
    value: ArrayLike, *, share: ArrayLike, allowed: ArrayLike = 0.0
) -> NDArray[np.float64]:
    """Return what is withheld of a value: a share of what exceeds an allowed value.

    Parameters
    ----------
    value
        Care at full price. [currency]
    share
        Share that is not paid.
    allowed
        Value from which it is withheld. [currency]

    Examples
    --------
    200 readmissions at 2,000, of which a local review judged 30 % avoidable:

    >>> float(withheld(400_000, share=0.3))
    120000.0

    Paid up to 75 % of the 400 of an earlier year, and nothing beyond:

    >>> withheld([700_000, 500_000], share=1, allowed=0.75 * 400 * 2_000)
    array([100000.,      0.])
    """
    return marginal(value, [(allowed, 0.0), (np.inf, share)])
