"""Correlated standard normal scores: a Gaussian copula."""

from collections.abc import Iterable
from functools import lru_cache
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from pathway_economics.parameters.correlation import Correlation, correlation_groups

Array = NDArray[np.float64]
Factor = tuple[tuple[float, ...], ...]


@lru_cache(maxsize=64)
def factors(correlations: tuple[Correlation, ...]) -> dict[tuple[str, ...], Factor]:
    """Return the Cholesky factor of each group of correlated parameters, by its names."""
    return {names: cholesky(matrix.tolist()) for names, matrix in correlation_groups(correlations)}


def cholesky(matrix: list[list[float]]) -> Factor:
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


def correlated_scores(factor: Factor, rng: np.random.Generator, n: int) -> Iterable[Array]:
    """Yield ``n`` standard normal scores for each row of the factor.

    Sums are taken term by term, without BLAS, so that any number of threads gives the
    same bits.
    """
    independent = rng.standard_normal((len(factor), n))
    for row in factor:
        scores = row[0] * independent[0]
        for weight, source in zip(row[1:], independent[1 : len(row)], strict=True):
            scores += weight * source
        yield scores
