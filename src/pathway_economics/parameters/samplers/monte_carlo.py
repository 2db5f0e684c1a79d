"""Plain Monte Carlo: independent draws."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pathway_economics.parameters.distributions import Distribution
from pathway_economics.parameters.factor import Factor, correlated_scores
from pathway_economics.parameters.parameter import Parameter
from pathway_economics.parameters.samplers.base import Array, Sampler, Source
from pathway_economics.seeds import CHUNK, stream


@dataclass(frozen=True, slots=True)
class _Streams(Source):
    """A stream for each parameter, by its name, and for each group, by its names."""

    seed: int
    index: int

    def alone(self, name: str, distribution: Distribution) -> Array:
        return distribution.sample(stream(self.seed, name, self.index), CHUNK)

    def together(self, names: tuple[str, ...], factor: Factor) -> Iterable[Array]:
        return correlated_scores(factor, stream(self.seed, "correlated", *names, self.index), CHUNK)


@dataclass(frozen=True, slots=True)
class MonteCarlo(Sampler):
    """Plain Monte Carlo: every draw is independent of the others.

    Examples
    --------
    >>> MonteCarlo().describe()
    'independent streams, SFC64'
    """

    def source(self, seed: int, index: int, parameters: Sequence[Parameter]) -> Source:
        """Return what gives the draws of one chunk."""
        return _Streams(seed, index)

    def describe(self) -> str:
        """Return the sampler in words that suffice to run again."""
        return "independent streams, SFC64"
