"""What the words of a model mean to its plan: formulas written out, known numbers put in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pathway_economics.horizon import Horizon
from pathway_economics.parameters import Table
from pathway_economics.parameters.expressions import (
    Constant,
    Expression,
    as_expression,
    substitute,
)
from pathway_economics.parameters.numbers import by_year
from pathway_economics.parameters.specialise import specialise
from pathway_economics.population import Environment, Population, is_rest

Shares = tuple[tuple[Expression, ...] | None, ...]


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the expressions of one model.

    Attributes
    ----------
    horizon
        Its cycles and years.
    meanings
        What names stand for that need no draws.
    tables
        Declared look-up tables.
    """

    horizon: Horizon
    meanings: Mapping[str, Expression]
    tables: Mapping[str, Table]

    def meaning(self, given: Any) -> Expression:
        """Return an expression with formulas written out."""
        return substitute(as_expression(given), self.meanings)

    def at(self, given: Any, age: int | None = None) -> Expression:
        """Return an expression for people who have been so many cycles in their state."""
        known = {"cycle_years": self.horizon.cycle_years}
        if age is not None:
            known["time_in_state"] = age / self.horizon.cycles_per_year
        return specialise(self.meaning(given), known, self.tables)

    def yearly(self, given: object) -> tuple[Expression, ...]:
        """Return one expression per budget year."""
        years = int(self.horizon.budget_years or 0)
        return tuple(self.meaning(expression) for expression in by_year(given, years))

    def shares(self, environment: Environment, names: list[str]) -> Shares:
        """Return the share of each strategy by year; ``None`` for the rest."""
        given = [environment.shares.get(name, Constant(0.0)) for name in names]
        return tuple(None if is_rest(share) else self.yearly(share) for share in given)

    def by_place(
        self, given: Mapping[str, Any], places: tuple[tuple[str, int], ...]
    ) -> tuple[Expression, ...]:
        """Return people or shares by position: all are new to their state."""
        zero = Constant(0.0)
        return tuple(zero if age else self.meaning(given.get(name, zero)) for name, age in places)

    def incident(self, population: Population) -> tuple[Expression, ...]:
        """Return the people who enter in each budget year, who may grow in number."""
        people, growth = self.yearly(population.incident), self.meaning(population.growth)
        if growth == Constant(0.0):
            return people
        grown = (each * (1.0 + growth) ** year for year, each in enumerate(people))
        return tuple(specialise(each, {}) for each in grown)

    def subgroups(self, population: Population) -> tuple[Expression | None, ...]:
        """Return the share of each subgroup, ``None`` for the rest; of everybody, without any."""
        shares = [group.share for group in population.subgroups.values()] or [Constant(1.0)]
        return tuple(None if is_rest(share) else self.meaning(share) for share in shares)
