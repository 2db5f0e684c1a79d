"""The plan of a run: everything that does not depend on the draws.

Names become rows, and each expression is specialised to each cycle, so that the
kernel computes an array again only in the cycles in which its expression changes.
Groups of people whose expressions agree from some year on are followed as one.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pathway_economics.engine.closed import closed
from pathway_economics.engine.network import Network, network
from pathway_economics.engine.rewards import Rewards, Slots, lines_of, rewards
from pathway_economics.engine.schedule import Schedule, Scheduler
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
from pathway_economics.pathway import CapacityPool, Pathway, Strategy, apply
from pathway_economics.population import Environment, Population, is_rest


@dataclass(frozen=True, slots=True)
class StrategyPlan:
    """One strategy, ready to run.

    Attributes
    ----------
    name, network, rewards, schedule
        The strategy, its rows, their meaning, and its expressions through time.
    places
        Place of each slot: first one per edge (remainders unused), then rewards.
    bounds
        Least and most value allowed in each slot; edges are probabilities.
    start
        Share of entrants in each state, in the common order.
    """

    name: str
    network: Network
    rewards: Rewards
    schedule: Schedule
    places: tuple[str, ...]
    bounds: tuple[tuple[float, float], ...]
    start: tuple[Expression, ...]


@dataclass(frozen=True)
class Plan:
    """A whole run, ready for its draws.

    Attributes
    ----------
    horizon, tables
        Of the model.
    strategies
        In the order of the model.
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
    prevalent
        People at the start by state, in the common order.
    incident
        People who enter in each budget year.
    even
        Whether they enter in every cycle rather than when the year starts.
    lines
        Of all strategies.
    has_pools
        Whether any service draws on a capacity pool.
    """

    horizon: Horizon
    tables: Mapping[str, Table]
    strategies: tuple[StrategyPlan, ...]
    current: tuple[int, ...]
    environments: tuple[str, ...]
    shares: tuple[tuple[tuple[Expression, ...] | None, ...], ...]
    closed: Mapping[int, tuple[float, ...]]
    prevalent: tuple[Expression, ...]
    incident: tuple[Expression, ...]
    even: bool
    lines: tuple[Line, ...]
    has_pools: bool

    @cached_property
    def names(self) -> frozenset[str]:
        """Names of the parameters that the run draws."""
        yearly = [share for row in self.shares for share in row if share is not None]
        expressions = [
            *self.prevalent,
            *self.incident,
            *(expression for share in yearly for expression in share),
            *(e for strategy in self.strategies for e in strategy.start),
            *(e for strategy in self.strategies for e in strategy.schedule.expressions),
        ]
        return frozenset().union(*(names_in(e) for e in expressions)) - set(VARIABLES)

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
    pathways = [apply(strategy, pathway) for strategy in strategies]
    states = tuple(dict.fromkeys(name for p in pathways for name in p.states))
    lines = lines_of(pathways)
    names = [strategy.name for strategy in strategies]
    n_years = int(horizon.budget_years or 0)

    def meaning(expression: Any) -> Expression:
        return substitute(as_expression(expression), meanings)

    def yearly(given: object) -> tuple[Expression, ...]:
        return tuple(meaning(expression) for expression in by_year(given, n_years))

    def share(environment: Environment, name: str) -> tuple[Expression, ...] | None:
        given = environment.shares.get(name, Constant(0.0))
        return None if is_rest(given) else yearly(given)

    drafts = [_Draft(variant, states, lines, pools, meaning, horizon) for variant in pathways]
    scheduler = Scheduler(horizon, population, tables)
    takers = [
        [e for e, environment in enumerate(environments) if name in environment.shares]
        for name in names
    ]
    current = tuple(k for k, taken in enumerate(takers) if 0 in taken)
    shares = tuple(tuple(share(e, name) for name in names) for e in environments)
    zero = Constant(0.0)
    prevalent = tuple(meaning(population.prevalent.get(s, zero)) for s in states)
    starts = [draft.start for draft in drafts]
    masses = [closed(row, prevalent, yearly(population.incident), starts) for row in shares]
    takers = [[e for e in taken if masses[e] is None] for taken in takers]
    schedules = scheduler.schedules([draft.expressions for draft in drafts], takers, current)
    plans = [
        draft.plan(name, schedule)
        for name, draft, schedule in zip(names, drafts, schedules, strict=True)
    ]
    return Plan(
        horizon=horizon,
        tables=tables,
        strategies=tuple(plans),
        current=current,
        environments=tuple(environment.name for environment in environments),
        shares=shares,
        closed={e: mass for e, mass in enumerate(masses) if mass is not None},
        prevalent=prevalent,
        incident=yearly(population.incident),
        even=population.entry == "even",
        lines=lines,
        has_pools=bool(pools),
    )


class _Draft:
    """One strategy, before its expressions are scheduled."""

    def __init__(
        self,
        pathway: Pathway,
        states: Sequence[str],
        lines: Sequence[Line],
        pools: Sequence[CapacityPool],
        meaning: Callable[[Any], Expression],
        horizon: Horizon,
    ) -> None:
        zero = Constant(0.0)
        self.network = network(pathway, states)
        self.slots = Slots()
        for edge in self.network.edges:
            self.slots.add(zero if edge.probability is None else edge.probability, edge.place)
        years = horizon.cycle_years
        self.rewards = rewards(pathway, self.network, lines, pools, self.slots, years)
        self.expressions = [meaning(expression) for expression in self.slots.expressions]
        self.start = tuple(meaning(pathway.start.get(state, zero)) for state in states)

    def plan(self, name: str, schedule: Schedule) -> StrategyPlan:
        return StrategyPlan(
            name=name,
            network=self.network,
            rewards=self.rewards,
            schedule=schedule,
            places=tuple(self.slots.places),
            bounds=tuple(self.slots.bounds),
            start=self.start,
        )
