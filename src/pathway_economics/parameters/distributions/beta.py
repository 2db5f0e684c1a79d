"""The beta distribution."""

from dataclasses import dataclass
from math import sqrt
from typing import ClassVar

import numpy as np

from pathway_economics.parameters.distributions.base import Distribution, Draw, Ways
from pathway_economics.parameters.distributions.inverse import beta_from_normal
from pathway_economics.parameters.distributions.moments import (
    above_zero,
    interval_problems,
    standard_error,
)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Beta(Distribution):
    """Beta distribution, for probabilities, shares and utilities.

    Give exactly one of (mean, se), (mean, ci95), (events, n) and (alpha, beta).

    Attributes
    ----------
    mean
        Mean, between 0 and 1.
    se
        Standard error of the mean.
    ci95
        95% interval, ``(low, high)``; its width gives the standard error.
    events, n
        Events counted among n people: alpha is ``events`` and beta ``n - events``.
    alpha, beta
        The two shapes.

    Examples
    --------
    >>> Beta(events=10, n=100).shapes
    (10.0, 90.0)
    >>> Beta(mean=0.1, se=0.03).describe()
    'beta, mean 0.1, se 0.03'
    """

    keyword: ClassVar[str] = "beta"
    ways: ClassVar[Ways] = (
        ("mean", "se"),
        ("mean", "ci95"),
        ("events", "n"),
        ("alpha", "beta"),
    )

    mean: float | None = None
    se: float | None = None
    ci95: tuple[float, float] | None = None
    events: float | None = None
    n: float | None = None
    alpha: float | None = None
    beta: float | None = None

    @property
    def shapes(self) -> tuple[float, float]:
        """The shapes alpha and beta."""
        if self.alpha is not None and self.beta is not None:
            return float(self.alpha), float(self.beta)
        if self.events is not None and self.n is not None:
            return float(self.events), float(self.n - self.events)
        assert self.mean is not None
        size = self.mean * (1 - self.mean) / standard_error(self.se, self.ci95) ** 2 - 1
        return self.mean * size, (1 - self.mean) * size

    @property
    def expectation(self) -> float:
        """Mean of the distribution, whichever way it was given."""
        alpha, beta = self.shapes
        return self.mean if self.mean is not None else alpha / (alpha + beta)

    def sample(self, rng: np.random.Generator, n: int) -> Draw:
        """Return ``n`` independent draws."""
        return rng.beta(*self.shapes, size=n)

    def quantile(self, u: Draw) -> Draw:
        """Return the values below which the shares ``u`` of the probability lie."""
        from scipy.special import betaincinv

        return np.asarray(betaincinv(*self.shapes, u), dtype=np.float64)

    def from_normal(self, z: Draw) -> Draw:
        """Return the values at the quantiles of the standard normal scores ``z``."""
        return beta_from_normal(*self.shapes, z)

    def _problems(self) -> list[str]:
        problems = above_zero(se=self.se, alpha=self.alpha, beta=self.beta)
        problems += interval_problems("mean", self.mean, self.ci95, 0, 1)
        if self.mean is not None and not 0 < self.mean < 1:
            problems.append(f"mean={self.mean!r}, but it must lie between 0 and 1")
        if self.events is not None and self.n is not None and not 0 < self.events < self.n:
            problems.append(
                f"events={self.events!r} of n={self.n!r}, but 0 < events < n must hold; "
                "with none or all, give alpha and beta that say what was believed before"
            )
        return problems or self._spread_problems()

    def _spread_problems(self) -> list[str]:
        if self.mean is None:
            return []
        se, most = standard_error(self.se, self.ci95), sqrt(self.mean * (1 - self.mean))
        if se < most:
            return []
        return [
            f"a standard error of {se:g} is impossible for a share with this mean: "
            f"it must be below sqrt(mean * (1 - mean)) = {most:g}"
        ]
