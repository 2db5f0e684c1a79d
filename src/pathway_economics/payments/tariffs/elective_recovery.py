"""Elective recovery: bands of rates on the value of elective care, against an earlier year."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pathway_economics.payments.schedule import marginal


def elective_recovery(
    value: ArrayLike, baseline: ArrayLike, bands: Iterable[tuple[ArrayLike, ArrayLike]]
) -> NDArray[np.float64]:
    """Return the funding earned by the value of elective care.

    Parameters
    ----------
    value
        Elective care at full price. [currency]
    baseline
        Value of an earlier year. [currency]
    bands
        ``(upper end, rate)`` of each band, from the lowest up; ends are shares of the
        baseline. End the last with infinity.

    Examples
    --------
    All of the value above 107 % of a baseline of 100, as on average in 2023/24:

    >>> elective_recovery([110.0, 105.0], 100.0, [(1.07, 0.0), (np.inf, 1.0)])
    array([3., 0.])
    """
    return marginal(value, [(_at(end, baseline), rate) for end, rate in bands])


def _at(end: ArrayLike, baseline: ArrayLike) -> ArrayLike:
    """Return where a band ends; one without an end has none, even at a baseline of zero."""
    endless = np.isposinf(np.asarray(end, dtype=np.float64)).all()
    return np.inf if endless else np.multiply(end, baseline)
