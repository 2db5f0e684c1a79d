"""Which services have a limited capacity, where people wait for them, and how much there is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pathway_economics.horizon import Horizon
from pathway_economics.parameters.expressions import Constant, Expression
from pathway_economics.parameters.specialise import specialise
from pathway_economics.pathway import Pathway


@dataclass(frozen=True, slots=True)
class QueuePlan:
    """A service of limited capacity.

    Attributes
    ----------
    service, state
        What people wait for, and where.
    capacity
        Units per cycle, by strategy and year of the horizon.
    closed
        Whether freed capacity goes, in proportion.
    """

    service: str
    state: str
    capacity: tuple[tuple[Expression, ...], ...]
    closed: bool


def queue_plans(
    pathways: Sequence[Pathway], horizon: Horizon, meaning: Callable[[object], Expression]
) -> tuple[QueuePlan, ...]:
    """Return the queues of a checked model.

    Parameters
    ----------
    pathways
        Of every strategy, in their order.
    horizon
        Its years.
    meaning
        Writes out formulas.
    """
    limited = {
        service.name: service
        for pathway in pathways
        for service in pathway.services.values()
        if service.capacity is not None
    }
    return tuple(
        QueuePlan(
            name,
            next(w for pathway in pathways for w in waiting_states(pathway, name)),
            tuple(_by_year(pathway, name, horizon, meaning) for pathway in pathways),
            service.freed == "closed",
        )
        for name, service in limited.items()
    )


def waiting_states(pathway: Pathway, service: str) -> list[str]:
    """Return the states that link to a service."""
    return [source for source, targets in pathway.links.items() if service in targets]


def _by_year(
    pathway: Pathway, name: str, horizon: Horizon, meaning: Callable[[object], Expression]
) -> tuple[Expression, ...]:
    """Return the capacity of a service in each year; a strategy without it adds none."""
    service = pathway.services.get(name)
    capacity = Constant(0.0) if service is None else meaning(service.capacity)
    first = range(0, horizon.n_cycles, horizon.cycles_per_year)
    years = (float(horizon.calendar_year(cycle + 1)) for cycle in first)
    return tuple(specialise(capacity, {"year": year}) for year in years)
