"""The multivariate normal distribution: coefficients of one regression."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import ClassVar

import numpy as np

from pathway_economics.parameters.distributions.base import Draw, Ways, is_number
from pathway_economics.parameters.distributions.joint import Joint
from pathway_economics.parameters.distributions.moments import above_zero
from pathway_economics.parameters.factor import (
    SINGULAR,
    Factor,
    cholesky,
    correlated_scores,
    smallest_eigenvalue,
)
from pathway_economics.parameters.numbers import Frozen

Matrix = tuple[tuple[float, ...], ...]

ROUNDING = 1e-6
"""Difference between two halves of a matrix that counts as none, as a correlation."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class MultiNormal(Joint):
    """Multivariate normal distribution, for the coefficients of one regression.

    It names several parameters, which are drawn together. Give exactly one of (means,
    covariance) and (means, se, correlation).

    Attributes
    ----------
    means
        Mean of each parameter, by its name.
    covariance
        Covariance matrix: a row for each name, in the order of ``means``.
    se
        Standard error of each parameter, by its name.
    correlation
        Correlation matrix: a row for each name, in the order of ``means``.

    Examples
    --------
    >>> fit = MultiNormal(means={"shape": 0.3, "scale": 1.5}, covariance=[[4, 1], [1, 9]])
    >>> fit.errors, fit.correlations[1]
    ({'shape': 2.0, 'scale': 3.0}, (0.16666666666666666, 1.0))
    """

    keyword: ClassVar[str] = "multinormal"
    naming: ClassVar[str] = "means"
    shaped: ClassVar[Mapping[str, tuple[type, str]]] = {
        "se": (Mapping, "a mapping from names to numbers")
    }
    ways: ClassVar[Ways] = (("means", "covariance"), ("means", "se", "correlation"))

    means: Mapping[str, float]
    covariance: Matrix | None = None
    se: Mapping[str, float] | None = None
    correlation: Matrix | None = None

    @property
    def expected(self) -> dict[str, float]:
        """Mean of each parameter, by name."""
        return {name: float(mean) for name, mean in self.means.items()}

    @property
    def errors(self) -> dict[str, float]:
        """Standard error of each parameter, by name."""
        if self.se is not None:
            return {name: float(self.se[name]) for name in self.means}
        assert self.covariance is not None
        return {name: sqrt(self.covariance[i][i]) for i, name in enumerate(self.means)}

    @property
    def correlations(self) -> Matrix:
        """Correlation matrix, in the order of ``means``; of the lower half, if rounding differs."""
        given, scale = self._matrix(), self._scale()
        return tuple(
            tuple(
                1.0 if i == j else given[max(i, j)][min(i, j)] / (scale[i] * scale[j])
                for j in range(len(given))
            )
            for i in range(len(given))
        )

    @property
    def factor(self) -> Factor:
        """Cholesky factor of the correlations, names in alphabetical order."""
        matrix, places = self.correlations, list(self.means)
        order = [places.index(name) for name in sorted(places)]
        return cholesky([[matrix[i][j] for j in order] for i in order])

    def sample(self, rng: np.random.Generator, n: int) -> Draw:
        """Return ``n`` independent draws, shape (k, n), in the order of ``means``."""
        return self.from_scores(list(correlated_scores(self.factor, rng, n)))

    def from_scores(self, scores: Sequence[Draw]) -> Draw:
        """Return draws from scores that are correlated already, names in alphabetical order."""
        by_name = dict(zip(sorted(self.means), scores, strict=True))
        errors = self.errors
        return np.stack([mean + errors[name] * by_name[name] for name, mean in self.means.items()])

    def describe(self) -> str:
        """Return the distribution in words, for a table of parameters."""
        errors = self.errors
        shown = (f"{name} {mean:g} (se {errors[name]:.4g})" for name, mean in self.means.items())
        return ", ".join((self.keyword, *shown))

    def __repr__(self) -> str:
        return f"MultiNormal(<{', '.join(map(str, self.means))}>)"

    def __hash__(self) -> int:
        return hash((frozenset(self.means.items()), self.covariance, self.correlation))

    def _matrix(self) -> Matrix:
        matrix = self.correlation if self.covariance is None else self.covariance
        assert matrix is not None
        return matrix

    def _scale(self) -> list[float]:
        """Return the numbers by which rows and columns are divided to give correlations."""
        return [1.0] * len(self.means) if self.covariance is None else list(self.errors.values())

    def _tidy(self) -> None:
        for field in ("means", "se"):
            if isinstance(given := getattr(self, field), Mapping):
                object.__setattr__(self, field, Frozen(given))
        for field in ("covariance", "correlation"):
            given = getattr(self, field)
            if isinstance(given, tuple | list | np.ndarray):
                rows = (r.tolist() if isinstance(r, np.ndarray) else r for r in given)
                tidied = tuple(tuple(row) if isinstance(row, list | tuple) else row for row in rows)
                object.__setattr__(self, field, tidied)

    def _not_numbers(self) -> list[str]:
        problems = [
            f"{field} of {name!r} is {value!r}, which is not a finite number"
            for field in ("means", "se")
            for name, value in (getattr(self, field) or {}).items()
            if not is_number(value)
        ]
        for field in ("covariance", "correlation"):
            for i, row in enumerate(getattr(self, field) or ()):
                if not isinstance(row, tuple):
                    problems.append(f"{field}[{i}]={row!r}, but it must be a row of numbers")
                    continue
                problems += [
                    f"{field}[{i}][{j}]={value!r} is not a finite number"
                    for j, value in enumerate(row)
                    if not is_number(value)
                ]
        return problems

    def _problems(self) -> list[str]:
        problems = self._name_problems()
        if len(self.means) < 2:
            problems.append(f"{len(self.means)} names given; give at least two")
        if self.se is not None and set(self.se) != set(self.means):
            named = ", ".join(self.means)
            problems.append(f"se is of {', '.join(self.se)}, but it must be of {named}")
        k, matrix = len(self.means), self._matrix()
        if any(len(row) != k for row in (matrix, *matrix)):
            widths = ", ".join(str(len(row)) for row in matrix)
            problems.append(
                f"the matrix has rows of {widths or 'nothing'} numbers, but {k} names need "
                f"{k} rows of {k}"
            )
        return problems or self._matrix_problems()

    def _matrix_problems(self) -> list[str]:
        if self.covariance is None:
            problems = above_zero(**{f"se of {n!r}": e for n, e in self.errors.items()})
        else:
            variances = {f"variance of {n!r}": self.covariance[i][i] for i, n in self._places()}
            problems = above_zero(**variances)
        if problems:
            return problems
        matrix, scale = self._matrix(), self._scale()
        for i, one in self._places():
            if abs(matrix[i][i] / scale[i] ** 2 - 1) > ROUNDING:
                problems.append(
                    f"the correlation of {one!r} with itself is {matrix[i][i]!r}, not 1"
                )
            for j, other in self._places()[:i]:
                upper, lower = matrix[j][i], matrix[i][j]
                if abs(upper - lower) > ROUNDING * scale[i] * scale[j]:
                    problems.append(
                        f"the matrix is not symmetric: {other!r} and {one!r} have {upper!r} above "
                        f"the diagonal and {lower!r} below"
                    )
        return problems or self._singular()

    def _places(self) -> list[tuple[int, str]]:
        return list(enumerate(self.means))

    def _singular(self) -> list[str]:
        smallest = smallest_eigenvalue(self.correlations)
        if smallest > SINGULAR:
            return []
        return [
            f"the matrix is not positive definite: the smallest eigenvalue of its correlations is "
            f"{smallest:.3g} and must be above 0. Look for a number misprinted or rounded too far, "
            "and leave out a coefficient that follows from the others"
        ]
