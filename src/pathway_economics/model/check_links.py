"""Are the links of a pathway sound: known ends, possible chances, sums of one?"""

from collections.abc import Mapping
from itertools import chain

from pathway_economics.errors import suggestion
from pathway_economics.model.scope import FOLLOWED, IN_PASSING, Path, Scope
from pathway_economics.parameters.expressions import Operation
from pathway_economics.parameters.survival import TIMES, is_time_to
from pathway_economics.pathway import Link, Pathway, Service, State

NEAR = 1e-9
"""How far rounding may take a sum of probabilities from one."""


def check_links(pathway: Pathway, path: Path, scope: Scope) -> None:
    """Check where links lead, how often, and what they cost."""
    names = {**pathway.states, **pathway.services}
    for source, targets in pathway.links.items():
        place = (*path, "links", source)
        if source not in names and not scope.is_broken(source):
            hint = suggestion(source, names)
            scope.complain(place, f"No state or service is named {source!r}. {hint}")
        variables = IN_PASSING if source in pathway.services else FOLLOWED
        total, plain = 0.0, True
        for target, link in targets.items():
            here = (*place, target)
            if target not in names and not scope.is_broken(target):
                hint = suggestion(target, names)
                scope.complain(here, f"No state or service is named {target!r}. {hint}")
            if target == source:
                scope.complain(here, "A link leads to where it starts; what remains stays anyway.")
            if link.provider is not None:
                scope.known("party", link.provider, (*here, "provider"))
            check_unit_cost(link, here, scope, variables)
            scope.expression(link.health_effect, (*here, "health_effect"), variables)
            value = _check_chance(link, here, scope, variables)
            total, plain = total + (value or 0.0), plain and value is not None
        rests = sum(link.is_rest for link in targets.values())
        _check_sum(source, total, plain, rests, source in pathway.services, place, scope)
        _check_timed(source, targets, source in pathway.services, place, scope)
    reached = set(chain.from_iterable(pathway.links.values()))
    for name in pathway.services.keys() & reached:
        if not pathway.links.get(name) and not scope.is_broken(name):
            scope.complain(
                (*path, "services", name),
                f"Patients reach {name!r} and go nowhere; link it to a state or service.",
            )


def _check_chance(
    link: Link, place: Path, scope: Scope, variables: tuple[str, ...]
) -> float | None:
    """Check what says how often a link is taken; return a probability that is a number."""
    if link.is_rest:
        return 0.0
    if link.time_to is not None:
        _check_time_to(link, (*place, "time_to"), scope)
        return 0.0
    here = place if link.rate is None else (*place, "rate")
    value = scope.expression(link.chance, here, variables)
    if link.rate is not None:
        if value is not None and value < 0:
            scope.complain(here, f"The rate is {value:g}, but it must be zero or more.")
        return 0.0
    if value is not None and not 0 <= value <= 1:
        scope.complain(here, f"The probability is {value:g}; it must lie in [0, 1].")
    return value


def _check_time_to(link: Link, place: Path, scope: Scope) -> None:
    if not is_time_to(link.chance):
        scope.complain(
            place,
            f"{link.time_to} is no distribution of a time; write one of {TIMES}, with its "
            "parameters.",
        )
        return
    assert isinstance(link.chance, Operation)
    for term in link.chance.operands:
        scope.expression(term, place)


def _check_timed(
    source: str, targets: Mapping[str, Link], service: bool, place: Path, scope: Scope
) -> None:
    timed = [target for target, link in targets.items() if link.is_timed]
    if timed and service:
        scope.complain(
            place,
            f"{source!r} is a service, through which patients pass at once: its links have "
            "probabilities, not rates or times.",
        )
    elif timed and len(timed) < len(targets):
        others = ", ".join(repr(target) for target in targets if target not in timed)
        scope.complain(
            place,
            f"The links out of {source!r} compete: give all of them by rate or time_to, or all "
            f"by probability; {others} has a probability.",
        )


def _check_sum(
    source: str, total: float, plain: bool, rests: int, service: bool, place: Path, scope: Scope
) -> None:
    if rests > 1:
        scope.complain(place, f"{rests} links take the 'rest'; at most one can.")
    elif total > 1 + NEAR:
        scope.complain(place, f"The probabilities out of {source!r} sum to {total:g}, above 1.")
    elif service and plain and not rests and abs(total - 1) > NEAR:
        scope.complain(
            place,
            f"The probabilities out of the service {source!r} sum to {total:g}; they must sum "
            "to 1, or one of them be 'rest'.",
        )


def check_unit_cost(
    thing: State | Service | Link,
    place: Path,
    scope: Scope,
    variables: tuple[str, ...] = FOLLOWED,
) -> None:
    """Check that a cost is zero or more, and uses no other variables."""
    here = (*place, "unit_cost")
    value = scope.expression(thing.unit_cost, here, variables)
    if value is not None and value < 0:
        scope.complain(
            here,
            f"The unit_cost is {value:g}, but a cost is zero or more; a saving shows as less "
            "activity.",
        )
