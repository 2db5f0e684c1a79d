"""Terms of insurance: deductible, franchise, layer, and the way back to the rows of a loss."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pathway_economics.payments.limits import collar

Array = NDArray[np.float64]


def in_money(
    term: ArrayLike,
    basis: ArrayLike,
    *,
    loss: ArrayLike = np.nan,
    insured_value: ArrayLike = np.nan,
    limit: ArrayLike = np.nan,
) -> Array:
    """Return a term of a policy as an amount of money.

    Parameters
    ----------
    term
        The term as it is written: an amount, or a share of something.
    basis
        What it is: ``"amount"``, or a share of ``"loss"``, ``"insured_value"`` or
        ``"limit"``; one for all or one for each row. Where it is none of these, the
        result is not a number.
    loss, insured_value, limit
        What it may be a share of. [currency]

    Examples
    --------
    A deductible of 5 % of the loss, and one of 5 % of a limit of 2,000,000:

    >>> in_money(0.05, ["loss", "limit"], loss=1_468_900.0, limit=2e6)
    array([ 73445., 100000.])
    """
    of = {"amount": 1.0, "loss": loss, "insured_value": insured_value, "limit": limit}
    which = np.asarray(basis)
    size = np.select(
        [which == name for name in of],
        list(np.broadcast_arrays(*of.values(), which.astype(object))[:-1]),
        default=np.nan,
    )
    return np.asarray(np.multiply(term, size), dtype=np.float64)


def franchise(loss: ArrayLike, deductible: ArrayLike) -> Array:
    """Return the whole loss where it exceeds the deductible, and nothing elsewhere.

    An ordinary deductible is taken off every loss: see ``layer``. Where this one is
    passed, what is paid jumps by the deductible.

    Examples
    --------
    >>> franchise([40_000.0, 100_000.0], 50_000.0)
    array([     0., 100000.])
    """
    return np.where(np.greater(loss, deductible), loss, 0.0)


def layer(
    loss: ArrayLike,
    *,
    deductible: ArrayLike = 0.0,
    attachment: ArrayLike = 0.0,
    limit: ArrayLike = np.inf,
    share: ArrayLike = 1.0,
) -> Array:
    """Return what an insurer pays of a loss that reaches into its layer.

    Parameters
    ----------
    loss
        What was lost. [currency]
    deductible
        What the insured bears of every loss. [currency]
    attachment
        Where the layer starts, above the deductible. [currency]
    limit
        Height of the layer; without end if omitted. [currency]
    share
        Share of the layer that is taken.

    Examples
    --------
    5 % of 5,000,000 in excess of 3,000,000, after a deductible of 50,000:

    >>> layer([6_129_000.0, 11_700_000.0], deductible=5e4, attachment=3e6, limit=5e6, share=0.05)
    array([153950., 250000.])
    """
    excess = np.subtract(np.subtract(loss, deductible), attachment)
    return np.asarray(np.multiply(share, collar(excess, least=0.0, most=limit)))


def allocate_back(losses: ArrayLike, total: ArrayLike) -> Array:
    """Divide what a layer pays among the rows of its loss, in proportion to them.

    The rows add up to the total to the last bit, in whatever order they stand and are
    added, so that several layers over one loss can be followed to each of its rows.

    Parameters
    ----------
    losses : shape (N, ...)
        Loss of each row, zero or more. [currency]
    total : shape (...)
        What the layer pays, zero or more. [currency]

    Returns
    -------
    NDArray, shape (N, ...)
        Within one unit in the last place of the total of the exact proportion; nothing
        for a row without loss, nor where no row has one.

    Notes
    -----
    Rows are whole multiples of the last place of the total, as are all their partial
    sums, which a float therefore holds exactly. They are differences of the rounded
    cumulative proportion over the rows from the smallest to the largest.

    Examples
    --------
    >>> allocate_back([6_000_000.0, 100_000.0, 25_000.0, 4_000.0], 153_950.0).round(2).tolist()
    [150709.74, 2511.83, 627.96, 100.47]
    """
    rows, sum_of_rows = np.broadcast_arrays(
        np.asarray(losses, dtype=np.float64), np.asarray(total, dtype=np.float64)
    )
    if not len(rows):
        return rows.copy()
    order = np.argsort(rows, axis=0, kind="stable")
    upto = np.cumsum(np.take_along_axis(rows, order, axis=0), axis=0)
    lost = upto[-1] > 0.0
    place = np.spacing(sum_of_rows[0])
    places = sum_of_rows[0] / place  # a whole number, at most 2 to the power of 53
    reached = np.rint(upto / np.where(lost, upto[-1], 1.0) * places)
    paid = np.diff(reached, axis=0, prepend=0.0) * place
    allocated = np.zeros(paid.shape)
    np.put_along_axis(allocated, order, paid, axis=0)
    return allocated
