"""Between block and activity: cost and volume, and an activity contract with limits."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pathway_economics.payments import limits
from pathway_economics.payments.split import split


def cost_and_volume(
    value: ArrayLike,
    plan: ArrayLike,
    *,
    amount: ArrayLike,
    upper_tolerance: ArrayLike,
    lower_tolerance: ArrayLike,
    rate_above: ArrayLike,
    rate_below: ArrayLike,
) -> NDArray[np.float64]:
    """Return a fixed amount within a tolerance around plan, and marginal rates outside it.

    Only what lies outside the tolerance is paid or taken back.

    Parameters
    ----------
    value
        Activity at full price. [currency]
    plan
        Planned value. [currency]
    amount
        Paid within the tolerance. [currency]
    upper_tolerance, lower_tolerance
        Width of the tolerance above and below plan, as shares of the plan.
    rate_above, rate_below
        Share of the value beyond the tolerance that is paid, and taken back.

    Examples
    --------
    A plan of 100, 3 % either way, 50 % above and 30 % below: 100 + 0.5 x 7; 100 - 0.3 x 7.

    >>> terms = {"upper_tolerance": 0.03, "lower_tolerance": 0.03}
    >>> terms |= {"rate_above": 0.5, "rate_below": 0.3, "amount": 100.0}
    >>> cost_and_volume([110.0, 102.0, 90.0], 100.0, **terms)
    array([103.5, 100. ,  97.9])
    """
    least = np.multiply(plan, np.subtract(1.0, lower_tolerance))
    most = np.multiply(plan, np.add(1.0, upper_tolerance))
    beyond = np.subtract(value, limits.collar(value, least=least, most=most))
    return np.asarray(np.add(amount, split(beyond, gain=rate_above, loss=rate_below)))


def cap_and_collar(
    value: ArrayLike,
    plan: ArrayLike,
    *,
    cap: ArrayLike | None = None,
    collar: ArrayLike | None = None,
) -> NDArray[np.float64]:
    """Return the value of the activity, held between limits around plan.

    Parameters
    ----------
    value
        Activity at full price. [currency]
    plan
        Planned value. [currency]
    cap, collar
        How far payment may rise above and fall below plan, as shares of it; no limit if
        omitted.

    Examples
    --------
    >>> cap_and_collar([90.0, 101.0, 110.0], 100.0, cap=0.03, collar=0.02)
    array([ 98., 101., 103.])
    """
    most = np.inf if cap is None else np.multiply(plan, np.add(1.0, cap))
    least = -np.inf if collar is None else np.multiply(plan, np.subtract(1.0, collar))
    return limits.collar(value, least=least, most=most)
