"""What a pathway is made of: states, services, links and uses."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from pathway_economics.errors import InvalidModel
from pathway_economics.parameters.expressions import Expression, as_expression
from pathway_economics.parameters.numbers import Frozen, Number, freeze_numbers

REST = as_expression("rest")
"""The probability that the other links of a state or service leave."""


@dataclass(frozen=True, slots=True)
class State:
    """A condition in which patients dwell from cycle to cycle.

    Attributes
    ----------
    name
        Unique name among states and services.
    utility
        Health-related quality of life. [QALY per year]
    unit_cost
        Resource value of one cycle in the state, besides the services it uses.
        [currency per cycle]
    provider
        Party that bears ``unit_cost``.
    dead
        Whether it is death, for life years. If omitted: a state without a way out, utility,
        cost or use.
    """

    name: str
    utility: Number = 0.0
    unit_cost: Number = 0.0
    provider: str | None = None
    dead: bool | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "utility", as_expression(self.utility))
        object.__setattr__(self, "unit_cost", as_expression(self.unit_cost))


@dataclass(frozen=True, slots=True)
class Service:
    """Care that patients pass through within a cycle, or consume.

    Attributes
    ----------
    name
        Unique name among states and services.
    provider
        Party that delivers it and bears its cost.
    unit_cost
        Resource value of one unit: the provider's own inputs at average cost. What the
        provider buys from another party is a contract, never part of it.
        [currency per unit]
    unit
        What is counted, such as ``"admission"``.
    consumes
        Physical resources of one unit, by measure, such as ``{"bed_days": 8.4}``.
    """

    name: str
    provider: str | None = None
    unit_cost: Number = 0.0
    unit: str = "visit"
    consumes: Mapping[str, Number] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "unit_cost", as_expression(self.unit_cost))
        object.__setattr__(self, "consumes", freeze_numbers(self.consumes))


@dataclass(frozen=True, slots=True)
class Link:
    """A way that patients move.

    Attributes
    ----------
    probability
        Per cycle from a state, per visit from a service; ``"rest"`` for what the other
        links leave.
    unit_cost
        One-off resource value of the move. [currency]
    provider
        Party that bears ``unit_cost``.
    health_effect
        One-off health gained (or lost, below zero) by the move. [QALY]
    """

    probability: Number
    unit_cost: Number = 0.0
    provider: str | None = None
    health_effect: Number = 0.0

    def __post_init__(self) -> None:
        for term in ("probability", "unit_cost", "health_effect"):
            object.__setattr__(self, term, as_expression(getattr(self, term)))

    @property
    def is_rest(self) -> bool:
        """Whether the link takes what the other links leave."""
        return self.probability == REST

    @property
    def has_reward(self) -> bool:
        """Whether the move itself costs something or changes health."""
        zero = as_expression(0.0)
        return not (self.unit_cost == zero and self.health_effect == zero)


Links = Mapping[str, Mapping[str, Link | Number]]
Uses = Mapping[str, Mapping[str, Number]]


@dataclass(frozen=True, slots=True)
class Pathway:
    """Where patients dwell, what they pass through and how they move.

    Attributes
    ----------
    states, services
        By name; given as a mapping or as an iterable of named objects.
    links
        ``{from: {to: probability or Link}}``. A state's remainder stays; a service's
        probabilities sum to one, with at most one ``"rest"``.
    uses
        ``{from: {service: count}}``: a count per cycle in a state or per visit, without
        moving.
    start
        Share of the people who enter in each state; they sum to one.

    Examples
    --------
    >>> pathway = Pathway(
    ...     states=[State("Well", utility=0.9), State("Dead")],
    ...     links={"Well": {"Dead": 0.1}},
    ...     start={"Well": 1},
    ... )
    >>> pathway.states["Well"].utility
    Constant(value=0.9)
    """

    states: Mapping[str, State]
    services: Mapping[str, Service] = field(default_factory=dict)
    links: Mapping[str, Mapping[str, Link]] = field(default_factory=dict)
    uses: Mapping[str, Mapping[str, Expression]] = field(default_factory=dict)
    start: Mapping[str, Number] = field(default_factory=dict)

    def __init__(
        self,
        states: Mapping[str, State] | Iterable[State],
        services: Mapping[str, Service] | Iterable[Service] = (),
        links: Links | None = None,
        uses: Uses | None = None,
        start: Mapping[str, Number] | None = None,
    ) -> None:
        object.__setattr__(self, "states", by_name("state", states))
        object.__setattr__(self, "services", by_name("service", services))
        object.__setattr__(self, "links", freeze_links(links or {}))
        object.__setattr__(self, "uses", freeze_uses(uses or {}))
        object.__setattr__(self, "start", freeze_numbers(start or {}))


Thing = TypeVar("Thing")


def by_name(kind: str, things: "Mapping[str, Thing] | Iterable[Thing]") -> Frozen:
    """Return named things by their names; refuse two of one name."""
    if isinstance(things, Mapping):
        for key, thing in things.items():
            if getattr(thing, "name", key) != key:
                raise InvalidModel(
                    f"The {kind} {getattr(thing, 'name', '')!r} stands under the key {key!r}; "
                    "the key must be its name."
                )
        return Frozen(things)
    found: dict[str, Thing] = {}
    for thing in things:
        name = getattr(thing, "name", None)
        if not isinstance(name, str):
            raise InvalidModel(f"{thing!r} is no {kind}: it has no name.")
        if name in found:
            raise InvalidModel(f"Two {kind} entries are named {name!r}; names must differ.")
        found[name] = thing
    return Frozen(found)


def freeze_links(links: Links) -> Frozen:
    """Return the links with every number read as a ``Link``."""
    return Frozen(
        {
            source: Frozen(
                {
                    target: link if isinstance(link, Link) else Link(link)
                    for target, link in targets.items()
                }
            )
            for source, targets in links.items()
        }
    )


def freeze_uses(uses: Uses) -> Frozen:
    """Return the uses with every number read as an expression."""
    return Frozen({source: freeze_numbers(counts) for source, counts in uses.items()})
