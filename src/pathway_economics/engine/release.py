"""What becomes cash when activity changes: resource, price and cash are three numbers.

For one capacity pool, a net reduction in resource value releases its variable share
at once and its stepped share in whole steps that have lasted; the rest stays. Added
activity costs in full, its stepped share in whole steps.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Terms:
    """Numbers of a capacity pool, each broadcasting to (E, Y, D); see ``CapacityPool``."""

    variable: Array
    stepped: Array
    step: Array | None
    lag_years: int
    backfill: Array
    slack: Array


def released(
    reduction: Array, freed: Array, value_per_measure: Array, terms: Terms
) -> tuple[Array, Array]:
    """Return the cash released and the steps closed, each shape (E, Y, D).

    Parameters
    ----------
    reduction : shape (E, Y, D)
        Resource value in the reference less that in the environment. [currency per year]
    freed : shape (E, Y, D)
        The same in the measure of capacity. [measure per year]
    value_per_measure : broadcast to (E, Y, D)
        Resource value of one unit of the measure in the reference. [currency per measure]
    terms
        Numbers of the pool.

    Returns
    -------
    cash : shape (E, Y, D)
        Fall in spending; below zero a rise. [currency per year]
    steps : shape (E, Y, D)
        Whole steps closed; below zero, steps opened.

    Examples
    --------
    An admission of 4,328 avoided, a quarter of it variable: 1,082 becomes cash.

    >>> one = np.ones((1, 1, 1))
    >>> terms = Terms(variable=0.25 * one, stepped=0 * one, step=None, lag_years=0,
    ...               backfill=0 * one, slack=0 * one)
    >>> cash, _ = released(4328 * one, one, 4328 * one, terms)
    >>> float(cash.item())
    1082.0
    """
    closable = (1.0 - terms.backfill) * reduction
    down = terms.variable * closable
    up = (1.0 - terms.stepped) * reduction
    cash = np.where(reduction >= 0.0, down, up)
    if terms.step is None:
        return np.where(reduction >= 0.0, down, reduction), np.zeros(reduction.shape)
    steps = _steps(reduction, freed, terms)
    return cash + terms.stepped * value_per_measure * terms.step * steps, steps


def _steps(reduction: Array, freed: Array, terms: Terms) -> Array:
    """Return whole steps closed by what has been free for the lag, or opened by what is added."""
    assert terms.step is not None
    closable = np.maximum((1.0 - terms.backfill) * freed, 0.0)
    lasting = _least_over(closable, terms.lag_years)
    already = np.floor(_tidy(terms.slack / terms.step))  # whole steps idle before are no news
    closed = np.floor(_tidy((lasting + terms.slack) / terms.step)) - already
    added = np.maximum(-freed - terms.slack, 0.0)
    opened = np.ceil(-_tidy(-added / terms.step))
    return np.where(reduction >= 0.0, closed, -opened)


def _tidy(steps: Array) -> Array:
    """Return the number of steps, a whole one where rounding alone keeps it from being so."""
    whole = np.rint(steps)
    return np.where(np.abs(steps - whole) < 1e-9, whole, steps)


def _least_over(amount: Array, lag_years: int) -> Array:
    """Return the least of each year and the ``lag_years`` before it; none before the first."""
    least = amount
    for lag in range(1, lag_years + 1):
        earlier = np.zeros_like(amount)
        earlier[:, lag:] = amount[:, : max(amount.shape[1] - lag, 0)]
        least = np.minimum(least, earlier)
    return least
