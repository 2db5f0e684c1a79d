"""What a pathway is made of: states, services, links and uses."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from pathway_economics.errors import InvalidModel
from pathway_economics.parameters.expressions import Expression, as_expression
from pathway_economics.parameters.numbers import Frozen, Number, by_name, freeze_numbers
from pathway_economics.pathway.tests import Test, like, with_tests

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
    health_effect
        One-off health gained (or lost, below zero) by one unit. [QALY per unit]
    capacity
        Most units that can be delivered to all modelled patients in one cycle, in the order
        in which they began to wait; without limit if omitted. The one state that links
        to the service, and the only thing that does, is where they wait. [units per cycle]
    freed
        What becomes of capacity where fewer people come to wait than in the reference:
        ``"queue"``, it serves those who wait; ``"closed"``, it goes in proportion.
    overdispersion
        Variance of a year's realised count over its mean, less one, where a run has chance:
        0 for cases that come independently (Poisson), above 0 where they come together, -1
        for what is planned and has no chance. Without parameter uncertainty, which is the
        draws'. [ratio]
    cost_cv
        Coefficient of variation of the cost of one unit around ``unit_cost``, where a run
        has chance; likewise without parameter uncertainty. [ratio]
    """

    name: str
    provider: str | None = None
    unit_cost: Number = 0.0
    unit: str = "visit"
    consumes: Mapping[str, Number] = field(default_factory=dict)
    health_effect: Number = 0.0
    capacity: Number | None = None
    freed: Literal["queue", "closed"] = "queue"
    overdispersion: Number = 0.0
    cost_cv: Number = 0.0

    def __post_init__(self) -> None:
        for term in ("unit_cost", "health_effect", "overdispersion", "cost_cv"):
            object.__setattr__(self, term, as_expression(getattr(self, term)))
        object.__setattr__(self, "consumes", freeze_numbers(self.consumes))
        if self.capacity is not None:
            object.__setattr__(self, "capacity", as_expression(self.capacity))
        if self.freed not in ("queue", "closed"):
            raise InvalidModel(
                f"Service {self.name!r}: freed={self.freed!r}; it must be 'queue' or 'closed'."
            )


@dataclass(frozen=True, slots=True)
class Link:
    """A way that patients move.

    Exactly one of ``probability``, ``rate`` and ``time_to`` says how often. The links out of
    a state are all probabilities, or all rates and times, which compete.

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
    rate
        Hazard of the move from a state. [per year]
    time_to
        Distribution of the time until the move from a state, such as
        ``"weibull(shape, scale)"``, in years: see ``parameters.survival``.
    clock
        What ``time_to`` counts from: ``"forward"`` from entry, ``"reset"`` from coming into
        the state.

    Examples
    --------
    >>> Link(0.1).probability
    Constant(value=0.1)
    >>> print(Link(time_to="weibull(1.2, 5)", clock="reset").time_to)
    weibull(1.2, 5)
    """

    probability: Number | None = None
    unit_cost: Number = 0.0
    provider: str | None = None
    health_effect: Number = 0.0
    rate: Number | None = None
    time_to: Number | None = None
    clock: Literal["forward", "reset"] = "forward"

    def __post_init__(self) -> None:
        for term in ("probability", "unit_cost", "health_effect", "rate", "time_to"):
            value = getattr(self, term)
            if value is not None:
                object.__setattr__(self, term, as_expression(value))
        given = [t for t in ("probability", "rate", "time_to") if getattr(self, t) is not None]
        if len(given) != 1:
            raise InvalidModel(
                f"A link has {' and '.join(given) or 'no probability'}; give exactly one of "
                "probability, rate and time_to."
            )
        if self.clock not in ("forward", "reset"):
            raise InvalidModel(f"clock={self.clock!r}; it must be 'forward' or 'reset'.")
        if self.clock == "reset" and self.time_to is None:
            raise InvalidModel(
                f"clock='reset' is of a time_to, and the link has a {given[0]}; write "
                "time_in_state in the expression instead."
            )

    @property
    def is_rest(self) -> bool:
        """Whether the link takes what the other links leave."""
        return self.probability == REST

    @property
    def is_timed(self) -> bool:
        """Whether the link has a hazard in continuous time: a rate or a time to the move."""
        return self.probability is None

    @property
    def chance(self) -> Expression:
        """The expression that says how often: a probability, a rate or a time."""
        given = (self.probability, self.rate, self.time_to)
        return next(term for term in given if isinstance(term, Expression))

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
        probabilities sum to one, with at most one ``"rest"``. On making a pathway, ``tests``
        may give the links of services that are tests: ``{service: Test}``.
    uses
        ``{from: {service: count}}``: a count per cycle in a state or per visit, without
        moving.
    start
        Share of the people who enter in each state; they sum to one.
    utility_multiplier, utility_decrement
        What multiplies, and is then taken off, the utility of every state in which people
        live, such as the norms of the general population by age. [ratio], [QALY per year]

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
    utility_multiplier: Number = 1.0
    utility_decrement: Number = 0.0

    def __init__(
        self,
        states: Mapping[str, State] | Iterable[State],
        services: Mapping[str, Service] | Iterable[Service] = (),
        links: Links | None = None,
        uses: Uses | None = None,
        start: Mapping[str, Number] | None = None,
        utility_multiplier: Number = 1.0,
        utility_decrement: Number = 0.0,
        tests: Mapping[str, Test] | None = None,
    ) -> None:
        object.__setattr__(self, "states", by_name("state", states))
        object.__setattr__(self, "services", by_name("service", services))
        whole = with_tests(links or {}, tests, self.states)
        object.__setattr__(self, "links", freeze_links(whole))
        object.__setattr__(self, "uses", freeze_uses(uses or {}))
        object.__setattr__(self, "start", freeze_numbers(start or {}))
        object.__setattr__(self, "utility_multiplier", as_expression(utility_multiplier))
        object.__setattr__(self, "utility_decrement", as_expression(utility_decrement))


def freeze_links(links: Links) -> Frozen:
    """Return the links with every number read as a ``Link``."""
    return Frozen(
        {
            source: like(
                targets,
                {
                    target: link if isinstance(link, Link) else Link(link)
                    for target, link in targets.items()
                },
            )
            for source, targets in links.items()
        }
    )


def freeze_uses(uses: Uses) -> Frozen:
    """Return the uses with every number read as an expression."""
    return Frozen({source: freeze_numbers(counts) for source, counts in uses.items()})
