"""Numbers without uncertainty of their own: fixed values and formulas."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from pathway_economics.parameters.distributions.base import Distribution, Draw
from pathway_economics.parameters.expressions import Expression, as_expression
from pathway_economics.parameters.numbers import Number


@dataclass(frozen=True, slots=True, repr=False)
class Fixed(Distribution):
    """A number that is not uncertain, such as a price agreed or a rate set by law.

    Attributes
    ----------
    value
        The number.

    Examples
    --------
    >>> Fixed(3100).describe()
    'fixed, value 3100'
    """

    keyword: ClassVar[str] = "fixed"
    correlatable: ClassVar[bool] = False

    value: float

    @property
    def expectation(self) -> float:
        """The number itself."""
        return float(self.value)

    @property
    def n_scores(self) -> int:
        """None: nothing is drawn."""
        return 0

    def sample(self, rng: np.random.Generator, n: int) -> Draw:
        """Return the number ``n`` times."""
        return np.full(n, float(self.value))


@dataclass(frozen=True, slots=True, repr=False)
class Formula(Distribution):
    """A derived parameter: an expression of other parameters, without draws of its own.

    Attributes
    ----------
    expression
        An expression, its text, a number or a parameter.

    Examples
    --------
    >>> Formula("p_admit * rr_admit").describe()
    'formula, p_admit * rr_admit'
    """

    keyword: ClassVar[str] = "formula"
    correlatable: ClassVar[bool] = False

    expression: Number

    def describe(self) -> str:
        """Return the expression in words, for a table of parameters."""
        return f"formula, {self.expression}"

    @property
    def n_scores(self) -> int:
        """None: nothing is drawn."""
        return 0

    @property
    def tree(self) -> Expression:
        """The expression as a tree."""
        return as_expression(self.expression)

    def __repr__(self) -> str:
        return f"Formula({str(self.expression)!r})"

    def _tidy(self) -> None:
        object.__setattr__(self, "expression", as_expression(self.expression))

    def _not_numbers(self) -> list[str]:
        return []
