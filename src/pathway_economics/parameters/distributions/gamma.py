"""The gamma distribution."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from pathway_economics.parameters.distributions.base import Distribution, Draw, Ways
from pathway_economics.parameters.distributions.inverse import gamma_from_normal
from pathway_economics.parameters.distributions.moments import (
    above_zero,
    interval_problems,
    standard_error,
)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Gamma(Distribution):
    """Gamma distribution, for costs and other quantities above zero.

    Give exactly one of (mean, se), (mean, ci95), (shape, scale) and (shape, rate).

    Attributes
    ----------
    mean
        Mean, above 0.
    se
        Standard error of the mean.
    ci95
        95% interval, ``(low, high)``; its width gives the standard error.
    shape, scale, rate
        Shape, and scale or its inverse.

    Examples
    --------
    >>> Gamma(mean=100, se=20).shape_and_scale
    (25.0, 4.0)
    """

    keyword: ClassVar[str] = "gamma"
    ways: ClassVar[Ways] = (("mean", "se"), ("mean", "ci95"), ("shape", "scale"), ("shape", "rate"))

    mean: float | None = None
    se: float | None = None
    ci95: tuple[float, float] | None = None
    shape: float | None = None
    scale: float | None = None
    rate: float | None = None

    @property
    def shape_and_scale(self) -> tuple[float, float]:
        """Shape, and scale in the unit of the parameter."""
        if self.shape is None:
            assert self.mean is not None
            se = standard_error(self.se, self.ci95)
            return (self.mean / se) ** 2, se**2 / self.mean
        if self.scale is not None:
            return float(self.shape), float(self.scale)
        assert self.rate is not None
        return float(self.shape), 1 / self.rate

    @property
    def expectation(self) -> float:
        """Mean of the distribution, whichever way it was given."""
        shape, scale = self.shape_and_scale
        return self.mean if self.mean is not None else shape * scale

    def sample(self, rng: np.random.Generator, n: int) -> Draw:
        """Return ``n`` independent draws."""
        return rng.gamma(*self.shape_and_scale, size=n)

    def quantile(self, u: Draw) -> Draw:
        """Return the values below which the shares ``u`` of the probability lie."""
        from scipy.special import gammaincinv

        shape, scale = self.shape_and_scale
        return np.asarray(gammaincinv(shape, u) * scale, dtype=np.float64)

    def from_normal(self, z: Draw) -> Draw:
        """Return the values at the quantiles of the standard normal scores ``z``."""
        shape, scale = self.shape_and_scale
        return gamma_from_normal(shape, z) * scale

    def _problems(self) -> list[str]:
        problems = above_zero(
            mean=self.mean, se=self.se, shape=self.shape, scale=self.scale, rate=self.rate
        )
        return problems + interval_problems("mean", self.mean, self.ci95, low=0)
