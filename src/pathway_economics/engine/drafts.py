"""One strategy, from its pathways to a network, rewards and the expressions of both."""

from collections.abc import Mapping, Sequence

from pathway_economics.engine.network import network
from pathway_economics.engine.plan import StrategyPlan
from pathway_economics.engine.reader import Reader
from pathway_economics.engine.rewards import Slots, rewards
from pathway_economics.engine.schedule import Schedule
from pathway_economics.engine.tunnels import Positions
from pathway_economics.outcomes import Line
from pathway_economics.parameters.expressions import Constant, Expression
from pathway_economics.pathway import CapacityPool, Pathway, Strategy


def followed(
    strategy: Strategy, pathways: Mapping[str, Pathway], first: str
) -> tuple[Pathway, ...]:
    """Return the pathways that people on a strategy follow: its own, and its fallback's."""
    own = pathways[strategy.name]
    if (strategy.adherence, strategy.stopping) == (Constant(1.0), Constant(0.0)):
        return (own,)
    return own, pathways[strategy.fallback or first]


class Draft:
    """One strategy, before its expressions are scheduled."""

    def __init__(
        self,
        strategy: Strategy,
        layers: Sequence[Pathway],
        where: Positions,
        lines: Sequence[Line],
        pools: Sequence[CapacityPool],
        reader: Reader,
    ) -> None:
        zero = Constant(0.0)
        self.strategy = strategy
        self.network = network(layers, where.places, where.apart, where.queued, reader.at)
        self.slots = Slots()
        for edge in self.network.edges:
            self.slots.add(zero if edge.probability is None else edge.probability, edge.place)
        self.stopping = None
        if len(layers) > 1:
            stopping = reader.at(strategy.stopping)
            self.stopping = self.slots.add(stopping, "stopping", least=0.0, most=1.0)
        years = reader.horizon.cycle_years
        self.rewards = rewards(layers, self.network, lines, pools, self.slots, reader.at, years)
        self.expressions = self.slots.expressions

    def plan(
        self, schedule: Schedule, first: int, start: tuple[Expression, ...], reader: Reader
    ) -> StrategyPlan:
        """Return the strategy's plan, once its expressions are scheduled."""
        return StrategyPlan(
            name=self.strategy.name,
            network=self.network,
            rewards=self.rewards,
            schedule=schedule,
            first=first,
            places=tuple(self.slots.places),
            bounds=tuple(self.slots.bounds),
            start=start,
            adherence=reader.meaning(self.strategy.adherence),
            stopping=self.stopping,
        )
