"""Where people are over time."""

from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from pathway_economics.errors import UnknownName
from pathway_economics.evaluate.statistics import interval
from pathway_economics.outcomes import Outcomes, Traces
from pathway_economics.plot.bands import finish, in_per_cent, kept, key, since_entry
from pathway_economics.plot.style import (
    COLOURS,
    HATCHES,
    INK,
    INTERVAL,
    Array,
    fitted,
    new_axes,
    paler,
)

NOBODY = 1e-9
"""Share below which nobody is ever in a state."""

ALIVE: dict[str, Any] = {"color": INK, "linewidth": 1.4}
ENDS: dict[str, Any] = {"color": INK, "linewidth": 0.9, "linestyle": "--"}
"""Looks of the share alive and of the ends of its interval."""


def occupancy(outcomes: Outcomes, strategy: str | None = None, ax: Axes | None = None) -> Axes:
    """Draw the share of people in each state over time, as stacked areas.

    Areas are means over draws, from the first state at the bottom to death at the top. The
    line between the living and the dead is the share alive; the dashed lines around it are
    its 95 % interval.

    Parameters
    ----------
    outcomes
        A run that kept its traces.
    strategy
        Strategy on which everyone starts; the first one if omitted.
    ax
        Where to draw; a new figure if omitted.

    Returns
    -------
    matplotlib.axes.Axes
        ``ax``, or the axes of the new figure.
    """
    traces = kept(outcomes)
    name = outcomes.strategies[0] if strategy is None else strategy
    if name not in outcomes.strategies:
        raise UnknownName("strategy", name, outcomes.strategies)
    shares = traces.occupancy[outcomes.strategies.index(name)]
    own, ax = ax is None, new_axes(ax, 7.5, 4.0)
    x, across = since_entry(outcomes.horizon, shares.shape[1])
    areas = _areas(ax, x, shares, traces)
    if not all(traces.alive):
        _edge(ax, x, shares[np.array(traces.alive)].sum(axis=0))
        areas.append(Line2D([], [], label="Share alive", **ALIVE))
        areas.append(Line2D([], [], label=f"{INTERVAL} of it", **ENDS))
    note = f"areas: mean; dashed: {INTERVAL}"
    finish(ax, f"Where people are: {name}", note, across, "People who started (%)")
    ax.grid(visible=False)
    in_per_cent(ax)
    ax.set_xlim(x[0], x[-1])
    key(ax, own, handles=areas)
    return ax


def _areas(ax: Axes, x: Array, shares: Array, traces: Traces) -> list[Artist]:
    """Draw one area per state that is ever entered; return the key, uppermost first."""
    means = shares.mean(axis=-1)
    entered = [s for s in range(len(traces.states)) if means[s].max() > NOBODY]
    order = sorted(entered, key=lambda s: not traces.alive[s])
    floor = np.zeros_like(x)
    key_of: list[Artist] = []
    for place, s in enumerate(order):
        colour = paler(COLOURS[place % len(COLOURS)], 0.6) if traces.alive[s] else (0.93,) * 3
        hatch = HATCHES[(place + place // len(COLOURS)) % len(HATCHES)] if traces.alive[s] else ""
        look: dict[str, Any] = {
            "facecolor": colour,
            "hatch": hatch,
            "edgecolor": INK,
            "linewidth": 0.3,
        }
        ax.fill_between(x, floor, floor + means[s], **look)
        key_of.append(Patch(label=fitted(traces.states[s], 24, 2), **look))
        floor = floor + means[s]
    return key_of[::-1]


def _edge(ax: Axes, x: Array, alive: Array) -> None:
    """Draw the share alive and its interval."""
    low, high = interval(alive)
    ax.fill_between(x, low, high, facecolor="white", alpha=0.55, linewidth=0)
    for edge in (low, high):
        ax.plot(x, edge, **ENDS)
    ax.plot(x, alive.mean(axis=-1), **ALIVE)
