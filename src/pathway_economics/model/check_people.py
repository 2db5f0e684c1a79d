"""Are the population, the environments and the capacity sound?"""

from collections.abc import Iterable, Mapping
from typing import Any

from pathway_economics.errors import suggestion
from pathway_economics.model.scope import OF_THE_CALENDAR, Path, Scope
from pathway_economics.parameters.expressions import Constant
from pathway_economics.parameters.names import name_problem
from pathway_economics.parameters.numbers import by_year
from pathway_economics.parties import Party
from pathway_economics.pathway import CapacityPool, Pathway, Service, Strategy
from pathway_economics.population import Environment, Population, is_rest

NEAR = 1e-9


def check_parties(parties: Mapping[str, Party], scope: Scope) -> None:
    """Check that nobody looks beyond the budget window when deciding."""
    for party in parties.values():
        ahead, window = party.decision_years, scope.n_years
        if ahead is not None and window is not None and ahead > window:
            scope.complain(
                ("parties", party.name, "decision_years"),
                f"decision_years={ahead}, but the budget window has budget_years={window}; "
                "lengthen budget_years (with years) or shorten decision_years.",
            )


def check_population(population: Population, pathway: Pathway, scope: Scope) -> None:
    """Check who enters."""
    path = ("population",)
    for state, people in population.prevalent.items():
        place = (*path, "prevalent", state)
        scope.known("state", state, place)
        value = scope.expression(people, place, ())
        if value is not None and value < 0:
            scope.complain(place, f"{value:g} people; the number must be zero or more.")
    for number in scope.yearly(population.incident, (*path, "incident")):
        value = scope.expression(number, (*path, "incident"), ())
        if value is not None and value < 0:
            scope.complain(
                (*path, "incident"), f"{value:g} people; the number must be zero or more."
            )
    growth = scope.expression(population.growth, (*path, "growth"), ())
    if growth is not None and not growth > -1:
        scope.complain((*path, "growth"), f"The growth is {growth:g}, but it must be above -1.")
    _check_subgroups(population, path, scope)
    _check_attributes(population, path, scope)
    if population.age is not None and not 0 <= population.age < 150:
        scope.complain((*path, "age"), f"age={population.age!r}; give the age on entry in years.")


def _check_subgroups(population: Population, path: Path, scope: Scope) -> None:
    """Check that subgroups have the same covariates, and shares that sum to one."""
    groups = population.subgroups
    names = {name for group in groups.values() for name in group.covariates}
    total, plain, rests = 0.0, True, 0
    for group in groups.values():
        place = (*path, "subgroups", group.name)
        missing = sorted(names - group.covariates.keys())
        if missing and not scope.is_broken(group.name, sections=("covariates of",)):
            are = "is" if len(missing) == 1 else "are"
            scope.complain(
                place,
                f"{', '.join(missing)} {are} missing; give every subgroup the same covariates.",
            )
        for name in group.covariates:
            _check_covariate(name, (*place, "covariates", name), scope)
        if group.age is not None and not 0 <= group.age < 150:
            scope.complain((*place, "age"), f"age={group.age!r}; give the age on entry in years.")
        if is_rest(group.share):
            rests += 1
            continue
        value = scope.expression(group.share, (*place, "share"), ())
        if value is not None and not 0 <= value <= 1:
            scope.complain((*place, "share"), f"The share is {value:g}; it must lie in [0, 1].")
        total, plain = total + (value or 0.0), plain and value is not None
    where = (*path, "subgroups")
    if rests > 1:
        scope.complain(where, f"{rests} subgroups take the 'rest'; at most one can.")
    elif groups and (total > 1 + NEAR or (plain and not rests and abs(total - 1) > NEAR)):
        right = "at most 1" if rests or not plain else "1, or one of them be 'rest'"
        scope.complain(where, f"The shares sum to {total:g}; they must sum to {right}.")


def _check_covariate(name: str, place: Path, scope: Scope) -> None:
    if problem := name_problem(name):
        scope.complain(place, problem)
    elif name in scope.parameters:
        scope.complain(place, f"{name!r} is a parameter too; names must differ.")


def _check_attributes(population: Population, path: Path, scope: Scope) -> None:
    for name in population.attributes:
        if name != "age":
            _check_covariate(name, (*path, "attributes", name), scope)
        elif population.age is not None:
            scope.complain((*path, "age"), "age is an attribute too; give it once.")


def check_environments(parts: Mapping[str, Any], scope: Scope) -> None:
    """Check the mixes of strategies."""
    environments: Mapping[str, Environment] = parts["environments"]
    population: Population = parts["population"]
    nobody = not population.prevalent and population.incident == Constant(0.0)
    if environments and nobody and not scope.broken.get("population"):
        scope.complain(
            ("environments",),
            "There are environments but no people; give population: prevalent or incident.",
        )
    for environment in environments.values():
        path = ("environments", environment.name)
        for strategy in environment.shares:
            scope.known("strategy", strategy, (*path, strategy))
        _check_shares(environment, path, scope)
    _check_switching(parts, scope)


