"""The lower triangle that makes independent normal scores vary together."""

from collections.abc import Iterable, Sequence
from math import sqrt

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Factor = tuple[tuple[float, ...], ...]
"""Rows of a lower triangle, the first of one number."""

SINGULAR = 1e-10
"""Smallest eigenvalue at or below which a matrix of correlations counts as singular."""

PLACES, ROOM = 20, 36
"""Bits of a packed place, and of the part of a packed score below one."""


def cholesky(matrix: Sequence[Sequence[float]]) -> Factor:
    """Return the rows of the lower triangle L with L L' = matrix.

    Written out, since LAPACK may round differently with the number of threads.

    Examples
    --------
    >>> cholesky([[1.0, 0.6], [0.6, 1.0]])
    ((1.0,), (0.6, 0.8))
    """
    rows: list[tuple[float, ...]] = []
    for i, wanted in enumerate(matrix):
        row: list[float] = []
        for j in range(i):
            covered = sum(a * b for a, b in zip(row, rows[j][:j], strict=True))
            row.append((wanted[j] - covered) / rows[j][j])
        row.append(sqrt(wanted[i] - sum(a * a for a in row)))
        rows.append(tuple(row))
    return tuple(rows)


def smallest_eigenvalue(matrix: Sequence[Sequence[float]] | Array) -> float:
    """Return the smallest eigenvalue of a symmetric matrix; above 0 if it is possible.

    Examples
    --------
    >>> round(smallest_eigenvalue([[1.0, 0.6], [0.6, 1.0]]), 12)
    0.4
    """
    return float(np.linalg.eigvalsh(np.asarray(matrix, dtype=np.float64))[0])


def correlated_scores(factor: Factor, rng: np.random.Generator, n: int) -> Iterable[Array]:
    """Yield ``n`` standard normal scores for each row of the factor."""
    return mixed(factor, rng.standard_normal((len(factor), n)))


def mixed(factor: Factor, independent: Sequence[Array] | Array) -> Iterable[Array]:
    """Yield the product of each row of the factor with independent scores.

    Sums are taken term by term, without BLAS, so that any number of threads gives the
    same bits.

    Examples
    --------
    >>> list(mixed(((1.0,), (0.6, 0.8)), np.array([[1.0, 2.0], [0.0, -1.0]])))
    [array([1., 2.]), array([0.6, 0.4])]
    """
    term = np.empty_like(independent[0])
    for row in factor:
        scores = row[0] * independent[0]
        for weight, source in zip(row[1:], independent[1 : len(row)], strict=True):
            scores += np.multiply(weight, source, out=term)
        yield scores


def order_of(scores: Array) -> NDArray[np.int64]:
    """Return the places of scores from the least to the greatest, like ``argsort`` but quicker.

    Places are packed behind scores rounded to whole steps, so that plain integers are sorted
    and equal scores keep their order. For up to ``2**PLACES`` scores below 100 in size.

    Examples
    --------
    >>> order_of(np.array([0.5, -1.0, 0.2]))
    array([1, 2, 0])
    """
    packed = (scores * 2.0**ROOM).astype(np.int64)
    packed <<= PLACES
    packed |= np.arange(len(scores))
    packed.sort()
    packed &= 2**PLACES - 1
    return packed
