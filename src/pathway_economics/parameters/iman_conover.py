"""Rank correlation by putting each parameter's own draws in another order.

A sample of normal scores is made with exactly the correlations that are wanted, and the
draws of each parameter are put in the order of its scores. So every parameter keeps the
very values that it has alone, in whichever way these were drawn.

References
----------
.. [1] R. L. Iman and W. J. Conover, "A distribution-free approach to inducing rank
   correlation among input variables," Communications in Statistics - Simulation and
   Computation, vol. 11, no. 3, pp. 311-334, 1982. doi:10.1080/03610918208812265
"""

from collections.abc import Iterable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from pathway_economics.parameters.correlation import (
    IMAN_CONOVER,
    Correlation,
    correlation_groups,
    scores_matrix,
)
from pathway_economics.parameters.factor import Factor, cholesky, mixed, order_of

Array = NDArray[np.float64]


@lru_cache(maxsize=64)
def targets(correlations: tuple[Correlation, ...]) -> dict[tuple[str, ...], Factor]:
    """Return the factor of the score correlations of each group to reorder, by its names."""
    chosen = [correlation for correlation in correlations if correlation.method == IMAN_CONOVER]
    return {
        names: cholesky(scores_matrix(matrix).tolist())
        for names, matrix in correlation_groups(chosen)
    }


def orders(target: Factor, rng: np.random.Generator, n: int) -> Iterable[Array]:
    """Yield, for each row of the target, ``n`` scores by whose order to put the draws.

    Independent scores are correlated a little by chance. The inverse of the factor of their
    covariance takes that out before the factor of the target is put in.
    """
    scores = rng.standard_normal((len(target), n))
    scores -= scores.mean(axis=1, keepdims=True)
    by_chance = [  # without BLAS
        (np.einsum("in,n->i", scores[: i + 1], row) / n).tolist() for i, row in enumerate(scores)
    ]
    return mixed(_over(target, cholesky(by_chance)), scores)


def reordered(values: Array, scores: Array) -> Array:
    """Return the values in the order of the scores: the least where the least score is.

    Examples
    --------
    >>> reordered(np.array([30.0, 10.0, 20.0]), np.array([0.1, 2.0, -1.0]))
    array([20., 30., 10.])
    """
    result = np.empty_like(values)
    result[order_of(scores)] = np.sort(values)
    return result


def _over(target: Factor, chance: Factor) -> Factor:
    """Return the lower triangle T with T Q = P, for the rows P of the target and Q of chance."""
    rows = []
    for wanted in target:
        row = [0.0] * len(wanted)
        for j in reversed(range(len(wanted))):
            covered = sum(row[i] * chance[i][j] for i in range(j + 1, len(wanted)))
            row[j] = (wanted[j] - covered) / chance[j][j]
        rows.append(tuple(row))
    return tuple(rows)
