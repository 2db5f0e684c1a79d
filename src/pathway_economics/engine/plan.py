"""The plan of a run: everything that does not depend on the draws.

Names become rows, and each expression is specialised to each cycle, so that the
kernel computes an array again only in the cycles in which its expression changes.
Groups of people whose expressions agree from some year on are followed as one.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Any

from pathway_economics.engine.closed import closed
from pathway_economics.engine.hazards import with_probabilities
from pathway_economics.engine.network import Network, network
from pathway_economics.engine.program import Program, program
from pathway_economics.engine.rewards import Rewards, Slots, alive, lines_of, rewards
from pathway_economics.engine.schedule import Schedule, Scheduler
from pathway_economics.engine.tunnels import Positions, positions
from pathway_economics.engine.waiting import QueuePlan, queue_plans
from pathway_economics.horizon import Horizon
from pathway_economics.outcomes import Line
from pathway_economics.parameters import Table
from pathway_economics.parameters.expressions import (
    VARIABLES,
    Constant,
    Expression,
    as_expression,
    names_in,
    substitute,
)
from pathway_economics.parameters.numbers import by_year
from pathway_economics.parameters.specialise import specialise
from pathway_economics.pathway import CapacityPool, Pathway, Strategy, apply
from pathway_economics.population import Environment, Population, is_rest


@dataclass(frozen=True, slots=True)
class StrategyPlan:
    """One strategy, ready to run.

    Attributes
    ----------
    name, network, rewards, schedule
        The strategy, its rows, their meaning, and its expressions through time.
    first
        Place of its first expression in the program of the plan.
    places
        Place of each slot: first one per edge (remainders unused), then rewards.
    bounds
        Least and most value allowed in each slot; edges are probabilities.
    start
        Share of entrants in each position, in the common order.
    adherence
        Share of those who come to the strategy who follow it.
    stopping
        Slot of the probability with which they stop, if anybody does.
    """

    name: str
    network: Network
    rewards: Rewards
    schedule: Schedule
    first: int
    places: tuple[str, ...]
    bounds: tuple[tuple[float, float], ...]
    start: tuple[Expression, ...]
    adherence: Expression
    stopping: int | None


@dataclass(frozen=True)
class Plan:
    """A whole run, ready for its draws.

    Attributes
    ----------
    horizon, tables
        Of the model.
    strategies
        In the order of the model.
    program
        How the expressions of all their schedules are computed.
    current
        Strategies of the reference environment: those that people may leave.
    environments
        Names.
    shares
        Per environment and strategy, the share in each budget year; ``None`` for rest.
    closed
        Environments in which everybody is there from the start, where the one person per
        strategy starts, and nobody enters or switches: people on each strategy. They need
        no following of their own.
    subgroups
        Share of each subgroup, ``None`` for the rest; of everybody, if there are none.
    subgroup_names
        Their names, if there are any.
    positions
        Where people may be, in the common order: state and cycles in it.
    prevalent
        People at the start by position, in the common order.
    incident
        People who enter in each budget year.
    even
        Whether they enter in every cycle rather than when the year starts.
    lines
        Of all strategies.
    queues
        Services of limited capacity.
    alive
        Whether each state is other than death.
    has_pools
        Whether any service draws on a capacity pool.
    """

    horizon: Horizon
    tables: Mapping[str, Table]
    strategies: tuple[StrategyPlan, ...]
    program: Program
    current: tuple[int, ...]
    environments: tuple[str, ...]
    shares: tuple[tuple[tuple[Expression, ...] | None, ...], ...]
    closed: Mapping[int, tuple[float, ...]]
    subgroups: tuple[Expression | None, ...]
    subgroup_names: tuple[str, ...]
    positions: tuple[tuple[str, int], ...]
    prevalent: tuple[Expression, ...]
    incident: tuple[Expression, ...]
    even: bool
    lines: tuple[Line, ...]
    queues: tuple[QueuePlan, ...]
    alive: tuple[bool, ...]
    has_pools: bool

    @cached_property
    def names(self) -> frozenset[str]:
        """Names of the parameters that the run draws."""
        yearly = [share for row in self.shares for share in row if share is not None]
        expressions = [
            *self.prevalent,
            *self.incident,
            *(share for share in self.subgroups if share is not None),
            *(strategy.adherence for strategy in self.strategies),
            *(expression for share in yearly for expression in share),
            *(e for strategy in self.strategies for e in strategy.start),
            *(e for strategy in self.strategies for e in strategy.schedule.expressions),
        ]
        return frozenset().union(*(names_in(e) for e in expressions)) - set(VARIABLES)

    @property
    def n_subgroups(self) -> int:
        """Number of subgroups, or one if there are none."""
        return len(self.subgroups)

    @cached_property
    def states(self) -> tuple[str, ...]:
        """Names of the states, in the common order."""
        return tuple(dict.fromkeys(state for state, _ in self.positions))

    @property
    def window(self) -> int:
        """Number of cycles of the budget window."""
        return min(self.budget_years * self.horizon.cycles_per_year, self.horizon.n_cycles)

    @property
    def budget_years(self) -> int:
        """Years of the budget window."""
        return int(self.horizon.budget_years or 0)


def make_plan(
    *,
    horizon: Horizon,
    pathway: Pathway,
    strategies: Sequence[Strategy],
    population: Population,
    environments: Sequence[Environment],
    pools: Sequence[CapacityPool],
    meanings: Mapping[str, Expression],
    tables: Mapping[str, Table],
) -> Plan:
    """Return the plan of a checked model."""
    pathways = {s.name: with_probabilities(apply(s, pathway)) for s in strategies}
    states = tuple(dict.fromkeys(name for p in pathways.values() for name in p.states))
    lines = lines_of(tuple(pathways.values()))
    names = [strategy.name for strategy in strategies]
    n_years = int(horizon.budget_years or 0)
    zero = Constant(0.0)

    def meaning(expression: Any) -> Expression:
        return substitute(as_expression(expression), meanings)

    def at(expression: Any, age: int | None = None) -> Expression:
        known = {"cycle_years": horizon.cycle_years}
        if age is not None:
            known["time_in_state"] = age / horizon.cycles_per_year
        return specialise(meaning(expression), known, tables)

    def yearly(given: object) -> tuple[Expression, ...]:
        return tuple(meaning(expression) for expression in by_year(given, n_years))

    def share(environment: Environment, name: str) -> tuple[Expression, ...] | None:
        given = environment.shares.get(name, zero)
        return None if is_rest(given) else yearly(given)

    def by_place(given: Mapping[str, Any]) -> tuple[Expression, ...]:
        return tuple(
            zero if age else meaning(given.get(state, zero)) for state, age in where.places
        )

    followed = [_followed(strategy, pathways, names[0]) for strategy in strategies]
    queues = queue_plans(tuple(pathways.values()), horizon, meaning) if environments else ()
    where = positions(
        tuple(pathways.values()),
        states,
        {queue.state for queue in queues},
        horizon.n_cycles + 1,
        horizon.cycles_per_year,
        meaning,
        tables,
    )
    drafts = [
        _Draft(strategy, layers, where, lines, pools, at, horizon)
        for strategy, layers in zip(strategies, followed, strict=True)
    ]
    starts = [by_place(pathways[name].start) for name in names]
    scheduler = Scheduler(horizon, population, tables)
    takers = [
        [e for e, environment in enumerate(environments) if name in environment.shares]
        for name in names
    ]
    current = tuple(k for k, taken in enumerate(takers) if 0 in taken)
    shares = tuple(tuple(share(e, name) for name in names) for e in environments)
    prevalent = by_place(population.prevalent)
    incident = _growing(yearly(population.incident), meaning(population.growth))
    masses = [None if queues else closed(row, prevalent, incident, starts) for row in shares]
    takers = [[e for e in taken if masses[e] is None] for taken in takers]
    schedules = scheduler.schedules([draft.expressions for draft in drafts], takers, current)
    counts = [len(schedule.expressions) for schedule in schedules]
    plans = [
        draft.plan(schedule, first, start, meaning)
        for draft, schedule, first, start in zip(
            drafts, schedules, accumulate(counts, initial=0), starts, strict=False
        )
    ]
    groups = population.subgroups.values()
    return Plan(
        horizon=horizon,
        tables=tables,
        strategies=tuple(plans),
        program=program([e for schedule in schedules for e in schedule.expressions]),
        current=current,
        environments=tuple(environment.name for environment in environments),
        shares=shares,
        closed={e: mass for e, mass in enumerate(masses) if mass is not None},
        subgroups=tuple(None if is_rest(g.share) else meaning(g.share) for g in groups)
        or (Constant(1.0),),
        subgroup_names=tuple(population.subgroups),
        positions=where.places,
        prevalent=prevalent,
        incident=incident,
        even=population.entry == "even",
        lines=lines,
        queues=queues,
        alive=tuple(
            any(alive(p, state) for p in pathways.values() if state in p.states) for state in states
        ),
        has_pools=bool(pools),
    )


def _followed(
    strategy: Strategy, pathways: Mapping[str, Pathway], first: str
) -> tuple[Pathway, ...]:
    """Return the pathways that people on a strategy follow: its own, and its fallback's."""
    own = pathways[strategy.name]
    if (strategy.adherence, strategy.stopping) == (Constant(1.0), Constant(0.0)):
        return (own,)
    return own, pathways[strategy.fallback or first]


