"""Are the links of a pathway sound: known ends, possible chances, sums of one?"""

from collections.abc import Mapping
from itertools import chain

from pathway_economics.errors import suggestion
from pathway_economics.model.scope import FOLLOWED, IN_PASSING, Path, Scope
from pathway_economics.parameters.expressions import Operation
from pathway_economics.parameters.survival import time_to_problem
from pathway_economics.pathway import Link, Pathway, Service, State
from pathway_economics.pathway.states import REST

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
    if link.rate == REST:
        scope.complain((*place, "rate"), _no_rest(place[-2], place[-1]))
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
    if problem := time_to_problem(link.chance):
        scope.complain(place, problem)
        return
    assert isinstance(link.chance, Operation)
    for term in link.chance.operands:
        scope.expression(term, place)


def _check_timed(
    source: str, targets: Mapping[str, Link], service: bool, place: Path, scope: Scope
) -> None:
    read = {
        target: link
        for target, link in targets.items()
        if not scope.is_broken(f"{source} > {target}", sections=("links",))
    }
    timed = [target for target, link in read.items() if link.is_timed]
    if timed and service:
        scope.complain(
            place,
            f"{source!r} is a service, through which patients pass at once: its links have "
            "probabilities, not rates or times.",
        )
    elif timed:
        _check_untimed(
            source, {t: link for t, link in read.items() if not link.is_timed}, place, scope
        )


def _check_untimed(source: str, others: Mapping[str, Link], place: Path, scope: Scope) -> None:
    """Complain of links by probability beside links by rate or time."""
    chances = [target for target, link in others.items() if not link.is_rest]
    for target in others.keys() - set(chances):
        scope.complain((*place, target), _no_rest(source, target))
    if chances:
        told = ", ".join(map(repr, chances))
        scope.complain(
            place,
            f"The links out of {source!r} compete: give all of them by rate or time_to, or all "
            f"by probability; {told} {'has' if len(chances) == 1 else 'have'} a probability.",
        )


def _no_rest(source: str, target: str) -> str:
    return (
        f"The links out of {source!r} have rates or times, which leave no 'rest' to share out: "
        f"who takes none of them stays in {source!r}. Leave out the link to {target!r}, or give it "
        "a rate or time_to of its own."
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
