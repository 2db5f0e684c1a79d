"""The plan of a run of individuals: all that does not depend on the draws."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from pathway_economics.engine.individuals.routes import Place, Route
from pathway_economics.engine.individuals.settings import Individuals
from pathway_economics.engine.individuals.values import TOLERANCE, Number
from pathway_economics.engine.waiting import QueuePlan
from pathway_economics.horizon import Horizon
from pathway_economics.outcomes import Line
from pathway_economics.parameters import Table
from pathway_economics.parameters.expressions import (
    VARIABLES,
    Constant,
    Expression,
)
from pathway_economics.population import Population

ZERO, ONE = Constant(0.0), Constant(1.0)


@dataclass(frozen=True, eq=False)
class Offer:
    """One strategy as people come to it.

    Attributes
    ----------
    name
        Name of the strategy.
    start
        Share of entrants in each state.
    adherence
        Share who follow it; ``None`` for all.
    stopping
        Probability with which they stop; ``None`` for never.
    fallback
        Strategy whose route the others follow.
    """

    name: str
    start: tuple[Number, ...]
    adherence: Number | None
    stopping: Number | None
    fallback: int


@dataclass(frozen=True, eq=False)
class PeoplePlan:
    """A whole run of individuals, ready for its draws.

    What it shares with the plan of a cohort bears the same names.

    Attributes
    ----------
    individuals
        How many people, and by which clock.
    horizon, population, tables, lines
        Of the model.
    strategies
        In the order of the model.
    routes
        The pathway of each.
    environments, subgroup_names, states
        Names.
    shares
        Per environment and strategy, the share in each budget year; ``None`` for rest.
    prevalent
        People at the start by state.
    incident
        People who enter in each budget year.
    group_shares
        Share of each subgroup, ``None`` for the rest; of everybody if there are none.
    alive
        Whether each state is other than death.
    has_pools
        Whether any service draws on a capacity pool.
    queues
        Services of limited capacity.
    """

    individuals: Individuals
    horizon: Horizon
    population: Population
    tables: Mapping[str, Table]
    lines: tuple[Line, ...]
    strategies: tuple[Offer, ...]
    routes: tuple[Route, ...]
    environments: tuple[str, ...]
    subgroup_names: tuple[str, ...]
    states: tuple[str, ...]
    shares: tuple[tuple[tuple[Expression, ...] | None, ...], ...]
    prevalent: tuple[Number, ...]
    incident: tuple[Number, ...]
    group_shares: tuple[Number | None, ...]
    alive: tuple[bool, ...]
    has_pools: bool
    queues: tuple[QueuePlan, ...] = ()

    @property
    def n_subgroups(self) -> int:
        """Number of subgroups, or one if there are none."""
        return len(self.group_shares)

    @property
    def budget_years(self) -> int:
        """Years of the budget window."""
        return int(self.horizon.budget_years or 0)

    @property
    def window(self) -> int:
        """Number of cycles of the budget window."""
        return min(self.budget_years * self.horizon.cycles_per_year, self.horizon.n_cycles)

    @property
    def parts(self) -> int:
        """In how many parts the people of a year enter."""
        return self.horizon.cycles_per_year if self.population.entry == "even" else 1

    @cached_property
    def current(self) -> tuple[int, ...]:
        """Strategies of the reference environment: those that people may leave."""
        rows = self.shares[0] if self.shares else ()
        return tuple(k for k, row in enumerate(rows) if row is None or set(row) != {ZERO})

    @cached_property
    def share_numbers(self) -> tuple[tuple[tuple[Number, ...] | None, ...], ...]:
        """Shares as numbers that must lie between 0 and 1."""

        def numbers(name: str, row: tuple[Expression, ...] | None) -> tuple[Number, ...] | None:
            return None if row is None else tuple(share(e, f"environment {name!r}") for e in row)

        return tuple(
            tuple(numbers(name, row) for row in rows)
            for name, rows in zip(self.environments, self.shares, strict=True)
        )

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Every place where people are counted, once."""
        stops = [stop for route in self.routes for stop in route.stops]
        tolls = [way.toll for stop in stops for way in stop.ways]
        return tuple(dict.fromkeys([*(stop.place for stop in stops), *tolls]))

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        """Every number that people meet on their way."""
        ways = [way for route in self.routes for stop in route.stops for way in stop.ways]
        found = [n for place in self.places for term in place.terms for n in term.numbers]
        found += [way.chance for way in ways if way.chance is not None]
        found += [term for way in ways if way.hazard is not None for term in way.hazard.terms]
        found += [s.stopping for s in self.strategies if s.stopping is not None]
        return tuple(dict.fromkeys(found))

    @cached_property
    def used(self) -> frozenset[str]:
        """Every name that people meet on their way."""
        return frozenset().union(*(number.names for number in self.numbers))

    @cached_property
    def names(self) -> frozenset[str]:
        """Names of the parameters that the run draws."""
        rows = [row for rows in self.share_numbers for row in rows if row is not None]
        entering = [
            *self.prevalent,
            *self.incident,
            *(number for row in rows for number in row),
            *(Number(e, "") for q in self.queues for row in q.capacity for e in row),
            *(number for number in self.group_shares if number is not None),
            *(number for strategy in self.strategies for number in strategy.start),
            *(s.adherence for s in self.strategies if s.adherence is not None),
        ]
        groups = self.population.subgroups.values()
        covariates = {name for group in groups for name in group.covariates}
        known = {*VARIABLES, *covariates, *self.population.attributes}
        return self.used.union(*(number.names for number in entering)) - known


def share(expression: Expression, place: str) -> Number:
    """Return a number that must be a share."""
    return Number(expression, place, -TOLERANCE, 1 + TOLERANCE, "a share in [0, 1]")
