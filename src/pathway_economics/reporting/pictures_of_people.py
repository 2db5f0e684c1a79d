"""The figures of what happens to people, whoever pays: activity, queues, states, survival."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from pathway_economics import plot
from pathway_economics.evaluate.value import counts_health
from pathway_economics.outcomes import Outcomes, Traces
from pathway_economics.parameters import MonteCarlo
from pathway_economics.reporting.picture import Picture, one, several

PANELS = 12
"""Most services or strategies that one figure shows."""

NOBODY = 1e-9
"""Share of people that counts as nobody."""

FEWEST = 20
"""Draws below which the convergence of a mean is not drawn."""

Draw = Callable[[Any], Any]


def pictures_of_people(outcomes: Outcomes, strategy: str | None = None) -> Iterator[Picture]:
    """Return the figures that apply to a run: those through time where traces were kept.

    Parameters
    ----------
    outcomes
        The run.
    strategy
        The strategy that is reported on, whose mean results must be sure; the last one if
        ``None``.
    """
    services = _delivered(outcomes)
    if services:
        shown = [_activity(outcomes, name) for name in services[:PANELS]]
        yield several("activity", _activity_caption(services), shown)
    traces = outcomes.traces
    if traces is not None:
        yield from _through_time(outcomes, traces)
    drawn = _totals(outcomes, strategy)
    if outcomes.n_draws >= FEWEST and any(np.ptp(values) > 0 for values in drawn.values()):
        caption = "How surely mean results are known: cost and health of one person."
        if not isinstance(outcomes.draws.sampler, MonteCarlo):
            caption += " The interval is that of independent draws; these are spread, so closer."
        yield one("convergence", caption, (9.4, 3.3), lambda ax: plot.convergence(drawn, ax=ax))


def _through_time(outcomes: Outcomes, traces: Traces) -> Iterator[Picture]:
    """Return the figures of traces: of queues, and of states if people move among them."""
    n_draws = traces.occupancy.shape[-1]
    of = f"{'the first ' if n_draws < outcomes.n_draws else ''}{n_draws:,} draws"
    if outcomes.environments and traces.services:
        yield several(
            "queue",
            f"People who wait for a service of limited capacity, by environment; {of}.",
            [_queue(outcomes, name) for name in traces.services[:PANELS]],
        )
    if not moves(traces):
        return
    yield several(
        "occupancy",
        f"Where people are over time, on each strategy; {of}.",
        [_occupancy(outcomes, name) for name in outcomes.strategies[:PANELS]],
    )
    if traces.occupancy[:, ~np.array(traces.alive)].max(initial=0.0) > NOBODY:
        caption = f"How many are alive over time, on each strategy; {of}."
        yield one("survival", caption, (7.6, 3.8), lambda ax: plot.survival(outcomes, ax=ax))


def moves(traces: Traces) -> bool:
    """Return whether people still change states after the first cycle, as in no decision tree."""
    later = np.diff(traces.occupancy[:, :, 1:], axis=2)
    return bool(np.abs(later).max(initial=0.0) > NOBODY)


def _delivered(outcomes: Outcomes) -> list[str]:
    """Return the services that are delivered, those of most money first."""
    cost: dict[str, float] = {}
    for row, line in enumerate(outcomes.lines):
        if line.kind == "service" and np.abs(outcomes.activity[:, row]).max(initial=0.0) > NOBODY:
            spent = float(outcomes.resource_value[:, row].mean())
            cost[line.name] = cost.get(line.name, 0.0) + spent
    return sorted(cost, key=lambda name: -cost[name])


def _activity_caption(services: list[str]) -> str:
    text = "Activity by service, year and environment."
    if len(services) > PANELS:
        return f"{text} The {PANELS} services of the most cost, of {len(services)}."
    return text


def _totals(outcomes: Outcomes, strategy: str | None) -> dict[str, Any]:
    """Return cost and health of one person by draw, against the first strategy if it can be."""
    first, last = outcomes.strategies[0], strategy or outcomes.strategies[-1]
    place = outcomes.strategies.index(last)
    whose = f"{last} against {first}" if place else first
    totals = {f"Cost ({outcomes.currency} per person)": outcomes.cost}
    if counts_health(outcomes):
        totals["QALYs per person"] = outcomes.qaly
    return {
        f"{name}: {whose}": total[place] - total[0] if place else total[0]
        for name, total in totals.items()
    }


def _activity(outcomes: Outcomes, service: str) -> Draw:
    return lambda ax: plot.activity(outcomes, service, ax=ax)


def _queue(outcomes: Outcomes, service: str) -> Draw:
    return lambda ax: plot.queue(outcomes, service, ax=ax)


def _occupancy(outcomes: Outcomes, strategy: str) -> Draw:
    return lambda ax: plot.occupancy(outcomes, strategy, ax=ax)
