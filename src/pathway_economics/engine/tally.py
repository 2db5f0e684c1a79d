"""What accumulated person-cycles and visits come to: activity, health and life."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pathway_economics.engine.nodes import Node
from pathway_economics.engine.rewards import Rewards

Array = NDArray[np.float64]


def tally_units(
    rewards: Rewards, amounts: Array, values: Sequence[Array | float]
) -> dict[Node, Array]:
    """Return the units of each service, from accumulated places ``(place, people, draw)``."""
    units: dict[Node, Array] = {node: amounts[place] for node, place in rewards.visits.items()}
    for use in rewards.uses:
        source = amounts[use.source] if isinstance(use.source, int) else units.get(use.source)
        if source is None:
            continue
        extra = source * values[use.slot]
        known = units.get(use.service)
        units[use.service] = extra if known is None else known + extra
    return units


def tally_activity(
    rewards: Rewards, amounts: Array, values: Sequence[Array | float]
) -> list[Array]:
    """Return the activity of each line rule, from accumulated places ``(place, people, draw)``."""
    units = tally_units(rewards, amounts, values)
    nothing = np.zeros(amounts.shape[1:])
    return [
        amounts[rule.source] if isinstance(rule.source, int) else units.get(rule.source, nothing)
        for rule in rewards.lines
    ]


def tally_health(rewards: Rewards, amounts: Array, values: Sequence[Array | float]) -> Array:
    """Return QALYs, shape (people, draw), from accumulated places."""
    total = np.zeros(amounts.shape[1:])
    units = tally_units(rewards, amounts, values) if rewards.heals else {}
    for place, slot, years in rewards.health:
        count = amounts[place] if isinstance(place, int) else units.get(place)
        if count is not None:
            total += count * values[slot] * years
    return total


def tally_life(rewards: Rewards, amounts: Array, cycle_years: float) -> Array:
    """Return life years, shape (people, draw), from accumulated places."""
    total = np.zeros(amounts.shape[1:])
    for place in rewards.alive:
        total += amounts[place]
    total *= cycle_years
    return total
