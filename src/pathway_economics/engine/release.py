"""What becomes cash when activity changes: resource, price and cash are three numbers.

A change in the resource value of a capacity pool has a volume, the capacity that is
taken up or freed at what it costs in the reference, and the rest: dearer or cheaper
inputs, which are cash. A volume freed releases its variable share at once and its
stepped share in whole steps that have lasted; the rest stays. A volume added costs in
full, its stepped share in whole steps.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pathway_economics.payments.release import tidy, whole_steps

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
    reduction: Array, volume: Array, capacity: Array, reference_value: Array, terms: Terms
) -> tuple[Array, Array]:
    """Return the cash released and the steps closed, each shape (E, Y, D).

    Parameters
    ----------
    reduction : shape (E, Y, D)
        Resource value in the reference less that in the environment. [currency per year]
    volume : shape (E, Y, D)
        Its part that is capacity freed, at what each service costs in the reference.
        [currency per year]
    capacity : shape (E, Y, D)
        Capacity taken up; the first environment is the reference. [measure per year]
    reference_value : shape (Y, D)
        Resource value in the reference. [currency per year]
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
    >>> avoided = np.array([0.0, 4328.0]).reshape(2, 1, 1)
    >>> admissions = np.array([1.0, 0.0]).reshape(2, 1, 1)
    >>> cash, _ = released(avoided, avoided, admissions, 4328 * one[0], terms)
    >>> cash.ravel().tolist()
    [0.0, 1082.0]
    """
    freed = capacity[:1] - capacity
    inputs = reduction - volume
    down = terms.variable * (1.0 - terms.backfill) * volume
    if terms.step is None:
        return inputs + np.where(volume >= 0.0, down, volume), np.zeros(reduction.shape)
    steps = _steps(freed, capacity[:1], terms)
    with np.errstate(divide="ignore", invalid="ignore"):
        each = np.where(capacity[:1] > 0.0, reference_value / capacity[:1], volume / freed)
    in_steps = np.nan_to_num(terms.stepped * each * terms.step * steps)
    up = np.where(freed < 0.0, (1.0 - terms.stepped) * volume, volume)
    return inputs + np.where(volume >= 0.0, down, up) + in_steps, steps


def _steps(freed: Array, reference: Array, terms: Terms) -> Array:
    """Return whole steps closed by what has been free for the lag, or opened by what is added.

    No more is closed than the reference takes up.
    """
    assert terms.step is not None
    closable = np.maximum((1.0 - terms.backfill) * freed, 0.0)
    closed = whole_steps(closable, terms.step, lag_years=terms.lag_years, slack=terms.slack)
    closed = np.minimum(closed, np.floor(tidy(reference / terms.step)))
    added = np.maximum(-freed - terms.slack, 0.0)
    return np.where(freed >= 0.0, closed, -np.ceil(tidy(added / terms.step)))
