"""Functions of expressions on what changes with time: effects that wane, prices that rise."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def wane(time: Any, full_until: Any, gone_at: Any) -> Array:
    """Return the share of an effect that is left: 1, then falling in a line to 0.

    Parameters
    ----------
    time
        Such as ``time`` or ``time_on_strategy``. [years]
    full_until, gone_at
        When it begins to wane, and from when nothing is left. Where they are equal, the
        effect stops at once; where the second is the earlier, the result is no number, which
        the run counts and refuses. [years]

    Examples
    --------
    >>> wane(np.array([0.0, 2.0, 3.0, 6.0, 9.0]), 2.0, 6.0)
    array([1.  , 1.  , 0.75, 0.  , 0.  ])
    """
    span = np.asarray(gone_at, dtype=float) - full_until
    left = gone_at - np.asarray(time, dtype=float)
    fading = np.minimum(np.maximum(left / np.where(span > 0.0, span, 1.0), 0.0), 1.0)
    at_once = np.where(span == 0.0, np.where(left > 0.0, 1.0, 0.0), np.nan)
    return np.where(span > 0.0, fading, at_once)


def roll_forward(uplift: Any, efficiency: Any, years: Any) -> Array:
    """Return what a price is multiplied by after ``years`` of uplift and efficiency.

    The two factors of the NHS Payment Scheme multiply: prices rise by the cost uplift factor
    and of the result the efficiency factor is taken off, each year.

    Parameters
    ----------
    uplift, efficiency
        Cost uplift factor and efficiency factor, such as 0.0415 and 0.02 for 2025/26.
        [per year]
    years
        Number of years, such as ``year - 2025``.

    References
    ----------
    .. [1] NHS England, "2025/26 NHS Payment Scheme," section on the cost uplift factor and
       the efficiency factor, 2025.

    Examples
    --------
    >>> round(4000 * float(roll_forward(0.0415, 0.02, 1)), 2)  # 4000 x 1.0415 x 0.98
    4082.68
    """
    factor = (1.0 + np.asarray(uplift, dtype=float)) * (1.0 - np.asarray(efficiency, dtype=float))
    return np.asarray(factor**years)


TRENDS = {
    "wane": (wane, 3, 3),
    "roll_forward": (roll_forward, 3, 3),
}
"""Names, each with the least and the most arguments it takes."""