def _check_shares(environment: Environment, path: Path, scope: Scope) -> None:
    totals = [0.0] * (scope.n_years or 1)
    plain, rest = True, False
    for strategy, share in environment.shares.items():
        if is_rest(share):
            rest = True
            continue
        place = (*path, strategy)
        for number in scope.yearly(share, place):
            value = scope.expression(number, place, ())
            plain = plain and value is not None
            if value is not None and not 0 <= value <= 1:
                scope.complain(place, f"The share is {value:g}; it must lie in [0, 1].")
        for year, number in enumerate(by_year(share, len(totals))[: len(totals)]):
            totals[year] += number.value if isinstance(number, Constant) else 0.0
    for year, total in enumerate(totals, 1):
        if total > 1 + NEAR or (plain and not rest and abs(total - 1) > NEAR):
            right = "at most 1" if rest or not plain else "1, or one of them be 'rest'"
            scope.complain(
                path, f"The shares of year {year} sum to {total:g}; they must sum to {right}."
            )
            return


def _check_switching(parts: Mapping[str, Any], scope: Scope) -> None:
    """Complain of strategies without a state in which people may be when they come to them.

    Prevalent people come to every strategy that is offered; those on a strategy of the
    reference environment may switch to any other strategy of their environment.
    """
    environments: list[Environment] = list(parts["environments"].values())
    states = _states_by_strategy(parts)
    prevalent = set(parts["population"].prevalent) & set().union(*states.values(), ())
    current = [name for name in (environments[0].shares if environments else ()) if name in states]
    found: dict[tuple[str, str], str] = {}
    for environment in environments:
        offered = [name for name in environment.shares if name in states]
        for name in offered:
            for state in prevalent - states[name]:
                found.setdefault((name, state), "people are in it when the first year starts")
            for source in current:
                if source in offered and source != name:
                    for state in _within(source, states, parts["strategies"]) - states[name]:
                        found.setdefault((name, state), f"people on {source!r} may switch")
    for (name, state), why in sorted(found.items()):
        scope.complain(
            ("strategies", name, "states", state),
            f"{name!r} has no state {state!r}, but {why}; keep the state, or leave {name!r} out "
            "of the environments.",
        )


def _within(
    name: str, states: Mapping[str, set[str]], strategies: Mapping[str, Strategy]
) -> set[str]:
    """Return the states in which people on a strategy may be, those of its fallback too."""
    strategy = strategies[name]
    if (strategy.adherence, strategy.stopping) == (Constant(1.0), Constant(0.0)):
        return states[name]
    return states[name] | states.get(strategy.fallback or next(iter(strategies)), set())


def _states_by_strategy(parts: Mapping[str, Any]) -> dict[str, set[str]]:
    """Return the states of each strategy whose edits could be read and made."""
    pathway: Pathway = parts["pathway"]
    found = {}
    for name, strategy in parts["strategies"].items():
        added = {state for state, edit in strategy.states.items() if edit is not None}
        gone = {state for state, edit in strategy.states.items() if edit is None}
        found[name] = (set(pathway.states) | added) - gone
    return found


def check_capacity(
    pools: Mapping[str, CapacityPool], pathways: Iterable[Pathway], scope: Scope
) -> None:
    """Check the capacity pools against the pathway, and what strategies make of it."""
    taken: dict[str, str] = {}
    services: dict[str, Service] = {}
    for pathway in pathways:
        services = {**pathway.services, **services}
    for pool in pools.values():
        path = ("capacity", pool.name)
        scope.known("party", pool.party, (*path, "party"))
        for name in pool.services:
            place = (*path, "services")
            if name in taken:
                scope.complain(place, f"{name!r} already draws on {taken[name]!r}; one pool only.")
            taken.setdefault(name, pool.name)
            known = scope.known("service", name, place)
            if known and name in services and not scope.is_broken(name):
                _check_member(pool, services[name], place, scope)
                _check_measure(pool, name, pathways, place, scope)
        for term in ("variable", "stepped", "backfill", "slack", "step"):
            value = getattr(pool, term)
            if value is not None:
                scope.expression(value, (*path, term), OF_THE_CALENDAR)


def _check_member(pool: CapacityPool, service: Service, place: Path, scope: Scope) -> None:
    if service.provider != pool.party:
        scope.complain(
            place,
            f"{service.name!r} is provided by {service.provider!r}, not by {pool.party!r}, whose "
            "capacity this is.",
        )


def _check_measure(
    pool: CapacityPool, name: str, pathways: Iterable[Pathway], place: Path, scope: Scope
) -> None:
    """Complain if the pool's service does not consume its measure, as any strategy has it."""
    for pathway in pathways:
        service = pathway.services.get(name)
        if service is None or service.provider != pool.party or pool.measure is None:
            continue
        if pool.measure not in service.consumes:
            hint = suggestion(pool.measure, service.consumes)
            scope.complain(
                place, f"{name!r} consumes no {pool.measure!r}; say how many per unit. {hint}"
            )
            return
