"""Links by rate or time as probabilities of a cycle: hazards that compete.

Over a cycle the cumulative hazard of each link out of a state rises by dH. Of those in the
state, 1 - exp(-sum dH) leave, each way in proportion to its dH: exact where the hazards keep
their ratio within the cycle.
"""

from collections.abc import Mapping
from dataclasses import replace

from pathway_economics.parameters.expressions import (
    Expression,
    Name,
    Operation,
    as_expression,
)
from pathway_economics.pathway import Link, Pathway

CLOCKS = {"forward": Name("time"), "reset": Name("time_in_state")}
"""Variable that each clock of a link reads. [years]"""

CYCLE_YEARS = Name("cycle_years")


def with_probabilities(pathway: Pathway) -> Pathway:
    """Return the pathway with every link a probability per cycle.

    Examples
    --------
    >>> from pathway_economics.pathway import State
    >>> mortal = Pathway([State("Well"), State("Dead")], start={"Well": 1},
    ...                  links={"Well": {"Dead": Link(rate="r")}})
    >>> print(with_probabilities(mortal).links["Well"]["Dead"].probability)
    rate_to_prob(r * cycle_years)
    """
    if not any(link.is_timed for targets in pathway.links.values() for link in targets.values()):
        return pathway
    links = {source: _competing(targets) for source, targets in pathway.links.items()}
    return Pathway(
        pathway.states,
        pathway.services,
        links,
        pathway.uses,
        pathway.start,
        pathway.utility_multiplier,
        pathway.utility_decrement,
    )


def _competing(targets: Mapping[str, Link]) -> dict[str, Link]:
    hazards = {target: hazard(link) for target, link in targets.items() if link.is_timed}
    if not hazards:
        return dict(targets)
    first, *others = hazards.values()
    total = first
    for other in others:
        total = total + other
    return {
        target: replace(
            link,
            probability=_probability(hazards[target], total),
            rate=None,
            time_to=None,
            clock="forward",
        )
        for target, link in targets.items()
    }


def _probability(own: Expression, total: Expression) -> Expression:
    if own is total:
        return Operation("rate_to_prob", (own,))
    return Operation("competing_prob", (own, total))


def hazard(link: Link) -> Expression:
    """Return by how much the cumulative hazard of a timed link rises in a cycle."""
    if link.rate is not None:
        return as_expression(link.rate) * CYCLE_YEARS
    time_to = as_expression(link.time_to)
    assert isinstance(time_to, Operation)
    now, name = CLOCKS[link.clock], f"{time_to.function}_cumulative"
    if time_to.function == "exponential":
        return time_to.operands[0] * CYCLE_YEARS  # without memory: the same at any time

    def until(moment: Expression) -> Expression:
        return Operation(name, (moment, *time_to.operands))

    return until(now + CYCLE_YEARS) - until(now)
