"""Is the pathway sound, and is it still after each strategy's edits?"""

from collections.abc import Callable, Mapping
from dataclasses import fields
from itertools import chain

from pathway_economics.errors import Complaint, InvalidModel, suggestion
from pathway_economics.model.scope import Path, Scope
from pathway_economics.parameters.expressions import Constant
from pathway_economics.pathway import (
    Pathway,
    Service,
    State,
    Strategy,
    apply,
    use_order,
    visit_generations,
)

NEAR = 1e-9
"""How far rounding may take a sum of probabilities from one."""


def check_pathways(
    pathway: Pathway, strategies: Mapping[str, Strategy], has_parties: bool, scope: Scope
) -> None:
    """Check the pathway, then what each strategy makes of it."""
    before = len(scope.complaints)
    _check_one(pathway, ("pathway",), has_parties, scope)
    known = {complaint.message for complaint in scope.complaints[before:]}
    for name, strategy in strategies.items():
        path = ("strategies", name)
        if not _check_edits(strategy, pathway, path, scope):
            continue
        start = len(scope.complaints)
        _check_one(apply(strategy, pathway), ("pathway",), has_parties, scope)
        found = scope.complaints[start:]
        del scope.complaints[start:]
        scope.complaints += [
            Complaint(complaint.message, (*path, *complaint.path[1:]))
            for complaint in found
            if complaint.message not in known
        ]
        _check_programme(strategy, path, scope)


def _check_edits(strategy: Strategy, pathway: Pathway, path: Path, scope: Scope) -> bool:
    """Check that the edits can be made at all."""
    before = len(scope.complaints)
    for section, kind, things in (
        ("states", State, pathway.states),
        ("services", Service, pathway.services),
    ):
        allowed = [item.name for item in fields(kind) if item.name != "name"]
        for name, changed in getattr(strategy, section).items():
            place = (*path, section, name)
            if changed is None:
                if name not in things:
                    hint = suggestion(name, things)
                    scope.complain(place, f"There is no {name!r} to delete. {hint}")
                continue
            for term in changed:
                if term not in allowed:
                    hint = suggestion(term, allowed)
                    scope.complain((*place, term), f"{term!r} is not a field. {hint}")
    for section in ("links", "uses"):
        present = getattr(pathway, section)
        for source, targets in getattr(strategy, section).items():
            for target, value in targets.items():
                if value is None and target not in present.get(source, {}):
                    hint = suggestion(target, present.get(source, {}))
                    scope.complain(
                        (*path, section, source, target),
                        f"There is nothing from {source!r} to {target!r} to delete. {hint}",
                    )
    if len(scope.complaints) > before:
        return False
    try:
        apply(strategy, pathway)
    except InvalidModel as error:
        scope.complain(path, str(error))
        return False
    return True


def _check_programme(strategy: Strategy, path: Path, scope: Scope) -> None:
    for label, programme in strategy.programme.items():
        place = (*path, "programme", label)
        scope.known("party", programme.party, (*place, "party"))
        for amount in scope.yearly(programme.amount, (*place, "amount")):
            scope.expression(amount, (*place, "amount"), ("year",))
    for party in strategy.consent or ():
        scope.known("party", party, (*path, "consent"))


def _check_one(pathway: Pathway, path: Path, has_parties: bool, scope: Scope) -> None:
    for name in pathway.states.keys() & pathway.services.keys():
        scope.complain((*path, "services", name), f"{name!r} is both a state and a service.")
    _check_start(pathway, path, scope)
    _check_things(pathway, path, has_parties, scope)
    _check_links(pathway, path, scope)
    _check_uses(pathway, path, scope)
    orders: tuple[tuple[str, Callable[[Pathway], object]], ...] = (
        ("links", visit_generations),
        ("uses", use_order),
    )
    for section, order in orders:
        try:
            order(pathway)
        except InvalidModel as error:
            scope.complain((*path, section), str(error))


