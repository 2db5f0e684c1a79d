"""From occupancy and visits to activity, resource value and health.

The plan writes every cost, count and utility as a slot; the kernel accumulates
person-cycles and visits; ``tally`` multiplies the two, once per flush.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pathway_economics.engine.nodes import At, Network, Node
from pathway_economics.outcomes import Line
from pathway_economics.parameters.expressions import Constant, Expression, as_expression
from pathway_economics.pathway import CapacityPool, Pathway, State, use_order

Array = NDArray[np.float64]
ZERO, ONE = Constant(0.0), Constant(1.0)

Place = int | Node
"""Where people are counted, or a service of one layer, whose units are known by then."""


@dataclass(frozen=True, slots=True)
class Use:
    """A count of one service per unit of a source: a place, or another service."""

    service: Node
    source: Place
    slot: int


@dataclass(frozen=True, slots=True)
class LineRule:
    """Where one line's activity and unit cost come from."""

    line: int
    source: Place
    slot: int | None


@dataclass(frozen=True, slots=True)
class Rewards:
    """What people and their visits mean in activity, money and health.

    Attributes
    ----------
    visits
        Where each service that links lead to is counted.
    uses
        In an order in which every source is known before it is used.
    lines
        At least one rule per line of the strategy; those of one line are added up.
    health
        Places or services with utility or a health effect: slot, and years (or 1) per unit.
    capacity
        What each service in a capacity pool takes up: index of its line rule, and the slot
        of its measure per unit (``None``: a unit counts as one).
    alive
        Places of states that are not death; see ``State.dead``.
    """

    visits: dict[Node, int]
    uses: tuple[Use, ...]
    lines: tuple[LineRule, ...]
    health: tuple[tuple[Place, int, float], ...]
    capacity: tuple[tuple[int, int | None], ...]
    alive: tuple[int, ...]

    @property
    def heals(self) -> bool:
        """Whether any service changes health by itself."""
        return any(isinstance(place, Node) for place, _, _ in self.health)


def places_of(rewards: Rewards, kind: str) -> frozenset[int]:
    """Return the places that a kind of weighing needs: those with money, or with health."""
    money = {rule.source for rule in rewards.lines} | {use.source for use in rewards.uses}
    money |= set(rewards.visits.values())
    health = {place for place, _, _ in rewards.health} | set(rewards.alive)
    health |= money if rewards.heals else set()
    wanted = {"cost": money, "health": health, "budget": money | health}[kind]
    return frozenset(place for place in wanted if isinstance(place, int))


class Slots:
    """Collects the expressions of one strategy; equal places are not merged."""

    def __init__(self) -> None:
        self.expressions: list[Expression] = []
        self.places: list[str] = []
        self.bounds: list[tuple[float, float]] = []

    def add(
        self, expression: Expression, place: str, least: float = -np.inf, most: float = np.inf
    ) -> int:
        """Return the number of a new slot whose values must lie in ``[least, most]``."""
        self.expressions.append(expression)
        self.places.append(place)
        self.bounds.append((least, most))
        return len(self.expressions) - 1


def lines_of(pathways: Sequence[Pathway]) -> tuple[Line, ...]:
    """Return every line of any strategy, each once, in the order of the model."""
    found: dict[Line, None] = {}
    for pathway in pathways:
        for service in pathway.services.values():
            found[Line(service.name, "service", service.provider, service.unit)] = None
    for pathway in pathways:
        for state in pathway.states.values():
            if state.unit_cost != ZERO:
                found[Line(state.name, "state", state.provider, "cycle")] = None
        for source, targets in pathway.links.items():
            for target, link in targets.items():
                if link.unit_cost != ZERO:
                    found[Line(f"{source} → {target}", "link", link.provider, "move")] = None
    return tuple(found)


def rewards(
    layers: Sequence[Pathway],
    network: Network,
    lines: Sequence[Line],
    pools: Sequence[CapacityPool],
    slots: Slots,
    at: At,
    cycle_years: float,
) -> Rewards:
    """Return the rewards of one strategy, its numbers added to ``slots``.

    Parameters
    ----------
    layers
        The pathways that people on it follow.
    network
        Their rows.
    lines, pools
        Of the whole model.
    slots
        Where expressions are collected.
    at
        Writes expressions out.
    cycle_years
        Length of a cycle. [years]
    """
    drafts = [_Layer(n, layer, network, slots, at) for n, layer in enumerate(layers)]
    index = {line: number for number, line in enumerate(lines)}
    rules = tuple(rule for draft in drafts for rule in draft.line_rules(index))
    return Rewards(
        visits={node: place for draft in drafts for node, place in draft.visits()},
        uses=tuple(use for draft in drafts for use in draft.uses()),
        lines=rules,
        health=tuple(each for draft in drafts for each in draft.health(cycle_years)),
        capacity=tuple(each for draft in drafts for each in draft.capacity(rules, pools)),
        alive=tuple(place for draft in drafts for place in draft.living()),
    )


