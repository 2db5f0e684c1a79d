"""The plan of a run: everything that does not depend on the draws.

Names become rows, and each expression is specialised to each cycle, so that the
kernel computes an array again only in the cycles in which its expression changes.
Groups of people whose expressions agree from some year on are followed as one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from pathway_economics.engine.nodes import Network
from pathway_economics.engine.program import Program
from pathway_economics.engine.rewards import Rewards
from pathway_economics.engine.schedule import Schedule
from pathway_economics.engine.waiting import QueuePlan
from pathway_economics.horizon import Horizon
from pathway_economics.outcomes import Line
from pathway_economics.parameters import Table
from pathway_economics.parameters.expressions import VARIABLES, Expression, names_in


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
    faced
        Environment in which the one person of each strategy waits: the first that offers the
        strategy, or the reference if none does.
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
    faced: tuple[int, ...]
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
            *(units for queue in self.queues for years in queue.capacity for units in years),
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