def _check_start(pathway: Pathway, path: Path, scope: Scope) -> None:
    values = []
    for state, share in pathway.start.items():
        place = (*path, "start", state)
        if state not in pathway.states and not _unread(state, pathway, scope):
            hint = suggestion(state, pathway.states)
            scope.complain(place, f"No state is named {state!r}. {hint}")
        values.append(scope.expression(share, place, ()))
    numbers = [value for value in values if value is not None]
    if any(not 0 <= value <= 1 for value in numbers):
        scope.complain((*path, "start"), "A share lies in [0, 1].")
    elif len(numbers) == len(values) and abs(sum(numbers) - 1) > NEAR:
        scope.complain(
            (*path, "start"),
            f"The shares of people who enter sum to {sum(numbers):g}; they must sum to 1.",
        )


def _unread(name: str, pathway: Pathway, scope: Scope) -> bool:
    """Return whether a name was declared but could not be read."""
    declared = scope.names["state"] | scope.names["service"]
    return name in declared and name not in {**pathway.states, **pathway.services}


def _check_things(pathway: Pathway, path: Path, has_parties: bool, scope: Scope) -> None:
    for state in pathway.states.values():
        place = (*path, "states", state.name)
        scope.expression(state.utility, (*place, "utility"))
        scope.expression(state.unit_cost, (*place, "unit_cost"))
        _check_provider(state, place, has_parties, scope)
    for service in pathway.services.values():
        place = (*path, "services", service.name)
        scope.expression(service.unit_cost, (*place, "unit_cost"))
        for measure, amount in service.consumes.items():
            scope.expression(amount, (*place, "consumes", measure), ("year",))
        _check_provider(service, place, has_parties, scope)


def _check_provider(thing: State | Service, place: Path, has_parties: bool, scope: Scope) -> None:
    if thing.provider is not None:
        scope.known("party", thing.provider, (*place, "provider"))
    elif has_parties and thing.unit_cost != Constant(0.0):
        scope.complain(
            place, f"{thing.name!r} has a unit_cost but no provider; say which party bears it."
        )


def _check_links(pathway: Pathway, path: Path, scope: Scope) -> None:
    names = {**pathway.states, **pathway.services}
    for source, targets in pathway.links.items():
        place = (*path, "links", source)
        if source not in names and not _unread(source, pathway, scope):
            hint = suggestion(source, names)
            scope.complain(place, f"No state or service is named {source!r}. {hint}")
        total, plain = 0.0, True
        for target, link in targets.items():
            here = (*place, target)
            if target not in names and not _unread(target, pathway, scope):
                hint = suggestion(target, names)
                scope.complain(here, f"No state or service is named {target!r}. {hint}")
            if target == source:
                scope.complain(here, "A link leads to where it starts; what remains stays anyway.")
            if link.provider is not None:
                scope.known("party", link.provider, (*here, "provider"))
            for term in ("unit_cost", "health_effect"):
                scope.expression(getattr(link, term), (*here, term))
            value = 0.0 if link.is_rest else scope.expression(link.probability, here)
            if value is not None and not 0 <= value <= 1:
                scope.complain(here, f"The probability is {value:g}; it must lie in [0, 1].")
            total, plain = total + (value or 0.0), plain and value is not None
        rests = sum(link.is_rest for link in targets.values())
        _check_sum(source, total, plain, rests, source in pathway.services, place, scope)
    reached = set(chain.from_iterable(pathway.links.values()))
    for name in pathway.services.keys() & reached:
        if not pathway.links.get(name):
            scope.complain(
                (*path, "services", name),
                f"Patients reach {name!r} and go nowhere; link it to a state or service.",
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


def _check_uses(pathway: Pathway, path: Path, scope: Scope) -> None:
    names = {**pathway.states, **pathway.services}
    for source, counts in pathway.uses.items():
        place = (*path, "uses", source)
        if source not in names and not _unread(source, pathway, scope):
            hint = suggestion(source, names)
            scope.complain(place, f"No state or service is named {source!r}. {hint}")
        for service, count in counts.items():
            here = (*place, service)
            if service not in pathway.services and not _unread(service, pathway, scope):
                hint = suggestion(service, pathway.services)
                scope.complain(here, f"No service is named {service!r}. {hint}")
            scope.at_least_zero(count, here, "The count")
