"""The normal distribution."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from pathway_economics.parameters.distributions.base import Distribution, Draw, Ways
from pathway_economics.parameters.distributions.moments import (
    above_zero,
    interval_problems,
    standard_error,
)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Normal(Distribution):
    """Normal distribution, for differences and other quantities of either sign.

    Give exactly one of (mean, se) and (mean, ci95).

    Attributes
    ----------
    mean
        Mean.
    se
        Standard error of the mean.
    ci95
        95% interval, ``(low, high)``; its width gives the standard error.

    Examples
    --------
    >>> Normal(mean=-1, se=0.5).describe()
    'normal, mean -1, se 0.5'
    """

    keyword: ClassVar[str] = "normal"
    ways: ClassVar[Ways] = (("mean", "se"), ("mean", "ci95"))

    mean: float | None = None
    se: float | None = None
    ci95: tuple[float, float] | None = None

    @property
    def mean_and_se(self) -> tuple[float, float]:
        """Mean and standard error."""
        assert self.mean is not None
        return float(self.mean), standard_error(self.se, self.ci95)

    @property
    def expectation(self) -> float:
        """Mean of the distribution."""
        return self.mean_and_se[0]

    def sample(self, rng: np.random.Generator, n: int) -> Draw:
        """Return ``n`` independent draws."""
        return rng.normal(*self.mean_and_se, size=n)

    def quantile(self, u: Draw) -> Draw:
        """Return the values below which the shares ``u`` of the probability lie."""
        from scipy.special import ndtri

        return self.from_normal(ndtri(u))

    def from_normal(self, z: Draw) -> Draw:
        """Return the values at the quantiles of the standard normal scores ``z``."""
        mean, se = self.mean_and_se
        return mean + se * z

    def _problems(self) -> list[str]:
        return above_zero(se=self.se) + interval_problems("mean", self.mean, self.ci95)