def _growing(incident: tuple[Expression, ...], growth: Expression) -> tuple[Expression, ...]:
    """Return the people who enter in each year, when they grow in number."""
    if growth == Constant(0.0):
        return incident
    return tuple(
        specialise(people * (1.0 + growth) ** year, {}) for year, people in enumerate(incident)
    )


class _Draft:
    """One strategy, before its expressions are scheduled."""

    def __init__(
        self,
        strategy: Strategy,
        layers: Sequence[Pathway],
        where: Positions,
        lines: Sequence[Line],
        pools: Sequence[CapacityPool],
        at: Callable[[Any, int | None], Expression],
        horizon: Horizon,
    ) -> None:
        zero = Constant(0.0)
        self.strategy = strategy
        self.network = network(layers, where.places, where.apart, where.queued, at)
        self.slots = Slots()
        for edge in self.network.edges:
            self.slots.add(zero if edge.probability is None else edge.probability, edge.place)
        self.stopping = None
        if len(layers) > 1:
            stopping = at(strategy.stopping, None)
            self.stopping = self.slots.add(stopping, "stopping", least=0.0, most=1.0)
        years = horizon.cycle_years
        self.rewards = rewards(layers, self.network, lines, pools, self.slots, at, years)
        self.expressions = self.slots.expressions

    def plan(
        self,
        schedule: Schedule,
        first: int,
        start: tuple[Expression, ...],
        meaning: Callable[[Any], Expression],
    ) -> StrategyPlan:
        return StrategyPlan(
            name=self.strategy.name,
            network=self.network,
            rewards=self.rewards,
            schedule=schedule,
            first=first,
            places=tuple(self.slots.places),
            bounds=tuple(self.slots.bounds),
            start=start,
            adherence=meaning(self.strategy.adherence),
            stopping=self.stopping,
        )