class _Layer:
    """One pathway that people on a strategy follow, and what it means."""

    def __init__(
        self, number: int, pathway: Pathway, network: Network, slots: Slots, at: At
    ) -> None:
        self.number, self.pathway, self.network = number, pathway, network
        self.slots, self.at = slots, at

    def places(self, name: str) -> Iterator[tuple[int, int]]:
        """Yield where a state or link is counted, and how long people have been there."""
        seen = set()
        for node, place in self.network.counted.items():
            if (node.name, node.layer) == (name, self.number) and place not in seen:
                seen.add(place)
                yield place, node.age

    def visits(self) -> Iterator[tuple[Node, int]]:
        for name in self.pathway.services:
            node = Node(name, self.number)
            if node in self.network.counted:
                yield node, self.network.counted[node]

    def uses(self) -> Iterator[Use]:
        for source in (*self.pathway.states, *use_order(self.pathway)):
            for service, count in self.pathway.uses.get(source, {}).items():
                target = Node(service, self.number)
                place = f"uses of {service} by {source}"
                if source not in self.pathway.states:
                    slot = self.slots.add(self.at(count, 0), place, least=0.0)
                    yield Use(target, Node(source, self.number), slot)
                    continue
                for where, age in self.places(source):
                    slot = self.slots.add(self.at(count, age), place, least=0.0)
                    yield Use(target, where, slot)

    def line_rules(self, index: dict[Line, int]) -> Iterator[LineRule]:
        for service in self.pathway.services.values():
            line = Line(service.name, "service", service.provider, service.unit)
            slot = self._cost(service.unit_cost, f"unit_cost of {service.name}", 0)
            yield LineRule(index[line], Node(service.name, self.number), slot)
        for state in self.pathway.states.values():
            if state.unit_cost != ZERO:
                line = Line(state.name, "state", state.provider, "cycle")
                for place, age in self.places(state.name):
                    slot = self._cost(state.unit_cost, f"unit_cost of {state.name}", age)
                    yield LineRule(index[line], place, slot)
        for node, link in self.network.links.items():
            if node.layer == self.number and link.unit_cost != ZERO:
                slot = self._cost(link.unit_cost, f"unit_cost of {node.name}", node.age)
                line = Line(node.name, "link", link.provider, "move")
                yield LineRule(index[line], self.network.counted[node], slot)

    def _cost(self, given: object, place: str, age: int) -> int | None:
        expression = as_expression(given)
        if expression == ZERO:
            return None
        return self.slots.add(self.at(expression, age), place, least=0.0)

    def health(self, cycle_years: float) -> Iterator[tuple[Place, int, float]]:
        for state in self.pathway.states.values():
            utility = self._utility(state)
            if utility == ZERO:
                continue
            for place, age in self.places(state.name):
                what = f"utility of {state.name}"
                slot = self.slots.add(self.at(utility, age), what, least=-1.0, most=1.0)
                yield place, slot, cycle_years
        for node, link in self.network.links.items():
            effect = as_expression(link.health_effect)
            if node.layer == self.number and effect != ZERO:
                slot = self.slots.add(self.at(effect, node.age), f"health_effect of {node.name}")
                yield self.network.counted[node], slot, 1.0
        for service in self.pathway.services.values():
            effect = as_expression(service.health_effect)
            if effect != ZERO:
                slot = self.slots.add(self.at(effect, 0), f"health_effect of {service.name}")
                yield Node(service.name, self.number), slot, 1.0

    def _utility(self, state: State) -> Expression:
        """Return a state's utility; that of the living times and less what the pathway says."""
        utility = as_expression(state.utility)
        if not alive(self.pathway, state.name):
            return utility
        ratio = as_expression(self.pathway.utility_multiplier)
        loss = as_expression(self.pathway.utility_decrement)
        utility = utility if ratio == ONE else utility * ratio
        return utility if loss == ZERO else utility - loss

    def capacity(
        self, rules: Sequence[LineRule], pools: Sequence[CapacityPool]
    ) -> Iterator[tuple[int, int | None]]:
        for pool in pools:
            for name in pool.services:
                service = self.pathway.services.get(name)
                if service is None or service.provider != pool.party:
                    continue  # this pathway has no such service, or another party delivers it
                node = Node(name, self.number)
                (rule,) = (i for i, each in enumerate(rules) if each.source == node)
                slot = None
                if pool.measure is not None:
                    amount = self.at(as_expression(service.consumes[pool.measure]), 0)
                    slot = self.slots.add(amount, f"{pool.measure} of {name}", least=0.0)
                yield rule, slot

    def living(self) -> Iterator[int]:
        for name in self.pathway.states:
            if alive(self.pathway, name):
                yield from (place for place, _ in self.places(name))


def alive(pathway: Pathway, name: str) -> bool:
    """Return whether a state is other than death; see ``State.dead``."""
    state = pathway.states[name]
    if state.dead is not None:
        return not state.dead
    return bool(
        pathway.links.get(name)
        or pathway.uses.get(name)
        or state.utility != ZERO
        or state.unit_cost != ZERO
    )
