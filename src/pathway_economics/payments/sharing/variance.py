"""Sharing the variance of a pool: who bears what is spent above or below the contributions.

Members stand along the first axis. What is shared is always borne in full: the shares sum
to the variance.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pathway_economics.payments.split import in_proportion


def own_risk(spent: ArrayLike, contributions: ArrayLike, total: ArrayLike) -> NDArray[np.float64]:
    """Return each member's share where each funds the variance on its own lines.

    What is spent by nobody among the members is borne in proportion to contributions.

    Parameters
    ----------
    spent : shape (M, ...)
        What each member spends on its own lines. [currency]
    contributions : shape (M, ...)
        What each has paid in. [currency]
    total
        Variance of the whole pool. [currency]

    Returns
    -------
    NDArray, shape (M, ...)

    Examples
    --------
    >>> own_risk([70.0, 30.0], [60.0, 40.0], total=0.0)
    array([ 10., -10.])
    """
    own = np.subtract(spent, contributions)
    ownerless = np.subtract(total, own.sum(axis=0))
    return np.asarray(own + in_proportion(contributions) * ownerless)


def fixed_and_variable(
    fixed: ArrayLike, shares: ArrayLike, *, host: ArrayLike
) -> NDArray[np.float64]:
    """Return each member's share where the host bears the variance of some lines alone.

    Parameters
    ----------
    fixed
        Variance of the lines whose contributions are fixed. [currency]
    shares : shape (M, ...)
        What each bears of the other, variable lines. [currency]
    host : shape (M, ...)
        One for the host and zero for the others.

    Examples
    --------
    Fixed lines overspend by 30, of which the first is host; variable ones underspend by 10:

    >>> fixed_and_variable(30.0, [-6.0, -4.0], host=[1.0, 0.0])
    array([24., -4.])
    """
    return np.asarray(np.multiply(host, fixed) + shares)


def in_order(amount: ArrayLike, *sources: ArrayLike) -> NDArray[np.float64]:
    """Return what each source covers of an amount, in their order, and what is left.

    Parameters
    ----------
    amount
        To be covered, zero or more; below zero nothing is drawn. [currency]
    sources
        What each source holds. [currency]

    Returns
    -------
    NDArray, shape (S + 1, ...)
        Drawn from each of the S sources; the last row is not covered. [currency]

    Examples
    --------
    An overspend of 900 is covered by an underspend of 100 elsewhere in the pool, a risk pool
    of 500 and no uncommitted money, in this order; 300 are left:

    >>> in_order(900.0, 100.0, 500.0, 0.0)
    array([100., 500.,   0., 300.])
    """
    left = np.maximum(amount, 0.0)
    rows = []
    for source in sources:
        drawn = np.minimum(left, source)
        rows.append(drawn)
        left = left - drawn
    return np.stack(np.broadcast_arrays(*rows, left))


def capped_split(
    amount: ArrayLike, *, weights: ArrayLike, caps: ArrayLike, beyond: ArrayLike
) -> NDArray[np.float64]:
    """Return each member's share of an amount, no more than its cap either way.

    What a cap keeps from a member falls on the others by their weights, until all with a
    weight are at their caps; what is left then falls where ``beyond`` says, cap or no cap.

    Parameters
    ----------
    amount
        What is shared; below zero it is an underspend. [currency]
    weights : shape (M, ...)
        Shares before the caps, summing to one.
    caps : shape (M, ...)
        Largest share of each, zero or more. [currency]
    beyond : shape (M, ...)
        Shares of what is beyond all caps, summing to one.

    Returns
    -------
    NDArray, shape (M, ...)
        Sums to the amount along the first axis. [currency]

    Examples
    --------
    The second would bear 40 of 100 and is capped at 25; the first bears the other 15.

    >>> capped_split(100.0, weights=[0.6, 0.4], caps=[np.inf, 25.0], beyond=[1.0, 0.0])
    array([75., 25.])
    """
    if np.isinf(caps).all():  # the usual case, and many times faster
        total = np.sum(weights, axis=0)
        share = weights / np.where(total > 0.0, total, 1.0)
        return np.asarray((share + np.multiply(beyond, total <= 0.0)) * amount)
    size = np.abs(amount)
    weight, most, _ = np.broadcast_arrays(weights, caps, size)
    taken, left = np.zeros(weight.shape), size
    for _ in range(len(weight)):  # each round caps one more member, or is the last
        free = np.where(taken < most, weight, 0.0)
        total = free.sum(axis=0)
        share = free / np.where(total > 0.0, total, 1.0)
        taken = np.minimum(taken + share * left, most)
        left = np.maximum(size - taken.sum(axis=0), 0.0)
    return np.asarray(np.sign(amount) * (taken + np.multiply(beyond, left)))


def ordered_reduction(
    underspend: ArrayLike,
    contributions: ArrayLike,
    *,
    weights: ArrayLike,
    last: ArrayLike,
    first_reduction: ArrayLike,
) -> NDArray[np.float64]:
    """Return how an underspend is returned where one contribution may only fall last.

    The others are first returned a share of their contributions, in proportion to them;
    what is left is returned to all by their weights.

    Parameters
    ----------
    underspend
        To be returned, zero or more. [currency]
    contributions : shape (M, ...)
        What each has paid in. [currency]
    weights : shape (M, ...)
        Shares of what is left after the first reduction, summing to one.
    last : shape (M, ...)
        One for the member whose contribution falls last and zero for the others.
    first_reduction
        Share of the others' contributions that is returned first.

    Returns
    -------
    NDArray, shape (M, ...)
        Sums to the underspend along the first axis. [currency]

    Examples
    --------
    Of 8 the 10 % of 60 that the first paid in go first; the 2 that are left are shared.

    >>> ordered_reduction(8.0, [60.0, 40.0], weights=[0.6, 0.4], last=[0.0, 1.0],
    ...                   first_reduction=0.1)
    array([7.2, 0.8])
    """
    first = np.multiply(np.subtract(1.0, last), contributions)
    due = np.multiply(first_reduction, first.sum(axis=0))
    drawn, left = in_order(underspend, due)
    total = first.sum(axis=0)
    shares = first / np.where(total > 0.0, total, 1.0)
    return np.asarray(shares * drawn + np.multiply(weights, left))
