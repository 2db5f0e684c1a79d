"""Every complaint about a model at once, before anything runs."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from pathway_economics.contracts import Arrangement, resolve
from pathway_economics.contracts.arrangement import merge, scope_complaints
from pathway_economics.contracts.base import Contract
from pathway_economics.errors import Complaint
from pathway_economics.model.check_pathway import check_pathways
from pathway_economics.model.check_people import (
    check_capacity,
    check_environments,
    check_parties,
    check_population,
)
from pathway_economics.model.scope import (
    OF_THE_CALENDAR,
    Path,
    Scope,
    make_scope,
    parameter_complaints,
    scenario_complaints,
)
from pathway_economics.parameters import correlation_complaints, repeated_name_complaints
from pathway_economics.parameters.expressions import Constant
from pathway_economics.parties import EXTERNAL, Party
from pathway_economics.pathway import Pathway, apply


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
    check_parties(parts["parties"], scope)
    has_parties = bool(scope.names["party"])
    pathways = check_pathways(
        parts["pathway"], parts["strategies"], has_parties, bool(parts["environments"]), scope
    )
    check_population(parts["population"], parts["pathway"], scope)
    check_environments(parts, scope)
    check_capacity(parts["capacity"], pathways, scope)
    _check_contracts(parts["arrangements"], scope)
    _check_merged(parts["arrangements"], scope)
    return scope.complaints


def _check_correlations(parts: Mapping[str, Any], scope: Scope) -> None:
    readable = {name for p in parts["parameters"].values() for name in (p.name, *p.names)}
    for complaint in correlation_complaints(
        tuple(parts["parameters"].values()), tuple(parts["correlations"])
    ):
        unread = scope.parameters - readable
        if not any(repr(name) in complaint.message for name in unread):
            scope.complaints.append(complaint)


def _check_contracts(arrangements: Mapping[str, Arrangement], scope: Scope) -> None:
    """Check what each contract refers to besides other contracts."""
    for arrangement in arrangements.values():
        for name, contract in arrangement.in_force.items():
            _check_contract(contract, ("arrangements", arrangement.name, name), scope)


def _check_contract(contract: Contract, path: Path, scope: Scope) -> None:
    inside = contract.inside()
    for field, part in inside.items():
        _check_contract(part, (*path, field), scope)
    if not inside:
        for party in contract.payers_and_payees():
            scope.known("party", party, path, also=(EXTERNAL,))
        states = tuple(scope.names["state"]) if contract.counts_states else ()
        for service in contract.services_in():
            scope.known("service", service, path, also=states)
        for strategy in contract.strategies_in():
            scope.known("strategy", strategy, path)
    for field, number in contract.numbers():
        if field.split(".")[0] not in inside:
            scope.expression(number, (*path, field.split("[")[0]), OF_THE_CALENDAR)
    for field, length in contract.lengths():
        if field.split(".")[0] not in inside:
            scope.yearly((0.0,) * length, (*path, field))


def _check_merged(arrangements: Mapping[str, Arrangement], scope: Scope) -> None:
    """Check what arrangements extend and what contracts cover, as far as it is known."""
    unread = scope.broken.get("contracts", set())
    merged = merge(arrangements, scope.broken.get("arrangements", ()), unread)
    anywhere = {name for each in arrangements.values() for name in each.in_force}
    found = [
        complaint
        for name, arrangement in merged.arrangements.items()
        for complaint in scope_complaints(
            arrangement, unread | (anywhere if name in merged.open else set())
        )
    ]
    scope.complaints += dict.fromkeys((*merged.complaints, *_once(found, arrangements)))


def _once(
    complaints: Collection[Complaint], arrangements: Mapping[str, Arrangement]
) -> Iterator[Complaint]:
    """Yield complaints of contracts where they are written, not where they are taken over."""

    def said(complaint: Complaint) -> tuple[str, str]:
        return complaint.path[2], complaint.message.split(". ")[0]

    own = [c for c in complaints if c.path[2] in arrangements[c.path[1]].contracts]
    told = {said(complaint) for complaint in own}
    yield from own
    yield from (c for c in complaints if c not in own and said(c) not in told)


def notices(parts: Mapping[str, Any]) -> list[str]:
    """Return what deserves a look in a model that is not wrong.

    A party that delivers but that nobody pays, states or services that nobody reaches, weights
    of time that are unlikely to be meant, and chance that may exceed a capacity.
    """
    pathways = [apply(strategy, parts["pathway"]) for strategy in parts["strategies"].values()]
    found = _unpaid(parts, pathways) + _one_cycle(parts) + _uneven_years(parts)
    found += _beyond_capacity(pathways)
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


def _unpaid(parts: Mapping[str, Any], pathways: Iterable[Pathway]) -> list[str]:
    """Return a notice for each deliverer that nobody pays, where that starts."""
    given: Mapping[str, Arrangement] = parts["arrangements"]
    providers = {s.provider for pathway in pathways for s in pathway.services.values()}
    parties: Mapping[str, Party] = parts["parties"]
    deliverers = {p for p in providers if p and parties[p].role in ("provider", "supplier")}
    unpaid = {
        name: deliverers - {p for c in each.in_force.values() for p in c.payers_and_payees()}
        for name, each in resolve(given).items()
    }
    return [
        f"Arrangement {name!r}: nobody pays {party!r}, which delivers services; "
        "a block or an activity contract would."
        for name in unpaid
        for party in sorted(unpaid[name] - unpaid.get(_base(given[name]), set()))
    ]


def _base(arrangement: Arrangement) -> str:
    """Return the name of what an arrangement extends, if anything."""
    base = arrangement.extends
    return base.name if isinstance(base, Arrangement) else base or ""


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


def _beyond_capacity(pathways: Iterable[Pathway]) -> list[str]:
    """Return a notice for each service whose realised counts may exceed its capacity."""
    found = {
        name: service.overdispersion
        for pathway in pathways
        for name, service in pathway.services.items()
        if service.capacity is not None
        and service.overdispersion not in (Constant(0.0), Constant(-1.0))
    }
    return [
        f"Service {name!r} has a capacity and overdispersion={given}: a run with chance=True "
        "varies the counts of a year after the queue is served, so that they may exceed the "
        "capacity; give overdispersion -1 to a service that always runs full."
        for name, given in found.items()
    ]


def _uneven_years(parts: Mapping[str, Any]) -> list[str]:
    """Return a notice on a correction that weighs one year unlike the next."""
    horizon = parts["horizon"]
    odd = horizon.correction == "simpson" and horizon.cycles_per_year % 2 == 1
    if not parts["environments"] or not (odd or horizon.correction == "simpson-darth"):
        return []
    return [
        f"The correction {horizon.correction!r} is right over the whole horizon, but weighs the "
        "cycles of one year unlike those of the next: budgets by year are uneven."
    ]
