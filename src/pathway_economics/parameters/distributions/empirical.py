"""The empirical distribution: values that were observed, or drawn elsewhere."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from pathway_economics.parameters.distributions.base import Distribution, Draw


@dataclass(frozen=True, slots=True, repr=False)
class Empirical(Distribution):
    """Values that were observed, or a posterior sample made elsewhere.

    Attributes
    ----------
    values
        The values; their order means nothing.
    weights
        Relative weight of each value; equal weights if omitted.

    Examples
    --------
    >>> Empirical([1, 2, 6]).expectation
    3.0
    >>> Empirical([1, 2], weights=[3, 1]).quantile(np.array([0.7, 0.8]))
    array([1., 2.])
    """

    keyword: ClassVar[str] = "empirical"

    values: tuple[float, ...]
    weights: tuple[float, ...] | None = None

    @property
    def expectation(self) -> float:
        """Weighted mean of the values."""
        values, cumulative = self._steps()
        return float(np.sum(values * np.diff(cumulative, prepend=0.0)))

    def sample(self, rng: np.random.Generator, n: int) -> Draw:
        """Return ``n`` independent draws."""
        return self.quantile(rng.random(n))

    def quantile(self, u: Draw) -> Draw:
        """Return the values below which the shares ``u`` of the probability lie."""
        values, cumulative = self._steps()
        place = np.searchsorted(cumulative, u, side="right")
        return values[np.minimum(place, len(values) - 1)]

    def describe(self) -> str:
        """Return the distribution in words, for a table of parameters."""
        weighted = "weighted " if self.weights is not None else ""
        low, high = min(self.values), max(self.values)
        return f"empirical, {len(self.values):,} {weighted}values from {low:g} to {high:g}"

    def __repr__(self) -> str:
        weighted = " with weights" if self.weights is not None else ""
        return f"Empirical(<{len(self.values):,} values{weighted}>)"

    def _steps(self) -> tuple[Draw, Draw]:
        """Return the values in order and the share of the probability up to each."""
        values = np.asarray(self.values, dtype=np.float64)
        weights = np.ones_like(values) if self.weights is None else np.asarray(self.weights)
        order = np.lexsort((weights, values))
        order = order[weights[order] > 0]
        cumulative = np.cumsum(weights[order])
        return values[order], cumulative / cumulative[-1]

    def _problems(self) -> list[str]:
        if not self.values:
            return ["there are no values; give at least one"]
        if self.weights is None:
            return []
        if len(self.weights) != len(self.values):
            return [f"{len(self.weights)} weights for {len(self.values)} values; give one for each"]
        if min(self.weights) < 0 or not sum(self.weights) > 0:
            return [
                f"the least weight is {min(self.weights)!r} and their sum "
                f"{sum(self.weights):g}; no weight may be below 0 and one must be above"
            ]
        return []
