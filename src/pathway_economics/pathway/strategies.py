"""Strategies: variants of a pathway, written as edits."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import InitVar, dataclass, field, replace
from typing import Any

from pathway_economics.errors import InvalidModel
from pathway_economics.parameters.expressions import as_expression
from pathway_economics.parameters.numbers import Frozen, Number, Yearly, as_yearly, freeze_numbers
from pathway_economics.pathway.states import (
    Link,
    Links,
    Pathway,
    Service,
    State,
    Uses,
)
from pathway_economics.pathway.tests import Test, like, with_tests


@dataclass(frozen=True, slots=True)
class Programme:
    """A cost of running a strategy that does not depend on the number of patients.

    Attributes
    ----------
    party
        Party that bears it.
    amount
        Cost in each budget year: one number for every year, or one per year.
        [currency per year]
    recurrent
        Whether it goes on year after year.
    capital
        Whether it is capital rather than revenue.
    """

    party: str
    amount: Yearly
    recurrent: bool = True
    capital: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "amount", as_yearly(self.amount))


@dataclass(frozen=True, slots=True)
class Strategy:
    """A variant of the pathway: only what differs from it is written.

    Attributes
    ----------
    name
        Unique name; the first strategy of a model is the comparator.
    states, services
        Changed fields by name, such as ``{"Stable": {"utility": 0.8}}``; a new name adds
        a state or service, ``None`` deletes one together with what leads to it.
    links, uses
        Added or changed links and uses; ``None`` deletes one. On making a strategy, ``tests``
        may give the links of services that are tests: ``{service: Test}``.
    start
        Where people on this strategy enter, if not where the pathway says.
    programme
        Costs that do not depend on the number of patients, by label.
    consent
        Parties that can stop the strategy. If omitted: whoever pays something new,
        delivers something new, or sells it.
    adherence
        Share of those who come to the strategy who follow it; the others follow the
        ``fallback`` from the start, in the states in which they came. [share]
    stopping
        Probability with which those who follow it stop at the end of a cycle and follow the
        ``fallback`` from then on. [per cycle]
    fallback
        Strategy whose pathway those follow who stop or do not adhere; the first strategy of
        the model if omitted. Its own adherence and stopping do not count.
    """

    name: str
    states: Mapping[str, Mapping[str, Any] | None] = field(default_factory=dict)
    services: Mapping[str, Mapping[str, Any] | None] = field(default_factory=dict)
    links: Mapping[str, Mapping[str, Link | Number | None]] = field(default_factory=dict)
    uses: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    start: Mapping[str, Any] | None = None
    programme: Mapping[str, Programme] = field(default_factory=dict)
    consent: Sequence[str] | None = None
    adherence: Number = 1.0
    stopping: Number = 0.0
    fallback: str | None = None
    tests: InitVar[Mapping[str, Test] | None] = None

    def __post_init__(self, tests: Mapping[str, Test] | None) -> None:
        links = {
            source: like(
                targets,
                {
                    target: link if link is None or isinstance(link, Link) else Link(link)
                    for target, link in targets.items()
                },
            )
            for source, targets in with_tests(self.links, tests, self.states).items()
        }
        for section in ("states", "services"):
            if not isinstance(edits := getattr(self, section), Mapping):
                raise InvalidModel(
                    f"Strategy {self.name!r}: {section} are changed fields by name, such as "
                    f"{{'Clinic': {{'unit_cost': 5}}}}: got {edits!r}."
                )
            object.__setattr__(self, section, _read_edits(edits))
        object.__setattr__(self, "links", Frozen(links))
        uses = {
            source: Frozen(
                {
                    service: None if count is None else as_expression(count)
                    for service, count in counts.items()
                }
            )
            for source, counts in self.uses.items()
        }
        object.__setattr__(self, "uses", Frozen(uses))
        object.__setattr__(self, "programme", Frozen(self.programme))
        if self.start is not None:
            object.__setattr__(self, "start", freeze_numbers(self.start))
        object.__setattr__(self, "adherence", as_expression(self.adherence))
        object.__setattr__(self, "stopping", as_expression(self.stopping))
        if isinstance(self.consent, str):
            raise InvalidModel(f"Strategy {self.name!r}: consent is a list of party names.")
        if self.consent is not None:
            object.__setattr__(self, "consent", tuple(self.consent))


def _read_edits(edits: Mapping[str, Mapping[str, Any] | None]) -> Frozen:
    """Return changed fields with their numbers read as expressions.

    What cannot be read stays as it is: the model, which knows where it stands, complains of it.
    """
    readers: dict[str, Callable[[Any], Any]] = {
        "utility": as_expression,
        "unit_cost": as_expression,
        "health_effect": as_expression,
        "capacity": _as_capacity,
        "overdispersion": as_expression,
        "cost_cv": as_expression,
        "consumes": _as_counts,
    }
    return Frozen(
        {
            name: Frozen({key: _read(readers.get(key), value) for key, value in changed.items()})
            if isinstance(changed, Mapping)
            else changed
            for name, changed in edits.items()
        }
    )


def _as_capacity(value: Any) -> Any:
    return None if value is None else as_expression(value)


def _as_counts(value: Any) -> Any:
    return freeze_numbers(value) if isinstance(value, Mapping) else value


def _read(reader: Callable[[Any], Any] | None, value: Any) -> Any:
    try:
        return value if reader is None else reader(value)
    except InvalidModel:
        return value


def apply(strategy: Strategy, pathway: Pathway) -> Pathway:
    """Return the pathway with the strategy's edits made.

    Examples
    --------
    >>> usual = Pathway([State("Well"), State("Dead")], links={"Well": {"Dead": 0.1}},
    ...                 start={"Well": 1})
    >>> treated = apply(Strategy("Treat", links={"Well": {"Dead": 0.05}}), usual)
    >>> treated.links["Well"]["Dead"].probability
    Constant(value=0.05)
    """
    states = _edited(pathway.states, strategy.states, State)
    services = _edited(pathway.services, strategy.services, Service)
    deleted = {
        name
        for edits in (strategy.states, strategy.services)
        for name in edits
        if edits[name] is None
    }
    return Pathway(
        states=states,
        services=services,
        links=_merged(pathway.links, strategy.links, deleted),
        uses=_merged(pathway.uses, strategy.uses, deleted),
        start=pathway.start if strategy.start is None else strategy.start,
        utility_multiplier=pathway.utility_multiplier,
        utility_decrement=pathway.utility_decrement,
    )


def _edited(
    things: Mapping[str, Any], edits: Mapping[str, Mapping[str, Any] | None], kind: type
) -> dict[str, Any]:
    edited = dict(things)
    for name, fields in edits.items():
        if fields is None:
            edited.pop(name, None)
        elif name in edited:
            edited[name] = replace(edited[name], **fields)
        else:
            edited[name] = kind(name, **fields)
    return edited


def _merged(old: Links | Uses, new: Any, deleted: set[str]) -> dict[str, dict[str, Any]]:
    merged = {source: dict(targets) for source, targets in old.items()}
    for source, targets in new.items():
        merged.setdefault(source, {}).update(targets)
    return {
        source: {
            target: value
            for target, value in targets.items()
            if value is not None and target not in deleted
        }
        for source, targets in merged.items()
        if source not in deleted
    }
