"""Blended payment: a fixed element, and a variable one on the distance from plan."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pathway_economics.payments.schedule import marginal


def variable_element(
    value: ArrayLike,
    plan: ArrayLike,
    *,
    rate: ArrayLike,
    rate_below: ArrayLike | None = None,
) -> NDArray[np.float64]:
    """Return what is paid on top of the plan; below zero it is taken back.

    Parameters
    ----------
    value
        Activity delivered, at full price. [currency]
    plan
        Value agreed beforehand. [currency]
    rate
        Share of the value above plan that is paid.
    rate_below
        Share of the value below plan that is taken back; ``rate`` if omitted.

    Examples
    --------
    The elective element of 2022/23: a plan of 41.6, 75 % either way.

    >>> variable_element([43.0, 40.0], 41.6, rate=0.75).round(2)
    array([ 1.05, -1.2 ])
    """
    below = rate if rate_below is None else rate_below
    return marginal(np.subtract(value, plan), [(0.0, below), (np.inf, rate)])


def blended(
    value: ArrayLike,
    plan: ArrayLike,
    *,
    rate: ArrayLike,
    rate_below: ArrayLike | None = None,
) -> NDArray[np.float64]:
    """Return the plan plus the variable element.

    With a rate of 0 it is a block payment of the plan, with a rate of 1 a payment by
    activity; parameters as in ``variable_element``.

    Returns
    -------
    NDArray
        What the provider is paid. [currency]

    Examples
    --------
    >>> blended([44.0, 36.0], 40.0, rate=0.2)
    array([40.8, 39.2])
    """
    return np.add(plan, variable_element(value, plan, rate=rate, rate_below=rate_below))


def retained(value: ArrayLike, plan: ArrayLike, *, rate: ArrayLike) -> NDArray[np.float64]:
    """Return the value above plan that is not paid.

    Under the marginal-rate emergency tariff commissioners kept it, and had to spend it on
    managing demand. Parameters as in ``variable_element``.

    Returns
    -------
    NDArray
        Zero or more. [currency]

    Examples
    --------
    4 above a baseline of 50, of which 30 % are paid:

    >>> retained([54.0, 48.0], 50.0, rate=0.3)
    array([2.8, 0. ])
    """
    return marginal(np.subtract(value, plan), [(0.0, 0.0), (np.inf, np.subtract(1.0, rate))])
