"""Scrambled Sobol points: all parameters' draws are spread evenly together.

References
----------
.. [1] I. M. Sobol', "On the distribution of points in a cube and the approximate evaluation
   of integrals," USSR Computational Mathematics and Mathematical Physics, vol. 7, no. 4,
   pp. 86-112, 1967. doi:10.1016/0041-5553(67)90144-9
.. [2] S. Joe and F. Y. Kuo, "Constructing Sobol sequences with better two-dimensional
   projections," SIAM Journal on Scientific Computing, vol. 30, no. 5, pp. 2635-2654, 2008.
   doi:10.1137/070709359
.. [3] A. B. Owen, "On dropping the first Sobol' point," in Monte Carlo and Quasi-Monte Carlo
   Methods 2020, Springer, 2022, pp. 71-86. doi:10.1007/978-3-030-98319-2_4
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from inspect import signature

import numpy as np

from pathway_economics.parameters.distributions import Distribution, MultiNormal
from pathway_economics.parameters.factor import Factor, mixed
from pathway_economics.parameters.parameter import Parameter
from pathway_economics.parameters.samplers.base import Array, Sampler, Source
from pathway_economics.seeds import CHUNK, stream

BITS = 32
"""Binary digits of a point; no more than 2**32 draws have points of their own."""

MOST = 21_201
"""Dimensions for which direction numbers are known."""


@dataclass(frozen=True, slots=True)
class _Points(Source):
    """Points of one chunk, shape (n, dimensions), and the first dimension of each parameter."""

    points: Array
    first: Mapping[str, int]

    def alone(self, name: str, distribution: Distribution) -> Array:
        scores = [self._scores(name, i) for i in range(distribution.n_scores)]
        if isinstance(distribution, MultiNormal):
            scores = list(mixed(distribution.factor, scores))
        return distribution.from_scores(scores)

    def together(self, names: tuple[str, ...], factor: Factor) -> Iterable[Array]:
        return mixed(factor, [self._scores(name, 0) for name in names])

    def _scores(self, name: str, place: int) -> Array:
        from scipy.special import ndtri

        return np.asarray(ndtri(self.points[:, self.first[name] + place]), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Sobol(Sampler):
    """Scrambled Sobol points: the draws of all parameters are spread evenly together.

    Best with a number of draws that is a power of two. Each uncertain parameter has a
    dimension of its own in alphabetical order, so adding one moves the draws of others.

    Examples
    --------
    >>> Sobol().describe()[:54]
    'Sobol points of scipy.stats.qmc, scrambled, 32 bits, d'
    """

    def source(self, seed: int, index: int, parameters: Sequence[Parameter]) -> Source:
        """Return what gives the draws of one chunk."""
        first, total = _dimensions(parameters)
        return _Points(_points(seed, index, total), first)

    def describe(self) -> str:
        """Return the sampler in words that suffice to run again."""
        return (
            f"Sobol points of scipy.stats.qmc, scrambled, {BITS} bits, dimensions by sorted name "
            "of parameter, SFC64"
        )

    def problems(self, parameters: Sequence[Parameter]) -> list[str]:
        """Return why such parameters cannot be drawn in this way."""
        _, total = _dimensions(parameters)
        if total <= MOST:
            return []
        return [f"Sobol points have at most {MOST:,} dimensions; the parameters need {total:,}."]

    def advice(self, n_draws: int) -> str | None:
        """Return what would be better than so many draws, if anything."""
        if n_draws & (n_draws - 1) == 0:
            return None
        below = 1 << (int(n_draws).bit_length() - 1)
        return (
            f"{n_draws:,} draws of Sobol points are spread less evenly than a power of two; "
            f"take {below:,} or {2 * below:,}."
        )


def _dimensions(parameters: Sequence[Parameter]) -> tuple[dict[str, int], int]:
    """Return the first dimension of each parameter by name, and the number of dimensions."""
    first, total = {}, 0
    for parameter in sorted(parameters, key=lambda p: p.name):
        first[parameter.name] = total
        total += parameter.distribution.n_scores
    return first, total


def _points(seed: int, index: int, dimensions: int) -> Array:
    """Return the points of one chunk; each in the middle of its cell, so never 0 or 1."""
    from scipy.stats.qmc import Sobol as Engine

    if not dimensions:
        return np.empty((CHUNK, 0))
    word = "rng" if "rng" in signature(Engine).parameters else "seed"  # SciPy before 1.15
    engine = Engine(dimensions, bits=BITS, **{word: stream(seed, "sobol")})
    if index:
        engine.fast_forward(index * CHUNK)
    return np.asarray(engine.random(CHUNK) + 0.5 / 2**BITS, dtype=np.float64)
