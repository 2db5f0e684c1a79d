"""A pathway as one person meets it: where each way leads, and what each place means."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from pathway_economics.engine.individuals.timing import Hazard
from pathway_economics.engine.individuals.values import Number, probability
from pathway_economics.engine.rewards import alive
from pathway_economics.outcomes import Line
from pathway_economics.parameters.expressions import Constant, Expression, as_expression
from pathway_economics.pathway import (
    CapacityPool,
    Link,
    Pathway,
    Service,
    State,
    visit_generations,
)

ZERO, ONE = Constant(0.0), Constant(1.0)


@dataclass(frozen=True, eq=False)
class Term:
    """Something that a cycle in a state, a visit or a move brings about.

    Attributes
    ----------
    units
        Numbers whose product is how many units it brings, one if there are none.
    worth
        Unit cost, or health per unit; ``None`` for nothing.
    line
        Which line it counts in; ``None`` for health.
    measure
        Numbers whose product is what a unit takes of its capacity pool; ``None`` where it is
        in no pool.
    """

    units: tuple[Number, ...]
    worth: Number | None
    line: int | None = None
    measure: tuple[Number, ...] | None = None

    @property
    def numbers(self) -> tuple[Number, ...]:
        """All numbers in it."""
        worth = () if self.worth is None else (self.worth,)
        return (*self.units, *worth, *(self.measure or ()))


@dataclass(frozen=True, eq=False)
class Place:
    """What a cycle in a state, a visit or a move means.

    Attributes
    ----------
    terms
        What it brings about.
    alive
        Whether people live there: a state other than death.
    years
        Years that a unit of utility counts for: those of a cycle in a state, else one.
    """

    terms: tuple[Term, ...] = ()
    alive: bool = False
    years: float = 1.0

    @property
    def matters(self) -> bool:
        """Whether anything comes of it."""
        return bool(self.terms) or self.alive


@dataclass(frozen=True, eq=False)
class Way:
    """A way out of a state or service.

    Attributes
    ----------
    target
        State or service.
    chance
        Probability; ``None`` for what the others leave.
    hazard
        How soon it happens, in continuous time.
    toll
        What the move itself means.
    """

    target: str
    chance: Number | None
    hazard: Hazard | None
    toll: Place


@dataclass(frozen=True, eq=False)
class Stop:
    """A state or a service, with its ways out; a way that takes the rest stands last."""

    name: str
    place: Place
    ways: tuple[Way, ...] = ()
    is_state: bool = True

    @property
    def label(self) -> str:
        """Where chances are stated, for complaints."""
        return f"links out of {self.name}"


@dataclass(frozen=True, eq=False)
class Route:
    """The pathway of one strategy.

    Attributes
    ----------
    name
        Name of the strategy.
    states
        In the order common to all strategies.
    services
        Those that links lead to, in an order in which people pass through them.
    """

    name: str
    states: tuple[Stop, ...]
    services: Mapping[str, Stop] = field(default_factory=dict)

    @property
    def stops(self) -> tuple[Stop, ...]:
        """States and services."""
        return (*self.states, *self.services.values())


class Surveyor:
    """Makes the route of each strategy.

    Parameters
    ----------
    states
        All states, in the common order.
    lines, pools
        Of the whole model.
    at
        Writes expressions out, without formulas.
    cycle_years
        Length of a cycle. [years]
    """

    def __init__(
        self,
        states: Sequence[str],
        lines: Sequence[Line],
        pools: Sequence[CapacityPool],
        at: Callable[[Any], Expression],
        cycle_years: float,
    ) -> None:
        self.states, self.at, self.cycle_years = states, at, cycle_years
        self.index = {line: number for number, line in enumerate(lines)}
        self.pool = {name: pool for pool in pools for name in pool.services}
        self.numbers: dict[tuple[Expression, str, float, float], Number] = {}

    def route(self, name: str, pathway: Pathway) -> Route:
        """Return the route of a pathway whose name complaints bear."""
        survey = _Survey(self, f"strategy {name!r}", pathway)
        order = [service for some in visit_generations(pathway) for service in some]
        return Route(
            name=name,
            states=tuple(survey.state(state) for state in self.states),
            services={service: survey.service(service) for service in order},
        )


class _Survey:
    """One pathway, read place by place."""

    def __init__(self, surveyor: Surveyor, where: str, pathway: Pathway) -> None:
        self.surveyor, self.where, self.pathway = surveyor, where, pathway

    def number(
        self, given: object, place: str, least: float = -np.inf, most: float = np.inf
    ) -> Number:
        expression = self.surveyor.at(given)
        key = (expression, place, least, most)
        known = self.surveyor.numbers
        if key not in known:
            known[key] = Number(expression, f"{self.where}, {place}", least, most)
        return known[key]

    def chance(self, given: object, place: str) -> Number:
        return probability(self.surveyor.at(given), f"{self.where}, {place}")

    def state(self, name: str) -> Stop:
        state = self.pathway.states.get(name)
        if state is None:
            return Stop(name, Place())
        living = alive(self.pathway, name)
        terms = (*self._dwelling(state, living), *self._used(name, ()))
        place = Place(terms, living, self.surveyor.cycle_years)
        return Stop(name, place, self._ways(name))

    def service(self, name: str) -> Stop:
        terms = tuple(self._units(self.pathway.services[name], ()))
        return Stop(name, Place(terms), self._ways(name), is_state=False)

    def _dwelling(self, state: State, living: bool) -> Iterator[Term]:
        if state.unit_cost != ZERO:
            cost = self.number(state.unit_cost, f"unit_cost of {state.name}", least=0.0)
            line = Line(state.name, "state", state.provider, "cycle")
            yield Term((), cost, self.surveyor.index[line])
        utility = as_expression(state.utility)
        if living:
            utility = utility * self.pathway.utility_multiplier - self.pathway.utility_decrement
        if self.surveyor.at(utility) != ZERO:
            yield Term((), self.number(utility, f"utility of {state.name}", -1.0, 1.0))

    def _used(self, source: str, units: tuple[Number, ...]) -> Iterator[Term]:
        """Yield what the services used by a state or service bring about, and by those."""
        for name, count in self.pathway.uses.get(source, {}).items():
            each = self.number(count, f"uses of {name} by {source}", least=0.0)
            yield from self._units(self.pathway.services[name], (*units, each))

    def _units(self, service: Service, units: tuple[Number, ...]) -> Iterator[Term]:
        name = service.name
        cost = None
        if service.unit_cost != ZERO:
            cost = self.number(service.unit_cost, f"unit_cost of {name}", least=0.0)
        line = Line(name, "service", service.provider, service.unit)
        yield Term(units, cost, self.surveyor.index[line], self._measure(service))
        if service.health_effect != ZERO:
            yield Term(units, self.number(service.health_effect, f"health_effect of {name}"))
        yield from self._used(name, units)

    def _measure(self, service: Service) -> tuple[Number, ...] | None:
        pool = self.surveyor.pool.get(service.name)
        if pool is None or service.provider != pool.party:
            return None
        if pool.measure is None:
            return ()
        amount = service.consumes[pool.measure]
        return (self.number(amount, f"{pool.measure} of {service.name}", least=0.0),)

    def _ways(self, source: str) -> tuple[Way, ...]:
        links = self.pathway.links.get(source, {})
        inorder = sorted(links.items(), key=lambda item: item[1].is_rest)
        return tuple(self._way(source, target, link) for target, link in inorder)

    def _way(self, source: str, target: str, link: Link) -> Way:
        name = f"{source} → {target}"
        chance = None
        if not (link.is_timed or link.is_rest):
            chance = self.chance(link.probability, f"link {name}")
        hazard = None
        if link.is_timed:
            hazard = Hazard.of(link, lambda term, least: self.number(term, f"link {name}", least))
        return Way(target, chance, hazard, Place(tuple(self._toll(name, link))))

    def _toll(self, name: str, link: Link) -> Iterator[Term]:
        if link.unit_cost != ZERO:
            line = Line(name, "link", link.provider, "move")
            cost = self.number(link.unit_cost, f"unit_cost of {name}", least=0.0)
            yield Term((), cost, self.surveyor.index[line])
        if link.health_effect != ZERO:
            yield Term((), self.number(link.health_effect, f"health_effect of {name}"))
