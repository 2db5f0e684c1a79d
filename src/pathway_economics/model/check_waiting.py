"""Do people wait in one state for each service of limited capacity?"""

from collections.abc import Sequence

from pathway_economics.model.scope import OF_THE_CALENDAR, Path, Scope
from pathway_economics.pathway import Pathway, Service


def check_capacity(service: Service, pathway: Pathway, path: Path, scope: Scope) -> None:
    """Check that people wait for a service of limited capacity in one state."""
    if service.capacity is None:
        return
    here = (*path, "services", service.name, "capacity")
    value = scope.expression(service.capacity, here, OF_THE_CALENDAR)
    if value is not None and value < 0:
        scope.complain(here, f"The capacity is {value:g}, but it must be zero or more.")
    waiting = [source for source, targets in pathway.links.items() if service.name in targets]
    if not waiting:
        scope.complain(here, _nobody_passes(service.name, pathway))
        return
    if len(waiting) > 1 or waiting[0] not in pathway.states:
        told = ", ".join(f"{s} (a service)" if s in pathway.services else s for s in waiting)
        scope.complain(
            here,
            f"{service.name!r} has a capacity, so that people wait for it in one state, the only "
            f"one that links to it; links come from {told}.",
        )
        return
    users = [source for source, counts in pathway.uses.items() if service.name in counts]
    if users:
        scope.complain(
            here,
            f"{service.name!r} has a capacity, but it is also used, by "
            f"{', '.join(map(repr, users))}: what is used never waits, and would not count "
            "against the capacity. Delete the uses, or let them be of another service.",
        )
        return
    leaving = pathway.links[waiting[0]]
    link = leaving[service.name]
    others = (other for target, other in leaving.items() if target != service.name)
    if link.is_timed or any(other.is_rest for other in others):
        scope.complain(
            (*path, "links", waiting[0], service.name),
            f"People wait in {waiting[0]!r} for {service.name!r}, which has a capacity: give the "
            "probability of wanting it in a cycle, such as 'rest', and none of the others 'rest'; "
            "who is not served stays.",
        )


def _nobody_passes(name: str, pathway: Pathway) -> str:
    """Return what to do about a capacity of what nobody passes through."""
    users = [source for source, counts in pathway.uses.items() if name in counts]
    where = next((source for source in users if source in pathway.states), None)
    why = f"it is only used, by {', '.join(map(repr, users))}" if users else "no link leads to it"
    instead = " and delete its uses" if users else ""
    return (
        f"{name!r} has a capacity, but nobody passes through it: {why}. Only people who wait in a "
        "state and pass through the service can be held up: link the state to the service and the "
        f"service to where they go next, as in links: {{{where or 'Waiting'}: {{{name}: rest}}, "
        f"{name}: {{Treated: 1}}}}{instead}. Or leave out its capacity; or, in a strategy that "
        f"does without, delete the service: services: {{{name}: null}}."
    )


def check_limits(pathways: Sequence[Pathway], has_environments: bool, scope: Scope) -> None:
    """Check that a capacity is there for all who come, and that there are people."""
    limited = {n for p in pathways for n, s in p.services.items() if s.capacity is not None}
    for name in sorted(limited):
        path = ("pathway", "services", name, "capacity")
        if not has_environments:
            scope.complain(
                path,
                "A capacity is for all who come, but there are no environments; give population "
                "and environments.",
            )
        if any(name in p.services and p.services[name].capacity is None for p in pathways):
            scope.complain(path, f"Some strategies give {name!r} a capacity, others none.")
        if len({p.services[name].freed for p in pathways if name in p.services}) > 1:
            scope.complain(path, f"Strategies differ in what is freed of {name!r}; give one.")
        waiting = {s for p in pathways for s, targets in p.links.items() if name in targets}
        if len(waiting) > 1 and all(_sources(name, p) < 2 for p in pathways):
            states = ", ".join(sorted(waiting))
            scope.complain(path, f"People wait for {name!r} in {states}; all must wait in one.")


def _sources(name: str, pathway: Pathway) -> int:
    """Return how many links lead to a service."""
    return sum(name in targets for targets in pathway.links.values())
