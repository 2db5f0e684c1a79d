"""The Dirichlet distribution: shares that sum to one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from pathway_economics.parameters.distributions.base import Draw
from pathway_economics.parameters.distributions.inverse import gamma_from_normal
from pathway_economics.parameters.distributions.joint import Joint


@dataclass(frozen=True, slots=True, repr=False)
class Dirichlet(Joint):
    """Dirichlet distribution, for the shares of people who go each way.

    It names several parameters, one for each way, which sum to one in every draw.

    Attributes
    ----------
    counts
        Number of people seen to go each way, by the name of that parameter; their
        order changes no draw.

    Examples
    --------
    >>> Dirichlet({"p_stay": 900, "p_worse": 80, "p_die": 20}).expected
    {'p_stay': 0.9, 'p_worse': 0.08, 'p_die': 0.02}
    """

    keyword: ClassVar[str] = "dirichlet"
    naming: ClassVar[str] = "counts"

    counts: Mapping[str, float]

    @property
    def expected(self) -> dict[str, float]:
        """Mean share by name."""
        total = sum(self.counts.values())
        return {name: count / total for name, count in self.counts.items()}

    def sample(self, rng: np.random.Generator, n: int) -> Draw:
        """Return ``n`` independent draws, shape (k, n), in the order of ``counts``."""
        return self._shares({name: rng.gamma(self.counts[name], size=n) for name in self._ordered})

    def from_scores(self, scores: Sequence[Draw]) -> Draw:
        """Return draws by the gamma quantiles of one score for each name, over their sum."""
        pairs = zip(self._ordered, scores, strict=True)
        return self._shares({name: gamma_from_normal(self.counts[name], z) for name, z in pairs})

    @property
    def _ordered(self) -> list[str]:
        return sorted(self.counts)  # so that the order of the file changes no draw

    def _shares(self, gammas: Mapping[str, Draw]) -> Draw:
        total = np.zeros_like(gammas[self._ordered[0]])
        for name in self._ordered:
            total += gammas[name]
        return np.stack([gammas[name] / total for name in self.counts])

    def describe(self) -> str:
        """Return the distribution in words, for a table of parameters."""
        shown = (f"{name} {count:g}" for name, count in self.counts.items())
        return ", ".join(("dirichlet", *shown))

    def __repr__(self) -> str:
        return f"Dirichlet({dict(self.counts)!r})"

    def __hash__(self) -> int:
        return hash(frozenset(self.counts.items()))

    def _problems(self) -> list[str]:
        problems = self._name_problems()
        problems += [
            f"the count of {name!r} is {count!r}, but it must be above 0 "
            "(leave out a way that nobody can go)"
            for name, count in self.counts.items()
            if not count > 0
        ]
        if len(self.counts) < 2:
            problems.append(f"{len(self.counts)} ways named; give at least two")
        return problems
