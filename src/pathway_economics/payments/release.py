"""Lagged release in whole steps: a ward closes when enough of it has been empty long enough."""

import numpy as np
from numpy.typing import ArrayLike, NDArray


def whole_steps(
    freed: ArrayLike, step: ArrayLike, *, lag_years: int = 0, slack: ArrayLike = 0.0
) -> NDArray[np.float64]:
    """Return the whole steps of capacity that have been free for the lag.

    The annual reduction must fill a step, not its sum over years. Idle capacity that was
    there before (``slack``) helps to fill a step; whole steps of it are no news.

    Parameters
    ----------
    freed : shape (..., Y, D)
        Capacity freed in each year, zero or more. [measure per year]
    step
        Size of a step. [measure per year]
    lag_years
        Years that capacity must have been free before. [years]
    slack
        Capacity that was idle before. [measure per year]

    Returns
    -------
    NDArray, shape (..., Y, D)

    Examples
    --------
    Two years of 8,000 bed-days freed, a ward of 7,756 that closes a year later.

    >>> whole_steps([[0.0], [8_000.0], [8_000.0]], 7_756.0, lag_years=1).ravel()
    array([0., 0., 1.])
    """
    lasting = _least_over(np.asarray(freed, dtype=np.float64), lag_years)
    already = np.floor(tidy(np.divide(slack, step)))
    return np.asarray(np.floor(tidy(np.divide(np.add(lasting, slack), step))) - already)


def stepped_release(
    freed: ArrayLike,
    *,
    variable_cost: ArrayLike,
    step: ArrayLike,
    step_cost: ArrayLike,
    lag_years: int = 0,
) -> NDArray[np.float64]:
    """Return the cash that freed capacity releases: at once, and in whole steps.

    Parameters
    ----------
    freed : shape (..., Y, D)
        Capacity freed in each year. [measure per year]
    variable_cost
        Cost that leaves with each unit, at once. [currency per measure]
    step, step_cost
        Size of a step, and what closing it saves a year.
        [measure per year], [currency per year]
    lag_years
        Years that capacity must have been free before a step closes. [years]

    Examples
    --------
    A ward of 25 beds at 85 % is 7,756 bed-days and 2.0 million a year; 55 of each bed-day
    are variable. 2,000 bed-days avoided close nothing, 8,000 close the ward.

    >>> stepped_release([[2_000.0, 8_000.0]], variable_cost=55.0, step=7_756.0, step_cost=2e6)
    array([[ 110000., 2440000.]])
    """
    steps = whole_steps(np.maximum(freed, 0.0), step, lag_years=lag_years)
    return np.asarray(np.multiply(variable_cost, freed) + np.multiply(step_cost, steps))


def tidy(steps: ArrayLike) -> NDArray[np.float64]:
    """Return the number of steps, a whole one where rounding alone keeps it from being so.

    Examples
    --------
    >>> tidy([2.9999999999, 2.9])
    array([3. , 2.9])
    """
    given = np.asarray(steps, dtype=np.float64)
    whole = np.rint(given)
    return np.where(np.abs(given - whole) < 1e-9, whole, given)


def _least_over(amount: NDArray[np.float64], lag_years: int) -> NDArray[np.float64]:
    """Return the least of each year and the ``lag_years`` before it; none before the first."""
    least = amount
    for lag in range(1, lag_years + 1):
        earlier = np.zeros_like(amount)
        earlier[..., lag:, :] = amount[..., : max(amount.shape[-2] - lag, 0), :]
        least = np.minimum(least, earlier)
    return least
