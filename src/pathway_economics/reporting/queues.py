"""Queues: who waits for a service of limited capacity, how many, and who is not seen."""

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from pathway_economics.engine.waiting import waiting_states
from pathway_economics.evaluate.statistics import interval
from pathway_economics.outcomes import Outcomes
from pathway_economics.pathway import apply
from pathway_economics.reporting.words import listed, number

if TYPE_CHECKING:
    from pathway_economics.model.model import Model

Array = NDArray[np.float64]
Row = dict[str, Any]


def limited(model: "Model") -> list[str]:
    """Return the services of limited capacity, on any strategy."""
    names = {
        service.name: None
        for pathway in _pathways(model).values()
        for service in pathway.services.values()
        if service.capacity is not None
    }
    return list(names)


def queues(model: "Model", outcomes: Outcomes) -> list[Row]:
    """Return, for each service of limited capacity, who waits by environment and year.

    Empty where the run kept no traces, which hold the queues.
    """
    traces = outcomes.traces
    if traces is None or not outcomes.environments:
        return []
    return [
        {
            "service": name,
            "sentence": _sentence(model, name, outcomes.horizon.cycle),
            "rows": _rows(outcomes, name, traces.waiting[:, place]),
            "n_draws": f"{traces.waiting.shape[-1]:,}",
            "cycle": outcomes.horizon.cycle,
        }
        for place, name in enumerate(traces.services)
    ]


def _rows(outcomes: Outcomes, service: str, waiting: Array) -> list[Row]:
    """Return what is counted by year in each environment, from (E, T, D) who wait."""
    cycles = outcomes.horizon.cycles_per_year
    firsts = range(0, waiting.shape[1], cycles)
    years = [waiting[:, first : first + cycles] for first in firsts]  # the last may be short
    told = {
        "Waiting, start of the year": np.stack([year[:, 0] for year in years], axis=1),
        "Waiting, mean of the year": np.stack([year.mean(axis=1) for year in years], axis=1),
    }
    if service not in outcomes.not_kept:
        seen = _seen(outcomes, service)[:, : len(years), : waiting.shape[-1]]
        told["Seen in the year"] = seen
        if not outcomes.record.chance:  # else those seen are realised, those who wait expected
            people = np.stack([year.sum(axis=1) for year in years], axis=1)
            lengths = np.array([year.shape[1] for year in years])[:, np.newaxis]
            told[f"Unserved in a {outcomes.horizon.cycle}, mean"] = (people - seen) / lengths
    return [
        {
            "environment": name if index == 0 else "",
            "span": len(told),
            "what": what,
            "years": [_cell(draws) for draws in counts[e]],
        }
        for e, name in enumerate(outcomes.environments)
        for index, (what, counts) in enumerate(told.items())
    ]


def _seen(outcomes: Outcomes, service: str) -> Array:
    """Return the units delivered, shape (E, Y, D), whoever delivers them."""
    rows = [row for row, line in enumerate(outcomes.lines) if line.name == service]
    total: Array = outcomes.activity[:, rows].sum(axis=1)
    return total


def _cell(draws: Array) -> Row:
    low, high = (float(end) for end in interval(draws))
    return {"mean": number(float(draws.mean()), 1), "interval": _between(low, high)}


def _between(low: float, high: float) -> str:
    ends = number(low, 1), number(high, 1)
    return "" if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"


def _sentence(model: "Model", name: str, cycle: str) -> str:
    """Return where people wait, for how much, and what becomes of freed capacity."""
    pathways = {s: p for s, p in _pathways(model).items() if name in p.services}
    state = next(where for p in pathways.values() for where in waiting_states(p, name))
    service = next(iter(pathways.values())).services[name]
    capacities = {s: str(p.services[name].capacity) for s, p in pathways.items()}
    if len(set(capacities.values())) == 1:
        capacity = next(iter(capacities.values()))
    else:
        capacity = listed([f"{each} on {s}" for s, each in capacities.items()])
    freed = (
        "goes in proportion" if service.freed == "closed" else "stays, and serves those who wait"
    )
    return (
        f"People wait in “{state}”, and those who came first are served first. Capacity "
        f"({service.unit} per {cycle}): {capacity}. What is freed of it {freed}."
    )


def _pathways(model: "Model") -> dict[str, Any]:
    return {name: apply(strategy, model.pathway) for name, strategy in model.strategies.items()}
