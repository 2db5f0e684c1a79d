"""How long people live."""

from collections.abc import Sequence
from math import floor
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from pathway_economics.errors import InvalidModel
from pathway_economics.evaluate.statistics import interval
from pathway_economics.outcomes import Outcomes
from pathway_economics.plot.bands import band
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
from pathway_economics.plot.style import INK, Array

HALF = 0.5
"""Share alive above which all curves must stay for their axis to be cut."""

NOBODY = 1e-9
"""Share of the dead below which nobody dies."""

SLANT = [(-1.0, -0.4), (1.0, 0.4)]
"""A stroke across an axis that is cut."""


def survival(
    outcomes: Outcomes,
    strategies: str | Sequence[str] | None = None,
    ax: Axes | None = None,
    *,
    against: str | None = None,
    start: float | None = None,
) -> Axes:
    """Draw the share of people alive over time, on each strategy, with its 95 % band.

    Survival starts at 0 % by convention. Where more than half are alive throughout on every
    strategy, the axis starts higher, is marked as cut, and says so. Curves that lie close to
    each other have bands that overlap even if they differ in every draw: draw the
    difference ``against`` one strategy, which is taken within each draw.

    Parameters
    ----------
    outcomes
        A run that kept its traces.
    strategies
        Strategy or strategies to draw; all of them if omitted.
    ax
        Where to draw; a new figure if omitted.
    against
        Strategy against which the difference is drawn, in percentage points.
    start
        Share at which the axis of survival starts, such as 0 for the whole; as the curves
        suit if omitted. [share]

    Returns
    -------
    matplotlib.axes.Axes
        ``ax``, or the axes of the new figure.
    """
    alive = _alive(outcomes)
    chosen = named("strategy", strategies, outcomes.strategies)
    _check(start, against)
    if against is not None:
        named("strategy", against, outcomes.strategies)
        alive = {name: draws - alive[against] for name, draws in alive.items()}
        chosen = tuple(name for name in chosen if name != against) or chosen
    ax, own = opened(ax)
    x, across = since_entry(outcomes.horizon, alive[chosen[0]].shape[0])
    for name in chosen:
        index = outcomes.strategies.index(name)  # the same look in every figure
        band(ax, x, alive[name], index, name, len(alive))
    note = spread("line", "band", alive[chosen[0]].shape[-1])
    if against is None:
        first = _start([alive[name] for name in chosen]) if start is None else start
        _whole(ax, note, across, first)
    else:
        upwards = "Difference alive (percentage points)"
        finish(ax, f"Survival against {against}", note, across, upwards)
        in_per_cent(ax, *ax.get_ylim())
        ax.axhline(0, color=INK, linewidth=0.8, zorder=1)
    through(ax, x)
    key(ax, own, "best")
    return ax


def _alive(outcomes: Outcomes) -> dict[str, Array]:
    """Return the share alive on each strategy, shape (moments, draws)."""
    traces = kept(outcomes)
    living = np.array(traces.alive)
    return {
        name: shares[living].sum(axis=0)
        for name, shares in zip(outcomes.strategies, traces.occupancy, strict=True)
    }


def _check(start: float | None, against: str | None) -> None:
    """Refuse a start of the axis that is no share, or that has no axis of shares."""
    if start is None:
        return
    if not 0 <= start < 1:
        mend = f"; write {start / 100:g} for {start:g} %" if 1 <= start < 100 else ""
        raise InvalidModel(f"start={start!r}; it is a share from 0 to below 1{mend}.")
    if against is not None:
        raise InvalidModel(
            f"start={start!r} is of the axis of survival, and against={against!r} draws a "
            "difference; give one of the two."
        )


def _start(curves: Sequence[Array]) -> float:
    """Return the share at which the axis starts: a round one below all the bands."""
    lowest = min(float(interval(draws)[0].min()) for draws in curves)
    gap = 1 - lowest
    if lowest <= HALF or gap < NOBODY:
        return 0.0
    step = next(step for step in (0.1, 0.05, 0.01, 0.001) if gap > 2 * step or step == 0.001)
    return floor(lowest / step + NOBODY) * step


def _whole(ax: Axes, note: str, across: str, start: float) -> None:
    """Finish a figure of survival whose axis starts at a share, and say where it is cut."""
    cut = f"; axis starts at {100 * start:.3g} %" if start > 0 else ""
    finish(ax, "Survival", note, across, f"People alive (%{cut})")
    in_per_cent(ax, start)
    if start > 0:
        look: dict[str, Any] = {"marker": SLANT, "markersize": 9, "color": INK, "clip_on": False}
        place = ax.transAxes
        ax.plot([0, 0], [0.03, 0.055], linestyle="none", transform=place, gid="cut", **look)
