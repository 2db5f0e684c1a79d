"""From a checked model to the plan of a run of individuals."""

from collections.abc import Mapping, Sequence
from typing import Any

from pathway_economics.engine.hazards import with_probabilities
from pathway_economics.engine.individuals.plan import ONE, ZERO, Offer, PeoplePlan, share
from pathway_economics.engine.individuals.routes import Surveyor
from pathway_economics.engine.individuals.settings import Individuals
from pathway_economics.engine.individuals.values import Number
from pathway_economics.engine.rewards import alive, lines_of
from pathway_economics.engine.waiting import queue_plans
from pathway_economics.errors import Complaint, InvalidModel
from pathway_economics.horizon import Horizon
from pathway_economics.parameters import Table
from pathway_economics.parameters.expressions import (
    Expression,
    as_expression,
    substitute,
)
from pathway_economics.parameters.numbers import by_year
from pathway_economics.parameters.specialise import specialise
from pathway_economics.pathway import CapacityPool, Pathway, Strategy, apply
from pathway_economics.population import Environment, Population, is_rest


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

    read = _Reader(horizon, meanings, tables, names, states)
    at = read.at
    growth = at(population.growth)
    incident = [at(n * (1 + growth) ** y) for y, n in enumerate(read.yearly(population.incident))]
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
        strategies=tuple(map(read.offer, strategies, pathways)),
        routes=tuple(map(surveyor.route, names, pathways)),
        environments=tuple(environment.name for environment in environments),
        subgroup_names=tuple(population.subgroups),
        states=states,
        shares=tuple(tuple(read.shares(e, name) for name in names) for e in environments),
        prevalent=_counts(prevalent, "population, prevalent"),
        incident=_counts(incident, "population, incident"),
        group_shares=tuple(None if is_rest(g.share) else share(at(g.share), place) for g in groups)
        or (share(ONE, place),),
        alive=tuple(any(alive(p, s) for p in pathways if s in p.states) for s in states),
        has_pools=bool(pools),
        queues=queue_plans(pathways, horizon, at),
    )


def _counts(given: Sequence[Expression], place: str) -> tuple[Number, ...]:
    return tuple(Number(each, place, 0.0) for each in given)


class _Reader:
    """Reads what a model declares, without formulas."""

    def __init__(
        self,
        horizon: Horizon,
        meanings: Mapping[str, Expression],
        tables: Mapping[str, Table],
        names: Sequence[str],
        states: Sequence[str],
    ) -> None:
        self.horizon, self.meanings, self.tables = horizon, meanings, tables
        self.names, self.states = list(names), states

    def at(self, given: Any) -> Expression:
        meaning = substitute(as_expression(given), self.meanings)
        return specialise(meaning, {"cycle_years": self.horizon.cycle_years}, self.tables)

    def yearly(self, given: object) -> tuple[Expression, ...]:
        n_years = int(self.horizon.budget_years or 0)
        return tuple(self.at(expression) for expression in by_year(given, n_years))

    def shares(self, environment: Environment, name: str) -> tuple[Expression, ...] | None:
        given = environment.shares.get(name, ZERO)
        return None if is_rest(given) else self.yearly(given)

    def offer(self, strategy: Strategy, own: Pathway) -> Offer:
        place = f"strategy {strategy.name!r}"
        adherence, stopping = self.at(strategy.adherence), self.at(strategy.stopping)
        starts = (self.at(own.start.get(state, ZERO)) for state in self.states)
        return Offer(
            strategy.name,
            tuple(share(each, f"{place}, start") for each in starts),
            None if adherence == ONE else share(adherence, f"{place}, adherence"),
            None if stopping == ZERO else share(stopping, f"{place}, stopping"),
            self.names.index(strategy.fallback or self.names[0]),
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
