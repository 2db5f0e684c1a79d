"""Latin hypercube sampling: each parameter's draws are spread evenly.

In a chunk of n draws each parameter has one draw in each of n strata of equal
probability. Strata are filled by doubling: the first 2 draws lie in different halves, the
first 4 in different quarters, and so on, each time in random order. So a run of fewer draws
than a chunk is spread evenly too, and more draws keep the first ones.

References
----------
.. [1] M. D. McKay, R. J. Beckman and W. J. Conover, "A comparison of three methods for
   selecting values of input variables in the analysis of output from a computer code,"
   Technometrics, vol. 21, no. 2, pp. 239-245, 1979. doi:10.1080/00401706.1979.10489755
.. [2] C. J. Sallaberry, J. C. Helton and S. C. Hora, "Extension of Latin hypercube samples
   with correlated variables," Reliability Engineering & System Safety, vol. 93, no. 7,
   pp. 1047-1059, 2008. doi:10.1016/j.ress.2007.04.005
.. [3] M. Stein, "Large sample properties of simulations using Latin hypercube sampling,"
   Technometrics, vol. 29, no. 2, pp. 143-151, 1987. doi:10.1080/00401706.1987.10488205
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pathway_economics.parameters.distributions import Distribution, MultiNormal
from pathway_economics.parameters.factor import Factor, correlated_scores, order_of
from pathway_economics.parameters.parameter import Parameter
from pathway_economics.parameters.samplers.base import Array, Sampler, Source
from pathway_economics.seeds import CHUNK, stream

FINE = 2**39
"""Places in a stratum; with the strata of a chunk and a half they fill the 53 bits of a float,
so that no draw is rounded out of its stratum."""


@dataclass(frozen=True, slots=True)
class _Strata(Source):
    """A stream for each parameter, by its name, and for each group, by its names."""

    seed: int
    index: int

    def alone(self, name: str, distribution: Distribution) -> Array:
        rng = stream(self.seed, name, self.index)
        if isinstance(distribution, MultiNormal):
            return distribution.from_scores(list(_spread_together(distribution.factor, rng)))
        spread = (_spread(rng.random(CHUNK), rng) for _ in range(distribution.n_scores))
        return distribution.from_scores(list(spread))

    def together(self, names: tuple[str, ...], factor: Factor) -> Iterable[Array]:
        return _spread_together(factor, stream(self.seed, "correlated", *names, self.index))


@dataclass(frozen=True, slots=True)
class LatinHypercube(Sampler):
    """Latin hypercube sampling: each parameter's draws are spread evenly over its range.

    Examples
    --------
    >>> LatinHypercube().describe()
    'Latin hypercube: one draw per stratum in chunks of 8,192, strata filled by doubling, SFC64'
    """

    def source(self, seed: int, index: int, parameters: Sequence[Parameter]) -> Source:
        """Return what gives the draws of one chunk."""
        return _Strata(seed, index)

    def describe(self) -> str:
        """Return the sampler in words that suffice to run again."""
        return (
            f"Latin hypercube: one draw per stratum in chunks of {CHUNK:,}, strata filled by "
            "doubling, SFC64"
        )


def strata(scores: Array, rng: np.random.Generator) -> NDArray[np.int64]:
    """Return the stratum of each of n draws, from 0 to n - 1; n is a power of two.

    Whenever the number of strata doubles, each draw before falls into one half of its
    stratum, at random; the new draws take the other halves, in the order of their scores.

    Examples
    --------
    >>> found = strata(np.array([0.3, 0.1, 0.9, 0.2]), np.random.default_rng(1))
    >>> sorted(found.tolist()), sorted((found[:2] // 2).tolist())
    ([0, 1, 2, 3], [0, 1])
    """
    taken = rng.integers(2, size=len(scores))  # which half, for each stratum of each doubling
    found, done = np.zeros(len(scores), dtype=np.int64), 1
    while done < len(scores):
        before, half = found[:done], taken[done : 2 * done]
        before += before + half[before]
        after = 2 * np.arange(done) + 1 - half
        found[done : 2 * done][order_of(scores[done : 2 * done])] = after
        done *= 2
    return found


def _spread_together(factor: Factor, rng: np.random.Generator) -> Iterable[Array]:
    """Yield scores that are correlated by their order and spread evenly one by one [3]_."""
    return (_spread(scores, rng) for scores in list(correlated_scores(factor, rng, CHUNK)))


def _spread(scores: Array, rng: np.random.Generator) -> Array:
    """Return normal scores in about the order of others, each at random in its stratum."""
    from scipy.special import ndtri

    place = (rng.integers(FINE, size=len(scores)) + 0.5) / FINE
    return np.asarray(ndtri((strata(scores, rng) + place) / len(scores)), dtype=np.float64)
