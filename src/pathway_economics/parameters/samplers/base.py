"""What a sampler can do: give each parameter its draws of one chunk."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pathway_economics.parameters.distributions import Distribution
from pathway_economics.parameters.factor import Factor
from pathway_economics.parameters.parameter import Parameter

Array = NDArray[np.float64]


class Source(ABC):
    """One chunk of draws, whichever parameters are asked for and in whatever order."""

    @abstractmethod
    def alone(self, name: str, distribution: Distribution) -> Array:
        """Return the draws of one parameter, shape (n,), or (k, n) if it names k."""

    @abstractmethod
    def together(self, names: tuple[str, ...], factor: Factor) -> Iterable[Array]:
        """Yield the normal scores of each name of a group that a copula correlates."""


@dataclass(frozen=True, slots=True)
class Sampler(ABC):
    """How draws are spread; a run takes one of its kinds."""

    @abstractmethod
    def source(self, seed: int, index: int, parameters: Sequence[Parameter]) -> Source:
        """Return what gives the draws of one chunk.

        Parameters
        ----------
        seed
            Seed of the run.
        index
            Which chunk, from 0.
        parameters
            All parameters of the model, also those that will not be asked for.
        """

    @abstractmethod
    def describe(self) -> str:
        """Return the sampler in words that suffice to run again."""

    def problems(self, parameters: Sequence[Parameter]) -> list[str]:
        """Return why such parameters cannot be drawn in this way."""
        return []

    def advice(self, n_draws: int) -> str | None:
        """Return what would be better than so many draws, if anything."""
        return None
