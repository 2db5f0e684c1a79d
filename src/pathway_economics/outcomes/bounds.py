"""What only draws can show: terms that are impossible in some of them."""

import numpy as np
from numpy.typing import NDArray

from pathway_economics.errors import Complaint

Array = NDArray[np.float64]

ROUNDING = 1e-9
"""How far rounding may take a term outside its bounds."""


def bounds_complaints(
    amounts: Array, least: float, most: float, what: str, path: tuple[str, ...] = ()
) -> list[Complaint]:
    """Return a complaint if a term lies outside its bounds, or is no number, in some draws.

    Parameters
    ----------
    amounts : shape (..., D)
        The term; nothing in it is clipped.
    least, most
        Bounds that it may reach.
    what
        What it is, such as ``"backfill of the capacity 'Beds'"``.
    path
        Keys that lead to it.

    Examples
    --------
    >>> print(*bounds_complaints(np.array([0.2, 1.4]), 0, 1, "the sharing rate"))
    the sharing rate: 1 of 2 draws (50.0%) give 1.4 or the like, but it must be a number from \
0 to 1. Nothing is clipped.
    """
    array = np.asarray(amounts, dtype=np.float64)
    with np.errstate(invalid="ignore"):
        bad = ~((array >= least - ROUNDING) & (array <= most + ROUNDING) & np.isfinite(array))
    if not bad.any():
        return []
    count = int(bad.reshape(-1, bad.shape[-1]).any(axis=0).sum())
    n_draws = bad.shape[-1]
    worst = array[bad]
    worst = worst[np.argmax(np.abs(np.nan_to_num(worst, nan=np.inf)))]
    rule = f"from {least:g} to {most:g}" if most < np.inf else f"of at least {least:g}"
    rule = f"that is {least:g}" if least == most else rule
    return [
        Complaint(
            f"{what}: {count:,} of {n_draws:,} draws ({count / n_draws:.1%}) give {worst:.6g} or "
            f"the like, but it must be a number {rule}. Nothing is clipped.",
            path,
        )
    ]
