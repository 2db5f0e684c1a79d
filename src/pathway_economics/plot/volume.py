"""What is delivered, and who waits for it, by environment."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator, StrMethodFormatter

from pathway_economics.errors import InvalidModel
from pathway_economics.evaluate.statistics import interval
from pathway_economics.outcomes import Outcomes
from pathway_economics.plot.bands import band, line_look
from pathway_economics.plot.frame import finish, kept, key, named, opened, spread
from pathway_economics.plot.style import INK, Array, fitted, narrow, width_of

APART = 8.0
"""How far the points of one year stand apart: a marker and a little room. [points]"""

WIDEST = 0.6
"""How much of a year all its points take at most."""


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
    ax, own = opened(ax)
    years = np.arange(len(outcomes.years))
    size = 3.5 if narrow(ax) else 5.0
    for name, aside in zip(chosen, _aside(ax, len(chosen), len(years)), strict=True):
        units = outcomes.activity[outcomes.environment(name)][rows].sum(axis=0)
        look = line_look(outcomes.environment(name))
        mean = units.mean(axis=-1)
        ax.plot(
            years + aside, mean, linewidth=0.8, markersize=size, label=fitted(name, 26, 2), **look
        )
        if units.shape[-1] > 1:
            ends = np.abs(interval(units) - mean)
            ax.errorbar(
                years + aside,
                mean,
                ends,
                fmt="none",
                ecolor=look["color"],
                elinewidth=1.3,
                capsize=size / 2,
            )
    note = spread("point", "bar", outcomes.activity.shape[-1])
    unit = f"Activity ({first.unit} per year)"
    finish(ax, line, note, "Budget year", unit)
    ax.set_xticks(years, outcomes.years)
    ax.set_xlim(-0.5, len(years) - 0.5)
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
    given = traces.services[0] if service is None else service
    (name,) = named("service with a capacity", given, traces.services)
    waiting = traces.waiting[:, traces.services.index(name)]
    chosen = _environments(outcomes, environments)
    ax, own = opened(ax)
    per_year = outcomes.horizon.cycles_per_year
    x = np.arange(waiting.shape[1]) / per_year
    for environment in chosen:
        e = outcomes.environment(environment)  # the same look in every figure
        band(ax, x, waiting[e], e, environment, len(outcomes.environments))
    across = f"Start of budget year; people counted at the start of each {outcomes.horizon.cycle}"
    note = spread("line", "band", waiting.shape[-1])
    finish(ax, f"Waiting for {name}", note, across, "People waiting (number)")
    _years(ax, outcomes, float(x[-1] + 1 / per_year))
    _count(ax, own)
    key(ax, own)
    return ax


def _environments(outcomes: Outcomes, given: str | Sequence[str] | None) -> tuple[str, ...]:
    if not outcomes.environments:
        raise InvalidModel("The model has no environments, so nothing is counted by year.")
    return named("environment", given, outcomes.environments)


def _aside(ax: Axes, count: int, years: int) -> Array:
    """Return how far the points of each environment stand from their year. [years]"""
    apart = min(APART / 72 / (width_of(ax) / years), WIDEST / count)
    return np.asarray(apart * (np.arange(count) - (count - 1) / 2), dtype=float)


def _count(ax: Axes, beside: bool) -> None:
    """Count from zero, with commas, and leave room above for a key that is inside."""
    ax.set_ylim(0, ax.get_ylim()[1] * (1.04 if beside else 1.3))
    ax.yaxis.set_major_locator(MaxNLocator(4 if narrow(ax) else 6))
    ax.yaxis.set_major_formatter(StrMethodFormatter("{x:,.12g}"))


def _years(ax: Axes, outcomes: Outcomes, end: float) -> None:
    """Write each budget year where it begins, at a tick and a line."""
    years = np.arange(len(outcomes.years))
    for start in years[1:]:
        ax.axvline(start, color="0.85", linewidth=0.7, zorder=0)
    every = -(-len(years) // (3 if narrow(ax) else 10))
    ax.set_xticks(years[::every], outcomes.years[::every])
    ax.tick_params(axis="x", colors=INK)
    ax.set_xlim(0, end)
