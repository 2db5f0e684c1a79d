"""Distributions given by a range: uniform, triangular and PERT."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from pathway_economics.parameters.distributions.base import Distribution, Draw
from pathway_economics.parameters.distributions.inverse import beta_from_normal
from pathway_economics.parameters.distributions.moments import above_zero


def _order_problems(low: float, mode: float, high: float) -> list[str]:
    if low <= mode <= high and low < high:
        return []
    return ["low <= mode <= high and low < high must hold (a number known exactly is Fixed)"]


@dataclass(frozen=True, slots=True, repr=False)
class Uniform(Distribution):
    """Uniform distribution: every value of a range is equally likely.

    Attributes
    ----------
    low, high
        Least and greatest value.

    Examples
    --------
    >>> Uniform(2, 6).expectation
    4.0
    """

    keyword: ClassVar[str] = "uniform"

    low: float
    high: float

    @property
    def expectation(self) -> float:
        """Mean of the distribution."""
        return (self.low + self.high) / 2

    def sample(self, rng: np.random.Generator, n: int) -> Draw:
        """Return ``n`` independent draws."""
        return rng.uniform(self.low, self.high, size=n)

    def quantile(self, u: Draw) -> Draw:
        """Return the values below which the shares ``u`` of the probability lie."""
        return self.low + (self.high - self.low) * np.asarray(u)

    def _problems(self) -> list[str]:
        if self.low < self.high:
            return []
        return ["low < high must hold (a number known exactly is Fixed)"]


@dataclass(frozen=True, slots=True, repr=False)
class Triangular(Distribution):
    """Triangular distribution, for an expert's least, likeliest and greatest value.

    Attributes
    ----------
    low, mode, high
        Least, likeliest and greatest value.

    Examples
    --------
    >>> Triangular(1, 2, 6).expectation
    3.0
    """

    keyword: ClassVar[str] = "triangular"

    low: float
    mode: float
    high: float

    @property
    def expectation(self) -> float:
        """Mean of the distribution."""
        return (self.low + self.mode + self.high) / 3

    def sample(self, rng: np.random.Generator, n: int) -> Draw:
        """Return ``n`` independent draws."""
        return rng.triangular(self.low, self.mode, self.high, size=n)

    def quantile(self, u: Draw) -> Draw:
        """Return the values below which the shares ``u`` of the probability lie."""
        share, width = np.asarray(u, dtype=np.float64), self.high - self.low
        rising = self.low + np.sqrt(share * width * (self.mode - self.low))
        falling = self.high - np.sqrt((1 - share) * width * (self.high - self.mode))
        return np.where(share * width < self.mode - self.low, rising, falling)

    def _problems(self) -> list[str]:
        return _order_problems(self.low, self.mode, self.high)


@dataclass(frozen=True, slots=True, repr=False)
class Pert(Distribution):
    """PERT distribution: a smooth relative of the triangular, a beta on a range.

    Attributes
    ----------
    low, mode, high
        Least, likeliest and greatest value.
    weight
        How much the likeliest value counts against the other two in the mean.

    Examples
    --------
    >>> Pert(0, 3, 12).expectation
    4.0
    """

    keyword: ClassVar[str] = "pert"

    low: float
    mode: float
    high: float
    weight: float = 4.0

    @property
    def shapes(self) -> tuple[float, float]:
        """Shapes of the beta on the range from 0 to 1."""
        width = self.high - self.low
        left, right = (self.mode - self.low) / width, (self.high - self.mode) / width
        return 1 + self.weight * left, 1 + self.weight * right

    @property
    def expectation(self) -> float:
        """Mean of the distribution."""
        return (self.low + self.weight * self.mode + self.high) / (self.weight + 2)

    def sample(self, rng: np.random.Generator, n: int) -> Draw:
        """Return ``n`` independent draws."""
        return self._on_range(rng.beta(*self.shapes, size=n))

    def quantile(self, u: Draw) -> Draw:
        """Return the values below which the shares ``u`` of the probability lie."""
        from scipy.special import betaincinv

        return self._on_range(betaincinv(*self.shapes, u))

    def from_normal(self, z: Draw) -> Draw:
        """Return the values at the quantiles of the standard normal scores ``z``."""
        return self._on_range(beta_from_normal(*self.shapes, z))

    def _on_range(self, share: Draw) -> Draw:
        return self.low + (self.high - self.low) * np.asarray(share)

    def _problems(self) -> list[str]:
        return _order_problems(self.low, self.mode, self.high) + above_zero(weight=self.weight)
