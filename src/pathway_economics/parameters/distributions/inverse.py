"""Quantiles of the beta and gamma at normal scores, quickly.

Exact inverses of the incomplete beta and gamma functions cost ten times a draw, which
would make correlated parameters the slowest part of a run. Both are smooth in the
standard normal score once the value is on its log (gamma) or logit (beta) scale, and
their first two derivatives are known. So between nodes a quintic Hermite polynomial
serves, with a relative error below 1e-12 (below 1e-10 for shapes in the millions, where
the inverse itself is no better). Outside the nodes, and for shapes below
``LEAST_SHAPE``, the inverse is used.
"""

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

REACH = 6.0
"""Normal score up to which there are nodes; two draws in a billion lie beyond."""

N_NODES = 257

LEAST_SHAPE = 0.5
"""Least shape whose quantiles are smooth enough for the nodes."""


def gamma_from_normal(shape: float, z: Array) -> Array:
    """Return quantiles of the gamma with scale 1 at normal scores ``z``."""
    if shape < LEAST_SHAPE:
        return _gamma_exactly(shape, z)
    return _between_nodes(z, _gamma_table(shape), np.exp, lambda far: _gamma_exactly(shape, far))


def beta_from_normal(alpha: float, beta: float, z: Array) -> Array:
    """Return quantiles of the beta at normal scores ``z``."""
    if min(alpha, beta) < LEAST_SHAPE:
        return _beta_exactly(alpha, beta, z)
    table = _beta_table(alpha, beta)
    return _between_nodes(z, table, _share, lambda far: _beta_exactly(alpha, beta, far))


def _share(log_odds: Array) -> Array:
    result: Array = 1.0 / (1.0 + np.exp(-log_odds))
    return result


def _gamma_exactly(shape: float, z: Array) -> Array:
    """Invert from the nearer tail, where a share of the probability is told apart best."""
    from scipy.special import gammainccinv, gammaincinv, ndtr

    tail = ndtr(-np.abs(z))
    result: Array = np.where(z < 0, gammaincinv(shape, tail), gammainccinv(shape, tail))
    return result


def _beta_exactly(alpha: float, beta: float, z: Array) -> Array:
    from scipy.special import betainccinv, betaincinv, ndtr

    tail = ndtr(-np.abs(z))
    left, right = betaincinv(alpha, beta, tail), betainccinv(alpha, beta, tail)
    result: Array = np.where(z < 0, left, right)
    return result


@lru_cache(maxsize=512)
def _gamma_table(shape: float) -> Array:
    from scipy.special import gammaln

    z = np.linspace(-REACH, REACH, N_NODES)
    x = _gamma_exactly(shape, z)
    y = np.log(x)
    slope = np.exp(_log_density(z) - (shape * y - x - gammaln(shape)))
    return _quintic(y, slope, slope * (-z - (shape - x) * slope))


@lru_cache(maxsize=512)
def _beta_table(alpha: float, beta: float) -> Array:
    from scipy.special import betaln

    z = np.linspace(-REACH, REACH, N_NODES)
    x = _beta_exactly(alpha, beta, z)
    rest = _beta_exactly(beta, alpha, -z)  # 1 - x without cancellation
    log_x, log_rest = np.log(x), np.log(rest)
    slope = np.exp(_log_density(z) - (alpha * log_x + beta * log_rest - betaln(alpha, beta)))
    curvature = slope * (-z - (alpha * rest - beta * x) * slope)
    return _quintic(log_x - log_rest, slope, curvature)


def _log_density(z: Array) -> Array:
    result: Array = -0.5 * z**2 - 0.5 * np.log(2 * np.pi)
    return result


def _quintic(value: Array, slope: Array, curvature: Array) -> Array:
    """Return coefficients, shape (6, N_NODES - 1), lowest power first, per unit interval."""
    step = 2 * REACH / (N_NODES - 1)
    first, second = slope * step, curvature * step**2 / 2
    rise = value[1:] - value[:-1] - first[:-1] - second[:-1]
    gain = first[1:] - first[:-1] - 2 * second[:-1]
    bend = second[1:] - second[:-1]
    return np.stack(
        [
            value[:-1],
            first[:-1],
            second[:-1],
            10 * rise - 4 * gain + bend,
            -15 * rise + 7 * gain - 2 * bend,
            6 * rise - 3 * gain + bend,
        ]
    )


def _between_nodes(
    z: Array, table: Array, back: Callable[[Array], Array], exactly: Callable[[Array], Array]
) -> Array:
    place = (z + REACH) * ((N_NODES - 1) / (2 * REACH))
    cell = np.clip(place.astype(np.intp), 0, N_NODES - 2)
    share = place - cell
    result = table[5].take(cell)
    for coefficients in table[4::-1]:
        result *= share
        result += coefficients.take(cell)
    result = back(result)
    far = np.abs(z) > REACH
    if far.any():
        result[far] = exactly(z[far])
    return result
