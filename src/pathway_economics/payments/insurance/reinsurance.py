"""Reinsurance: an insurer gets back a part of each large claim."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pathway_economics.payments.insurance.layers import layer


def reinsurance(
    claims: ArrayLike,
    *,
    attachment: ArrayLike,
    cap: ArrayLike = np.inf,
    share: ArrayLike = 1.0,
) -> NDArray[np.float64]:
    """Return what an insurer gets back of the claims of each person.

    Parameters
    ----------
    claims
        Claims of each person in a year. [currency]
    attachment, cap
        Claims between the two are shared; without end if the cap is omitted. [currency]
    share
        Share of them that is paid back: the coinsurance rate.

    Examples
    --------
    The transitional reinsurance of the Affordable Care Act in 2014:

    >>> reinsurance([40e3, 120e3, 300e3], attachment=45e3, cap=250e3)
    array([     0.,  75000., 205000.])
    """
    height = np.maximum(np.subtract(cap, attachment), 0.0)
    return layer(claims, attachment=attachment, limit=height, share=share)
