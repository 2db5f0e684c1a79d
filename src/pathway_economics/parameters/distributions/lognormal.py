"""The lognormal distribution."""

from dataclasses import dataclass
from math import exp, log, log1p, sqrt
from typing import ClassVar

import numpy as np

from pathway_economics.parameters.distributions.base import Distribution, Draw, Ways
from pathway_economics.parameters.distributions.moments import (
    Z95,
    above_zero,
    interval_problems,
)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class LogNormal(Distribution):
    """Lognormal distribution, for ratios and other quantities above zero.

    Give exactly one of (mean, se), (mean, ci95), (median, ci95) and (meanlog, sdlog).
    A published ratio with its interval is a median: ``LogNormal(median=0.78,
    ci95=(0.65, 0.93))``. A ``mean`` is honoured as the mean of the distribution.

    Attributes
    ----------
    mean
        Mean of the distribution, above 0.
    se
        Standard deviation of the distribution: the standard error of the mean.
    median
        Point estimate of a published ratio.
    ci95
        95% interval, ``(low, high)``; on the log scale its width gives ``sdlog``.
    meanlog, sdlog
        Mean and standard deviation of the logarithm.

    Examples
    --------
    >>> LogNormal(median=1, ci95=(0.5, 2)).log_moments[0]
    0.0
    >>> LogNormal(mean=0.8, se=0.1).expectation
    0.8
    """

    keyword: ClassVar[str] = "lognormal"
    ways: ClassVar[Ways] = (
        ("mean", "se"),
        ("mean", "ci95"),
        ("median", "ci95"),
        ("meanlog", "sdlog"),
    )

    mean: float | None = None
    se: float | None = None
    median: float | None = None
    ci95: tuple[float, float] | None = None
    meanlog: float | None = None
    sdlog: float | None = None

    @property
    def log_moments(self) -> tuple[float, float]:
        """Mean and standard deviation of the logarithm."""
        if self.meanlog is not None and self.sdlog is not None:
            return float(self.meanlog), float(self.sdlog)
        sdlog = self._sdlog()
        if self.median is not None:
            return log(self.median), sdlog
        assert self.mean is not None
        return log(self.mean) - sdlog**2 / 2, sdlog

    def _sdlog(self) -> float:
        if self.ci95 is not None:
            return log(self.ci95[1] / self.ci95[0]) / (2 * Z95)
        assert self.mean is not None
        assert self.se is not None
        return sqrt(log1p((self.se / self.mean) ** 2))

    @property
    def expectation(self) -> float:
        """Mean of the distribution, whichever way it was given."""
        meanlog, sdlog = self.log_moments
        return self.mean if self.mean is not None else exp(meanlog + sdlog**2 / 2)

    def sample(self, rng: np.random.Generator, n: int) -> Draw:
        """Return ``n`` independent draws."""
        return rng.lognormal(*self.log_moments, size=n)

    def quantile(self, u: Draw) -> Draw:
        """Return the values below which the shares ``u`` of the probability lie."""
        from scipy.special import ndtri

        return self.from_normal(ndtri(u))

    def from_normal(self, z: Draw) -> Draw:
        """Return the values at the quantiles of the standard normal scores ``z``."""
        meanlog, sdlog = self.log_moments
        return np.asarray(np.exp(meanlog + sdlog * z))

    def _problems(self) -> list[str]:
        problems = above_zero(mean=self.mean, se=self.se, median=self.median, sdlog=self.sdlog)
        centre = "mean" if self.median is None else "median"
        problems += interval_problems(centre, getattr(self, centre), self.ci95, low=0)
        if self.ci95 and self.ci95[0] == 0:
            problems.append(f"ci95={self.ci95!r}, but a ratio's interval must lie above 0")
        return problems
