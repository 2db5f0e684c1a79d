"""Changed models: the same model with other utilities, costs, people or years.

A change is made to the whole pathway of each strategy, edits included, and written back as
edits, so that nothing a strategy says for itself escapes it.
"""

import warnings
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import Any

from pathway_economics.engine.rewards import alive
from pathway_economics.errors import PathwayEconomicsWarning
from pathway_economics.model import Model
from pathway_economics.parameters import Constant
from pathway_economics.pathway import Pathway, Strategy, apply
from pathway_economics.population import Population

Change = Callable[[Pathway], Pathway]
"""What is done to the pathway of every strategy."""

ZERO, ONE = Constant(0.0), Constant(1.0)


def changed(model: Model, **parts: Any) -> Model:
    """Return the model with some parts replaced, its scenarios left out, without warnings."""
    with warnings.catch_warnings():  # what deserves a look was said of the model itself
        warnings.simplefilter("ignore", PathwayEconomicsWarning)
        return replace(model, **{"scenarios": {}, **parts})


def with_pathways(model: Model, change: Change) -> Model:
    """Return the model with its pathway changed, and that of every strategy with it.

    Whether a state is death is settled before, so that no change of utility or cost makes a
    living state look dead.
    """
    base = change(_pinned(model.pathway))
    strategies = [
        _as_edits(strategy, base, change(_pinned(apply(strategy, model.pathway))))
        for strategy in model.strategies.values()
    ]
    return changed(model, pathway=base, strategies=strategies)


def without_budgets(model: Model) -> Model:
    """Return the model of one person per strategy alone: no budgets and nobody else."""
    strategies = [replace(strategy, programme={}) for strategy in model.strategies.values()]
    people = replace(model.population, prevalent={}, incident=0.0)
    parts: dict[str, Any] = {"environments": {}, "capacity": {}, "arrangements": {}}
    return changed(model, strategies=strategies, population=people, **parts)


def undiscounted(model: Model) -> Model:
    """Return the model with nothing discounted."""
    horizon = replace(model.horizon, discount_costs=0.0, discount_health=0.0)
    return changed(model, horizon=horizon)


def times(given: Any, factor: float) -> Any:
    """Return a number, or one for each year, multiplied.

    Examples
    --------
    >>> times(Constant(3.0), 2.0)
    Constant(value=6.0)
    """
    if isinstance(given, tuple):
        return tuple(times(item, factor) for item in given)
    if isinstance(given, Constant):
        return Constant(factor * given.value)
    return factor * given


def with_utility(level: Callable[[Any], Any]) -> Change:
    """Return the change that gives every living state another utility.

    Parameters
    ----------
    level
        From the utility of a state to its new one.
    """

    def change(pathway: Pathway) -> Pathway:
        states = {
            name: state if state.dead else replace(state, utility=level(state.utility))
            for name, state in pathway.states.items()
        }
        return replace(pathway, states=states)

    return change


def only_utility(level: float) -> Change:
    """Return the change that gives every living state one utility, and lets nothing else heal."""

    def change(pathway: Pathway) -> Pathway:
        states = {
            name: replace(state, utility=ZERO if state.dead else Constant(level))
            for name, state in pathway.states.items()
        }
        unhealed = _rewarded(pathway, "health_effect", lambda _: ZERO)
        return replace(unhealed, states=states, utility_multiplier=ONE, utility_decrement=ZERO)

    return change


def counted_as_living(pathway: Pathway) -> Pathway:
    """Return the pathway with time in every state counted as life in full health, even death."""
    states = {name: replace(state, dead=False) for name, state in pathway.states.items()}
    return only_utility(1.0)(replace(pathway, states=states))


def with_unit_costs(factor: float) -> Change:
    """Return the change that multiplies every unit cost."""

    def change(pathway: Pathway) -> Pathway:
        states = {
            name: replace(state, unit_cost=times(state.unit_cost, factor))
            for name, state in pathway.states.items()
        }
        dearer = _rewarded(pathway, "unit_cost", lambda cost: times(cost, factor))
        return replace(dearer, states=states)

    return change


def with_capacity(factor: float) -> Change:
    """Return the change that multiplies what each service of limited capacity can do."""

    def change(pathway: Pathway) -> Pathway:
        services = {
            name: service
            if service.capacity is None
            else replace(service, capacity=times(service.capacity, factor))
            for name, service in pathway.services.items()
        }
        return replace(pathway, services=services)

    return change


def without_capacity(pathway: Pathway) -> Pathway:
    """Return the pathway in which nobody waits."""
    services = {name: replace(each, capacity=None) for name, each in pathway.services.items()}
    return replace(pathway, services=services)


def doubled(population: Population) -> Population:
    """Return twice as many people."""
    prevalent = {state: times(people, 2.0) for state, people in population.prevalent.items()}
    return replace(population, prevalent=prevalent, incident=times(population.incident, 2.0))


def _pinned(pathway: Pathway) -> Pathway:
    states = {
        name: replace(state, dead=not alive(pathway, name))
        for name, state in pathway.states.items()
    }
    return replace(pathway, states=states)


def _rewarded(pathway: Pathway, field: str, change: Callable[[Any], Any]) -> Pathway:
    """Return the pathway with one reward of every service and link changed."""

    def new(thing: Any) -> Any:
        return replace(thing, **{field: change(getattr(thing, field))})

    services = {name: new(service) for name, service in pathway.services.items()}
    links = {
        source: {target: new(link) for target, link in targets.items()}
        for source, targets in pathway.links.items()
    }
    return replace(pathway, services=services, links=links)


def _as_edits(strategy: Strategy, base: Pathway, whole: Pathway) -> Strategy:
    """Return the strategy whose edits of ``base`` give ``whole``."""
    return replace(
        strategy,
        states=_things(base.states, whole.states),
        services=_things(base.services, whole.services),
        links=_rows(base.links, whole.links, {*whole.states, *whole.services}),
        uses=_rows(base.uses, whole.uses, {*whole.states, *whole.services}),
        start=whole.start,
    )


def _things(base: Mapping[str, Any], whole: Mapping[str, Any]) -> dict[str, Any]:
    edits: dict[str, Any] = {name: None for name in base if name not in whole}
    for name, thing in whole.items():
        if thing != base.get(name):
            terms = [item.name for item in fields(thing) if item.name != "name"]
            edits[name] = {term: getattr(thing, term) for term in terms}
    return edits


def _rows(
    base: Mapping[str, Any], whole: Mapping[str, Any], there: set[str]
) -> dict[str, dict[str, Any]]:
    """Return what is added, changed or deleted; what goes with its ends needs no edit."""
    edits: dict[str, dict[str, Any]] = {}
    for source in dict.fromkeys((*base, *whole)):
        old, new = base.get(source, {}), whole.get(source, {})
        row = {target: value for target, value in new.items() if value != old.get(target, None)}
        if source in there:
            row |= {target: None for target in old if target in there and target not in new}
        if row:
            edits[source] = row
    return edits
