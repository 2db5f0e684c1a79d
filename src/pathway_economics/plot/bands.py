"""Lines with bands that can be told apart, also where they lie on each other."""

from typing import Any

from matplotlib.axes import Axes

from pathway_economics.evaluate.statistics import interval
from pathway_economics.plot.style import COLOURS, INK, MARKERS, Array, fitted, narrow

DASHES: tuple[Any, ...] = ("-", "--", ":", "-.", (0, (1, 1)), (0, (5, 1, 1, 1, 1, 1)))
"""Lines that can be told apart without colour."""

WIDEST, NARROWEST = 2.6, 1.2
"""Widths of the first line and of the last: each later one is drawn on top and is narrower,
so that lines that lie on each other all show. [points]"""

SYMBOLS = 5
"""How many markers a line has, about."""


def line_look(index: int) -> dict[str, Any]:
    """Return the colour, the dashes and the marker of one line among several.

    Examples
    --------
    >>> line_look(1)
    {'color': '#0072B2', 'linestyle': '--', 'marker': 's'}
    """
    colour = INK if index == 0 else COLOURS[(index - 1) % len(COLOURS)]
    dashes, marker = DASHES[index % len(DASHES)], MARKERS[index % len(MARKERS)]
    return {"color": colour, "linestyle": dashes, "marker": marker}


def marked(index: int, count: int, moments: int) -> tuple[int, int]:
    """Return the first moment that is marked on a line, and the step to the next.

    No two of ``count`` lines are marked at the same moment, if there are that many moments.

    Examples
    --------
    >>> marked(0, 2, 121), marked(1, 2, 121)
    ((6, 24), (18, 24))
    """
    step = max(count, moments // SYMBOLS, 1)
    return step * (2 * index + 1) // (2 * count), step


def band(ax: Axes, x: Array, draws: Array, index: int, label: str, count: int = 1) -> None:
    """Draw the mean of the draws over ``x``, with its 95 % interval as a band.

    Bands lie under all lines. Their edges have the dashes of their line.

    Parameters
    ----------
    ax
        Where to draw.
    x : shape (T,)
        Places of the numbers.
    draws : shape (T, D)
        The numbers.
    index
        Which line it is, which decides its look.
    label
        Its name in the key.
    count
        How many lines there are.
    """
    look = line_look(index)
    edge = {"color": look["color"], "linestyle": look["linestyle"]}
    if draws.shape[-1] > 1:
        low, high = interval(draws)
        faint = 0.12 if count < 3 else 0.08
        ax.fill_between(x, low, high, facecolor=look["color"], alpha=faint, linewidth=0, zorder=1.5)
        for end in (low, high):
            ax.plot(x, end, linewidth=0.7, alpha=0.8, zorder=1.6, **edge)
    size = 3.5 if narrow(ax) else 5.0
    ax.plot(
        x,
        draws.mean(axis=-1),
        linewidth=max(NARROWEST, WIDEST - 0.5 * index) * (0.75 if narrow(ax) else 1.0),
        markersize=size,
        markerfacecolor="white",
        markevery=marked(index, count, len(x)),
        zorder=2 + 0.01 * index,
        label=fitted(label, 26, 2),
        **look,
    )
