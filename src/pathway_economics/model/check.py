"""Every complaint about a model at once, before anything runs."""

from collections.abc import Collection, Mapping
from typing import Any

from pathway_economics.contracts import Arrangement, resolve
from pathway_economics.contracts.arrangement import scope_complaints
from pathway_economics.errors import Complaint, InvalidModel
from pathway_economics.model.check_pathway import check_pathways
from pathway_economics.model.check_people import (
    check_capacity,
    check_environments,
    check_population,
)
from pathway_economics.model.scope import (
    Scope,
    make_scope,
    parameter_complaints,
    scenario_complaints,
)
from pathway_economics.parameters import correlation_complaints, repeated_name_complaints
from pathway_economics.parameters.expressions import Constant
from pathway_economics.parties import EXTERNAL
from pathway_economics.pathway import apply


def check(
    parts: Mapping[str, Any], broken: Mapping[str, Collection[str]] | None = None
) -> list[Complaint]:
    """Return everything that is wrong between the parts of a model.

    Parameters
    ----------
    parts
        Keyword arguments of ``Model``, each collection a mapping by name.
    broken
        Names that could not be read, by section; they were complained of already and
        count as declared.

    Returns
    -------
    list of Complaint
        Each with the path of keys that leads to it.
    """
    broken = broken or {}
    scope = make_scope(parts, broken)
    scope.complaints += repeated_name_complaints(parts["parameters"].values())
    parameter_complaints(parts, scope)
    scenario_complaints(parts, scope)
    _check_correlations(parts, scope)
    if not parts["strategies"] and not broken.get("strategies"):
        scope.complain(("strategies",), "There is no strategy; declare at least one.")
    check_pathways(parts["pathway"], parts["strategies"], bool(scope.names["party"]), scope)
    check_population(parts["population"], parts["pathway"], scope)
    check_environments(parts, scope)
    check_capacity(parts, scope)
    _check_arrangements(parts["arrangements"], broken, scope)
    return scope.complaints


def _check_correlations(parts: Mapping[str, Any], scope: Scope) -> None:
    readable = set(parts["parameters"])
    for complaint in correlation_complaints(
        tuple(parts["parameters"].values()), tuple(parts["correlations"])
    ):
        unread = scope.parameters - readable
        if not any(repr(name) in complaint.message for name in unread):
            scope.complaints.append(complaint)


def _check_arrangements(
    arrangements: Mapping[str, Arrangement],
    broken: Mapping[str, Collection[str]],
    scope: Scope,
) -> None:
    for arrangement in arrangements.values():
        for name, contract in arrangement.in_force.items():
            path = ("arrangements", arrangement.name, name)
            for party in contract.payers_and_payees():
                scope.known("party", party, path, also=(EXTERNAL,))
            for service in contract.services_in():
                scope.known("service", service, path)
            for strategy in contract.strategies_in():
                scope.known("strategy", strategy, path)
            for field, number in contract.numbers():
                scope.expression(number, (*path, field.split("[")[0]), ("year",))
            for field, length in contract.lengths():
                scope.yearly((0.0,) * length, (*path, field))
    if broken.get("arrangements") or broken.get("contracts"):
        return  # what they extend or cover may be among what could not be read
    try:
        resolved = resolve(arrangements)
    except InvalidModel as error:
        scope.complaints += error.complaints
        return
    found = [c for arrangement in resolved.values() for c in scope_complaints(arrangement)]
    scope.complaints += dict.fromkeys(found)


def notices(parts: Mapping[str, Any]) -> list[str]:
    """Return what deserves a look in a model that is not wrong.

    A party that delivers but that nobody pays, and states or services that nobody reaches.
    """
    found = []
    pathways = [apply(strategy, parts["pathway"]) for strategy in parts["strategies"].values()]
    deliverers = {
        service.provider for p in pathways for service in p.services.values() if service.provider
    }
    deliverers = {d for d in deliverers if parts["parties"][d].role in ("provider", "supplier")}
    for name, arrangement in resolve(parts["arrangements"]).items():
        paid = {
            party
            for contract in arrangement.in_force.values()
            for party in contract.payers_and_payees()
        }
        for party in sorted(deliverers - paid):
            found.append(
                f"Arrangement {name!r}: nobody pays {party!r}, which delivers services; "
                "a block or an activity contract would."
            )
    reached = {
        name
        for p in pathways
        for source in (p.links, p.uses)
        for t in source.values()
        for name in t
    }
    reached |= {name for p in pathways for name in p.start}
    reached |= set(parts["population"].prevalent)
    for pathway in pathways[:1]:
        for name in (*pathway.states, *pathway.services):
            if name not in reached:
                found.append(f"Nobody reaches {name!r}: no link, use or start leads to it.")
    return found


def _one_cycle(parts: Mapping[str, Any]) -> list[str]:
    """Return a notice on a tree of one cycle whose end states are counted by half."""
    horizon = parts["horizon"]
    rewarded = [
        state.name
        for state in parts["pathway"].states.values()
        if (state.utility, state.unit_cost) != (Constant(0.0), Constant(0.0))
    ]
    if horizon.n_cycles > 1 or horizon.correction in ("start", "end") or not rewarded:
        return []
    return [
        f"The horizon is one cycle and its correction is {horizon.correction!r}, so that each "
        f"half of the cycle counts half; a tree that ends in {', '.join(rewarded)} wants 'end'."
    ]
