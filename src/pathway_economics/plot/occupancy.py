"""Where people are over time."""

from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from pathway_economics.evaluate.statistics import interval
from pathway_economics.outcomes import Outcomes, Traces
from pathway_economics.plot.frame import (
    finish,
    in_per_cent,
    kept,
    key,
    named,
    opened,
    since_entry,
    spread,
    through,
)
from pathway_economics.plot.style import COLOURS, INK, INTERVAL, Array, fitted, paler

NOBODY = 1e-9
"""Share below which nobody is ever in a state."""

THIN = 0.05
"""Share below which the key says how large an area ever gets, which is hard to see."""

ORDER = (0, 1, 2, 3, 5, 7, 4, 6)
"""Which colours follow each other, from the bottom: neighbours differ in hue."""

SHARES = (0.65, 0.35)
"""How much of its colour an area has: dark and pale in turn, told apart in greyscale. A thin
one has all of it, and a line around it in the same colour."""

LINE = 0.6
"""Width of the line around a thin area. [points]"""

AGAIN = ("", "////", "....", "\\\\\\\\")
"""Hatches of the areas for which the colours are used again."""

DEATH: dict[str, Any] = {"facecolor": (0.93,) * 3, "linewidth": 0}
"""Look of the dead."""

ALIVE: dict[str, Any] = {"color": INK, "linewidth": 0.5}
ENDS: dict[str, Any] = {"color": INK, "linewidth": 0.6, "linestyle": (0, (4, 3))}
"""Looks of the share alive and of the ends of its interval."""


def occupancy(outcomes: Outcomes, strategy: str | None = None, ax: Axes | None = None) -> Axes:
    """Draw the share of people in each state over time, as stacked areas.

    Areas are means over draws, from the first state at the bottom to death at the top; the
    key has them in that order. Of a state that never holds 5 % of people it says how many it
    holds at most. The line between the living and the dead is the share alive; the dashed
    lines around it are its 95 % interval.

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
    given = outcomes.strategies[0] if strategy is None else strategy
    (name,) = named("strategy", given, outcomes.strategies)
    shares = traces.occupancy[outcomes.strategies.index(name)]
    ax, own = opened(ax)
    x, across = since_entry(outcomes.horizon, shares.shape[1])
    told = _areas(ax, x, shares, traces)
    if not all(traces.alive):
        told += _edge(ax, x, shares[np.array(traces.alive)].sum(axis=0))
    note = spread("areas", "dashed", shares.shape[-1])
    finish(ax, f"Where people are: {name}", note, across, "People who started (%)")
    ax.grid(visible=False)
    in_per_cent(ax)
    through(ax, x)
    key(ax, own, handles=told)
    return ax


def _areas(ax: Axes, x: Array, shares: Array, traces: Traces) -> list[Artist]:
    """Draw one area per state that is ever entered; return the key, uppermost first."""
    means = shares.mean(axis=-1)
    entered = [s for s in range(len(traces.states)) if means[s].max() > NOBODY]
    order = sorted(entered, key=lambda s: not traces.alive[s])
    floor = np.zeros_like(x)
    key_of: list[Artist] = []
    for place, s in enumerate(order):
        most = float(means[s].max())
        look = _look(place, most < THIN) if traces.alive[s] else DEATH
        there = np.convolve(means[s] > NOBODY, np.ones(3), "same") > 0  # no line of nobody
        ax.fill_between(x, floor, floor + means[s], where=there, **look)
        key_of.append(Patch(label=_told(traces.states[s], most), **look))
        floor = floor + means[s]
    return key_of[::-1]


def _look(place: int, thin: bool) -> dict[str, Any]:
    """Return the fill of an area of living people, counted from the bottom."""
    colour = COLOURS[ORDER[place % len(ORDER)]]
    fill = paler(colour, 1.0 if thin else SHARES[place % 2])
    look: dict[str, Any] = {"facecolor": fill, "edgecolor": fill, "linewidth": LINE if thin else 0}
    again = AGAIN[place // len(ORDER) % len(AGAIN)]
    if again:
        look |= {"hatch": again, "hatchcolor": paler(INK, 0.6), "hatch_linewidth": 0.5}
    return look


def _told(state: str, most: float) -> str:
    """Return the name of a state for the key, with its largest share if that is small."""
    name = fitted(state, 24, 2)
    return name if most >= THIN else f"{name}\n(at most {100 * most:.2g} %)"


def _edge(ax: Axes, x: Array, alive: Array) -> list[Artist]:
    """Draw the share alive and its interval; return what the key says of them."""
    ax.plot(x, alive.mean(axis=-1), **ALIVE)
    told: list[Artist] = [Line2D([], [], label="Share alive", **ALIVE)]
    if alive.shape[-1] > 1:
        for edge in interval(alive):
            ax.plot(x, edge, **ENDS)
        told.append(Line2D([], [], label=f"{INTERVAL} of it", **ENDS))
    return told
