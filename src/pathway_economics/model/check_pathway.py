"""Is the pathway sound, and is it still after each strategy's edits?"""

from collections.abc import Callable, Collection, Mapping

from pathway_economics.errors import Complaint, InvalidModel, suggestion
from pathway_economics.model.check_edits import check_deleted, possible
from pathway_economics.model.check_links import NEAR, check_links, check_unit_cost
from pathway_economics.model.check_tests import check_replaced, check_tests
from pathway_economics.model.check_waiting import check_capacity, check_limits
from pathway_economics.model.scope import FOLLOWED, IN_PASSING, OF_THE_CALENDAR, Path, Scope
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


def check_pathways(
    pathway: Pathway,
    strategies: Mapping[str, Strategy],
    has_parties: bool,
    has_environments: bool,
    scope: Scope,
) -> tuple[Pathway, ...]:
    """Check the pathway, then what each strategy makes of it; return all of them.

    An edit that cannot be made is complained of and left out; the others are made.
    """
    before = len(scope.complaints)
    _check_one(pathway, ("pathway",), has_parties, scope)
    check_tests(pathway.links, ("pathway",), scope)
    known = {complaint.message for complaint in scope.complaints[before:]}
    pathways = [pathway]
    for name, strategy in strategies.items():
        path = ("strategies", name)
        edited = apply(possible(strategy, path, scope), pathway)
        unsure = check_deleted(strategy, pathway, path, scope)
        start = len(scope.complaints)
        _check_one(edited, ("pathway",), has_parties, scope)
        found = scope.complaints[start:]
        del scope.complaints[start:]
        scope.complaints += [
            Complaint(complaint.message, (*path, *complaint.path[1:]))
            for complaint in found
            if complaint.message not in known and complaint.path[1:] not in unsure
        ]
        check_tests(strategy.links, path, scope)
        check_replaced(strategy, pathway, path, scope)
        _check_programme(strategy, path, scope)
        _check_following(strategy, strategies, path, scope)
        pathways.append(edited)
    check_limits(pathways, has_environments, scope)
    _check_fallbacks(strategies, dict(zip(strategies, pathways[1:], strict=True)), scope)
    return tuple(pathways)


def _check_following(
    strategy: Strategy, strategies: Collection[str], path: Path, scope: Scope
) -> None:
    """Check adherence, stopping, and what those follow who do not adhere or stop."""
    for term in ("adherence", "stopping"):
        allowed = () if term == "adherence" else IN_PASSING
        value = scope.expression(getattr(strategy, term), (*path, term), allowed)
        if value is not None and not 0 <= value <= 1:
            scope.complain((*path, term), f"{term} is {value:g}; it must lie in [0, 1].")
    if strategy.fallback is not None:
        scope.known("strategy", strategy.fallback, (*path, "fallback"))
    if strategy.fallback == strategy.name:
        scope.complain((*path, "fallback"), "A strategy cannot be its own fallback.")
    partial = (strategy.adherence, strategy.stopping) != (Constant(1.0), Constant(0.0))
    if partial and strategy.fallback is None and strategy.name == next(iter(strategies)):
        scope.complain(
            (*path, "fallback"),
            "The first strategy has nothing to fall back on; name its fallback.",
        )


def _check_fallbacks(
    strategies: Mapping[str, Strategy], pathways: Mapping[str, Pathway], scope: Scope
) -> None:
    """Complain of states in which people stop to follow a strategy that lacks them."""
    first = next(iter(strategies), None)
    for name, strategy in strategies.items():
        fallback = pathways.get(strategy.fallback or str(first))
        partial = (strategy.adherence, strategy.stopping) != (Constant(1.0), Constant(0.0))
        if fallback is None or not partial:
            continue
        for state in pathways[name].states.keys() - fallback.states.keys():
            scope.complain(
                ("strategies", name, "states", state),
                f"The fallback of {name!r} has no state {state!r}, in which people may be when "
                "they stop; keep the state there.",
            )


def _check_programme(strategy: Strategy, path: Path, scope: Scope) -> None:
    for label, programme in strategy.programme.items():
        place = (*path, "programme", label)
        scope.known("party", programme.party, (*place, "party"))
        for amount in scope.yearly(programme.amount, (*place, "amount")):
            scope.expression(amount, (*place, "amount"), OF_THE_CALENDAR)
    for party in strategy.consent or ():
        scope.known("party", party, (*path, "consent"))


def _check_one(pathway: Pathway, path: Path, has_parties: bool, scope: Scope) -> None:
    for name in pathway.states.keys() & pathway.services.keys():
        scope.complain((*path, "services", name), f"{name!r} is both a state and a service.")
    _check_start(pathway, path, scope)
    scope.expression(pathway.utility_multiplier, (*path, "utility_multiplier"))
    scope.expression(pathway.utility_decrement, (*path, "utility_decrement"))
    _check_things(pathway, path, has_parties, scope)
    check_links(pathway, path, scope)
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
        if state not in pathway.states and not scope.is_broken(state):
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


def _check_things(pathway: Pathway, path: Path, has_parties: bool, scope: Scope) -> None:
    for state in pathway.states.values():
        place = (*path, "states", state.name)
        _check_utility(state, place, scope)
        check_unit_cost(state, place, scope)
        _check_provider(state, place, has_parties, scope)
    for service in pathway.services.values():
        place = (*path, "services", service.name)
        check_unit_cost(service, place, scope, IN_PASSING)
        for measure, amount in service.consumes.items():
            scope.expression(amount, (*place, "consumes", measure), OF_THE_CALENDAR)
        scope.expression(service.health_effect, (*place, "health_effect"), IN_PASSING)
        for term, least in (("overdispersion", -1.0), ("cost_cv", 0.0)):
            value = scope.expression(getattr(service, term), (*place, term), OF_THE_CALENDAR)
            if value is not None and not value >= least:
                text = f"The {term} is {value:g}, but it must be {least:g} or more."
                scope.complain((*place, term), text)
        check_capacity(service, pathway, path, scope)
        _check_provider(service, place, has_parties, scope)


def _check_utility(state: State, place: Path, scope: Scope) -> None:
    here = (*place, "utility")
    value = scope.expression(state.utility, here)
    if value is not None and value > 1:
        mend = f"; write {value / 100:g}?" if value <= 100 else "."
        scope.complain(here, f"The utility is {value:g}, above 1, which is full health{mend}")
    elif value is not None and value < -1:
        scope.complain(here, f"The utility is {value:g}; it must lie in [-1, 1].")


def _check_provider(thing: State | Service, place: Path, has_parties: bool, scope: Scope) -> None:
    if thing.provider is not None:
        scope.known("party", thing.provider, (*place, "provider"))
    elif has_parties and thing.unit_cost != Constant(0.0) and not scope.is_broken(thing.name):
        scope.complain(
            place, f"{thing.name!r} has a unit_cost but no provider; say which party bears it."
        )


def _check_uses(pathway: Pathway, path: Path, scope: Scope) -> None:
    names = {**pathway.states, **pathway.services}
    for source, counts in pathway.uses.items():
        place = (*path, "uses", source)
        if source not in names and not scope.is_broken(source):
            hint = suggestion(source, names)
            scope.complain(place, f"No state or service is named {source!r}. {hint}")
        for service, count in counts.items():
            here = (*place, service)
            if service not in pathway.services and not scope.is_broken(service):
                hint = suggestion(service, pathway.services)
                scope.complain(here, f"No service is named {service!r}. {hint}")
            variables = IN_PASSING if source in pathway.services else FOLLOWED
            scope.at_least_zero(count, here, "The count", variables)
