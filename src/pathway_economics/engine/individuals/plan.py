"""The plan of a run of individuals: all that does not depend on the draws."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pathway_economics.engine.hazards import with_probabilities
from pathway_economics.engine.individuals.routes import Route, Surveyor
from pathway_economics.engine.individuals.settings import Individuals
from pathway_economics.engine.individuals.values import TOLERANCE, Number
from pathway_economics.engine.rewards import alive, lines_of
from pathway_economics.engine.waiting import QueuePlan, queue_plans
from pathway_economics.errors import Complaint, InvalidModel
from pathway_economics.horizon import Horizon
from pathway_economics.outcomes import Line
from pathway_economics.parameters import Table
from pathway_economics.parameters.expressions import (
    VARIABLES,
    Constant,
    Expression,
    as_expression,
    substitute,
)
from pathway_economics.parameters.numbers import by_year
from pathway_economics.parameters.specialise import specialise
from pathway_economics.pathway import CapacityPool, Pathway, Strategy, apply
from pathway_economics.population import Environment, Population, is_rest

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
    def numbers(self) -> tuple[Number, ...]:
        """Every number that people meet on their way."""
        stops = [stop for route in self.routes for stop in route.stops]
        ways = [way for stop in stops for way in stop.ways]
        places = [stop.place for stop in stops] + [way.toll for way in ways]
        found = [n for place in places for term in place.terms for n in term.numbers]
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


def make_people_plan(
    individuals: Individuals,
    *,
    horizon: Horizon,
    pathway: Pathway,
    strategies: Sequence[Strategy],
    population: Population,
    environments: Sequence[Environment],
    pools: Sequence[CapacityPool],
    meanings: Mapping[str, Expression],
    tables: Mapping[str, Table],
) -> PeoplePlan:
    """Return the plan of a checked model.

    Raises
    ------
    InvalidModel
        If people cannot be followed in continuous time: links without a time, or services of
        limited capacity.
    """
    pathways = [apply(strategy, pathway) for strategy in strategies]
    names = [strategy.name for strategy in strategies]
    complaints = _complaints(individuals, dict(zip(names, pathways, strict=True)))
    if complaints:
        raise InvalidModel(complaints)
    if individuals.clock == "cycle":
        pathways = [with_probabilities(each) for each in pathways]
    states = tuple(dict.fromkeys(name for each in pathways for name in each.states))
    lines = lines_of(pathways)
    n_years = int(horizon.budget_years or 0)

    def at(given: Any) -> Expression:
        meaning = substitute(as_expression(given), meanings)
        return specialise(meaning, {"cycle_years": horizon.cycle_years}, tables)

    def counts(given: Sequence[Expression], place: str) -> tuple[Number, ...]:
        return tuple(Number(each, place, 0.0) for each in given)

    def yearly(given: object) -> tuple[Expression, ...]:
        return tuple(at(expression) for expression in by_year(given, n_years))

    def shares(environment: Environment, name: str) -> tuple[Expression, ...] | None:
        given = environment.shares.get(name, ZERO)
        return None if is_rest(given) else yearly(given)

    def offer(strategy: Strategy, own: Pathway) -> Offer:
        place = f"strategy {strategy.name!r}"
        adherence, stopping = at(strategy.adherence), at(strategy.stopping)
        return Offer(
            strategy.name,
            tuple(share(at(own.start.get(state, ZERO)), f"{place}, start") for state in states),
            None if adherence == ONE else share(adherence, f"{place}, adherence"),
            None if stopping == ZERO else share(stopping, f"{place}, stopping"),
            names.index(strategy.fallback or names[0]),
        )

    growth = at(population.growth)
    incident = [at(n * (1 + growth) ** y) for y, n in enumerate(yearly(population.incident))]
    prevalent = [at(population.prevalent.get(state, ZERO)) for state in states]
    surveyor = Surveyor(states, lines, pools, at, horizon.cycle_years)
    groups = population.subgroups.values()
    place = "population, subgroups"
    return PeoplePlan(
        individuals=individuals,
        horizon=horizon,
        population=population,
        tables=tables,
        lines=lines,
        strategies=tuple(map(offer, strategies, pathways)),
        routes=tuple(map(surveyor.route, names, pathways)),
        environments=tuple(environment.name for environment in environments),
        subgroup_names=tuple(population.subgroups),
        states=states,
        shares=tuple(tuple(shares(e, name) for name in names) for e in environments),
        prevalent=counts(prevalent, "population, prevalent"),
        incident=counts(incident, "population, incident"),
        group_shares=tuple(None if is_rest(g.share) else share(at(g.share), place) for g in groups)
        or (share(ONE, place),),
        alive=tuple(any(alive(p, s) for p in pathways if s in p.states) for s in states),
        has_pools=bool(pools),
        queues=queue_plans(pathways, horizon, at),
    )


def _complaints(individuals: Individuals, pathways: Mapping[str, Pathway]) -> list[Complaint]:
    """Return why people cannot be followed through some pathways."""
    if individuals.clock == "cycle":
        return []
    limited = {
        n: None for p in pathways.values() for n, s in p.services.items() if s.capacity is not None
    }
    found = [
        Complaint(
            f"In continuous time nobody waits, but {name!r} has a capacity; follow people by "
            "clock='cycle'.",
            ("pathway", "services", name, "capacity"),
        )
        for name in limited
    ]
    for strategy, pathway in pathways.items():
        untimed = [
            repr(state)
            for state in pathway.states
            if any(not link.is_timed for link in pathway.links.get(state, {}).values())
        ]
        if untimed:
            found.append(
                Complaint(
                    f"In continuous time every link out of a state has a rate or a time_to, but "
                    f"on {strategy!r} those out of {', '.join(untimed)} have probabilities; give "
                    "their rates, or follow people by clock='cycle'.",
                    ("strategies", strategy, "links"),
                )
            )
    return found
