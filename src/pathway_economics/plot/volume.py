"""What is delivered, and who waits for it, by environment."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator, StrMethodFormatter

from pathway_economics.errors import InvalidModel, UnknownName
from pathway_economics.evaluate.statistics import interval
from pathway_economics.outcomes import Outcomes
from pathway_economics.plot.bands import band, finish, kept, key, line_look
from pathway_economics.plot.style import INK, INTERVAL, MARKERS, fitted, narrow, new_axes

SPREAD = 0.5
"""How far the points of one year stand apart, as a share of a year."""


def activity(
    outcomes: Outcomes,
    line: str,
    environments: str | Sequence[str] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw what is delivered of a service in each budget year, by environment.

    Points are means, bars across them 95 % intervals over draws. Only the people of the
    model are counted: what is delivered to others in freed capacity is not.

    Parameters
    ----------
    outcomes
        A run.
    line
        Name of a service, of a state with a cost or of a link with one, as in
        ``outcomes.lines``.
    environments
        Environment or environments to draw; all of them if omitted.
    ax
        Where to draw; a new figure if omitted.

    Returns
    -------
    matplotlib.axes.Axes
        ``ax``, or the axes of the new figure.
    """
    first = outcomes.lines[outcomes.line(line)]
    rows = [row for row, each in enumerate(outcomes.lines) if each.name == line]
    chosen = _environments(outcomes, environments)
    own, ax = ax is None, new_axes(ax, 7.5, 4.0)
    places = np.arange(len(outcomes.years))
    for index, name in enumerate(chosen):
        units = outcomes.activity[outcomes.environment(name)][rows].sum(axis=0)
        mean, (low, high) = units.mean(axis=-1), interval(units)
        x = places + SPREAD * ((index + 0.5) / len(chosen) - 0.5)
        look = {**line_look(index), "marker": MARKERS[index % len(MARKERS)]}
        ax.plot(x, mean, linewidth=0.9, markersize=5, label=fitted(name, 26, 2), **look)
        ax.vlines(x, low, high, color=look["color"], linewidth=1.4)
        ax.plot(np.concatenate([x, x]), np.concatenate([low, high]), "_", color=look["color"])
    unit = f"Activity ({first.unit} per year)"
    finish(ax, line, f"point: mean; bar: {INTERVAL}", "Budget year", unit)
    ax.set_xticks(places, outcomes.years)
    _count(ax, own)
    key(ax, own)
    return ax


def queue(
    outcomes: Outcomes,
    service: str | None = None,
    environments: str | Sequence[str] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw how many people wait for a service over the budget window, by environment.

    Parameters
    ----------
    outcomes
        A run that kept its traces.
    service
        A service of limited capacity; the first of them if omitted.
    environments
        Environment or environments to draw; all of them if omitted.
    ax
        Where to draw; a new figure if omitted.

    Returns
    -------
    matplotlib.axes.Axes
        ``ax``, or the axes of the new figure.
    """
    traces = kept(outcomes)
    if not traces.services:
        raise InvalidModel("Nobody waits: no service of this model has a capacity.")
    name = traces.services[0] if service is None else service
    if name not in traces.services:
        raise UnknownName("service with a capacity", name, traces.services)
    waiting = traces.waiting[:, traces.services.index(name)]
    own, ax = ax is None, new_axes(ax, 7.5, 4.0)
    per_year, horizon = outcomes.horizon.cycles_per_year, outcomes.horizon
    x = np.arange(waiting.shape[1]) / per_year
    for index, environment in enumerate(_environments(outcomes, environments)):
        band(ax, x, waiting[outcomes.environment(environment)], index, environment)
    across = f"Budget year; people counted at the start of each {horizon.cycle}"
    note = f"line: mean; band: {INTERVAL}"
    finish(ax, f"Waiting for {name}", note, across, "People waiting")
    _years(ax, outcomes, float(x[-1] + 1 / per_year))
    _count(ax, own)
    key(ax, own)
    return ax


def _environments(outcomes: Outcomes, given: str | Sequence[str] | None) -> tuple[str, ...]:
    chosen = (given,) if isinstance(given, str) else given
    names = tuple(outcomes.environments if chosen is None else chosen)
    for name in names:
        outcomes.environment(name)  # refuses an unknown name
    if not names:
        raise InvalidModel("The model has no environments, so nothing is counted by year.")
    return names


def _count(ax: Axes, beside: bool) -> None:
    """Count from zero, with commas, and leave room above for a key that is inside."""
    ax.set_ylim(0, ax.get_ylim()[1] * (1.0 if beside else 1.3))
    ax.yaxis.set_major_locator(MaxNLocator(4 if narrow(ax) else 6))
    ax.yaxis.set_major_formatter(StrMethodFormatter("{x:,.12g}"))


def _years(ax: Axes, outcomes: Outcomes, end: float) -> None:
    """Write each budget year in the middle of its stretch, with a line where it begins."""
    years = np.arange(len(outcomes.years))
    for start in years[1:]:
        ax.axvline(start, color="0.85", linewidth=0.7, zorder=0)
    every = 2 if narrow(ax) and len(years) > 3 else 1
    ax.set_xticks((years + np.minimum(years + 1, end))[::every] / 2, outcomes.years[::every])
    ax.tick_params(axis="x", length=0, colors=INK)
    ax.set_xlim(0, end)
