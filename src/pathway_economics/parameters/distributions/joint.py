"""Distributions of several numbers at once, each a parameter by its own name."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from pathway_economics.parameters.distributions.base import Distribution
from pathway_economics.parameters.names import name_problem
from pathway_economics.parameters.numbers import Frozen


@dataclass(frozen=True, slots=True, repr=False)
class Joint(Distribution):
    """Uncertainty about several numbers that are drawn together.

    Draws have the shape (k, n), in the order in which the names are given. That order
    changes no draw: inside, names are taken in alphabetical order.

    Attributes
    ----------
    naming
        Field whose keys are the names.
    """

    keyword: ClassVar[str] = ""
    correlatable: ClassVar[bool] = False
    naming: ClassVar[str] = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the parameters, in the order given."""
        return tuple(self._named())

    @property
    def expected(self) -> dict[str, float]:
        """Mean of each parameter, by name."""
        raise self._cannot("means")

    @property
    def n_scores(self) -> int:
        """Number of normal scores from which one draw can be made."""
        return len(self._named())

    def _named(self) -> Mapping[str, Any]:
        named: Mapping[str, Any] = getattr(self, self.naming)
        return named

    def _tidy(self) -> None:
        if isinstance(self._named(), Mapping):
            object.__setattr__(self, self.naming, Frozen(self._named()))

    def _name_problems(self) -> list[str]:
        return [problem for name in self._named() if (problem := name_problem(name))]
