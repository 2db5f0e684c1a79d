"""From occupancy and visits to activity, resource value and health.

The plan writes every cost, count and utility as a slot; the kernel accumulates
person-cycles and visits; ``tally`` multiplies the two, once per flush.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pathway_economics.engine.network import Network
from pathway_economics.outcomes import Line
from pathway_economics.parameters.expressions import Constant, Expression, as_expression
from pathway_economics.pathway import CapacityPool, Pathway, use_order

Array = NDArray[np.float64]
ZERO = Constant(0.0)


@dataclass(frozen=True, slots=True)
class Use:
    """A count of one service per unit of a source: a row, or another service."""

    service: str
    source: str | int
    slot: int


@dataclass(frozen=True, slots=True)
class LineRule:
    """Where one line's activity and unit cost come from."""

    line: int
    source: str | int
    slot: int | None


@dataclass(frozen=True, slots=True)
class Rewards:
    """What each row of one strategy's network means in activity, money and health.

    Attributes
    ----------
    visits
        Row of each service that links lead to.
    uses
        In an order in which every source is known before it is used.
    lines
        One rule per line of the strategy.
    health
        Rows with utility or a health effect: row, slot, and years (or 1) per unit.
    capacity
        What each service in a capacity pool takes up: index of its line rule, and the slot
        of its measure per unit (``None``: a unit counts as one).
    alive
        Rows of states that are not death; see ``State.dead``.
    """

    visits: dict[str, int]
    uses: tuple[Use, ...]
    lines: tuple[LineRule, ...]
    health: tuple[tuple[int, int, float], ...]
    capacity: tuple[tuple[int, int | None], ...]
    alive: tuple[int, ...]


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
    pathway: Pathway,
    network: Network,
    lines: Sequence[Line],
    pools: Sequence[CapacityPool],
    slots: Slots,
    cycle_years: float,
) -> Rewards:
    """Return the rewards of one strategy, its numbers added to ``slots``."""
    rules = tuple(_line_rules(pathway, network, lines, slots))
    visits = {name: network.row(name) for name in pathway.services if name in network.names}
    return Rewards(
        visits=visits,
        uses=_uses(pathway, network, slots),
        lines=rules,
        health=tuple(_health(pathway, network, slots, cycle_years)),
        capacity=tuple(_capacity(pathway, rules, pools, slots)),
        alive=tuple(network.row(name) for name in pathway.states if _alive(pathway, name)),
    )


def _uses(pathway: Pathway, network: Network, slots: Slots) -> tuple[Use, ...]:
    found = []
    for source in (*pathway.states, *use_order(pathway)):
        for service, count in pathway.uses.get(source, {}).items():
            slot = slots.add(count, f"uses of {service} by {source}", least=0.0)
            where = network.row(source) if source in pathway.states else source
            found.append(Use(service, where, slot))
    return tuple(found)


def _line_rules(
    pathway: Pathway, network: Network, lines: Sequence[Line], slots: Slots
) -> list[LineRule]:
    index = {line: number for number, line in enumerate(lines)}
    rules = []
    for service in pathway.services.values():
        line = Line(service.name, "service", service.provider, service.unit)
        slot = _cost_slot(service.unit_cost, f"unit_cost of {service.name}", slots)
        rules.append(LineRule(index[line], service.name, slot))
    for state in pathway.states.values():
        if state.unit_cost != ZERO:
            line = Line(state.name, "state", state.provider, "cycle")
            slot = _cost_slot(state.unit_cost, f"unit_cost of {state.name}", slots)
            rules.append(LineRule(index[line], network.row(state.name), slot))
    for name, link in network.links.items():
        if link.unit_cost != ZERO:
            slot = _cost_slot(link.unit_cost, f"unit_cost of {name}", slots)
            line = Line(name, "link", link.provider, "move")
            rules.append(LineRule(index[line], network.row(name), slot))
    return rules


def _cost_slot(expression: object, place: str, slots: Slots) -> int | None:
    assert isinstance(expression, Expression)
    return None if expression == ZERO else slots.add(expression, place, least=0.0)


def _health(
    pathway: Pathway, network: Network, slots: Slots, cycle_years: float
) -> list[tuple[int, int, float]]:
    found = []
    for state in pathway.states.values():
        assert isinstance(state.utility, Expression)
        if state.utility != ZERO:
            slot = slots.add(state.utility, f"utility of {state.name}", least=-1.0, most=1.0)
            found.append((network.row(state.name), slot, cycle_years))
    for name, link in network.links.items():
        assert isinstance(link.health_effect, Expression)
        if link.health_effect != ZERO:
            slot = slots.add(link.health_effect, f"health_effect of {name}")
            found.append((network.row(name), slot, 1.0))
    return found


def _capacity(
    pathway: Pathway,
    rules: Sequence[LineRule],
    pools: Sequence[CapacityPool],
    slots: Slots,
) -> list[tuple[int, int | None]]:
    found: list[tuple[int, int | None]] = []
    for pool in pools:
        for name in pool.services:
            service = pathway.services.get(name)
            if service is None or service.provider != pool.party:
                continue  # this strategy has no such service, or another party delivers it
            (rule,) = (i for i, each in enumerate(rules) if each.source == name)
            slot = None
            if pool.measure is not None:
                amount = as_expression(service.consumes[pool.measure])
                slot = slots.add(amount, f"{pool.measure} of {name}", least=0.0)
            found.append((rule, slot))
    return found


def _alive(pathway: Pathway, name: str) -> bool:
    state = pathway.states[name]
    if state.dead is not None:
        return not state.dead
    return bool(
        pathway.links.get(name)
        or pathway.uses.get(name)
        or state.utility != ZERO
        or state.unit_cost != ZERO
    )


def tally_activity(
    rewards: Rewards, amounts: Array, values: Sequence[Array | float]
) -> list[Array]:
    """Return the activity of each line rule, from accumulated rows ``(row, people, draw)``."""
    counts: dict[str, Array] = {name: amounts[row] for name, row in rewards.visits.items()}
    for use in rewards.uses:
        source = amounts[use.source] if isinstance(use.source, int) else counts.get(use.source)
        if source is None:
            continue
        extra = source * values[use.slot]
        known = counts.get(use.service)
        counts[use.service] = extra if known is None else known + extra
    nothing = np.zeros(amounts.shape[1:])
    return [
        amounts[rule.source] if isinstance(rule.source, int) else counts.get(rule.source, nothing)
        for rule in rewards.lines
    ]


def tally_health(rewards: Rewards, amounts: Array, values: Sequence[Array | float]) -> Array:
    """Return QALYs, shape (people, draw), from accumulated rows."""
    total = np.zeros(amounts.shape[1:])
    for row, slot, years in rewards.health:
        total += amounts[row] * values[slot] * years
    return total


def tally_life(rewards: Rewards, amounts: Array, cycle_years: float) -> Array:
    """Return life years, shape (people, draw), from accumulated rows."""
    total = np.zeros(amounts.shape[1:])
    for row in rewards.alive:
        total += amounts[row]
    total *= cycle_years
    return total
