"""How surely a mean over draws is known."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import LogLocator, MaxNLocator, NullFormatter, StrMethodFormatter
from numpy.typing import ArrayLike

from pathway_economics.evaluate.convergence import running_mean
from pathway_economics.outcomes import Outcomes, need_totals
from pathway_economics.plot.style import (
    GAIN,
    INK,
    PALE,
    fitted,
    narrow,
    new_axes,
    no_frame,
)

FIRST = 10
"""Draws before which no mean is drawn: its interval would hide all the others."""

ACROSS = 2

LARGE, SMALL, SMALLEST = 10.0, 7.0, 4.5
"""Sizes of the letters above a panel, as there is room. [points]"""

TALL = 0.6
"""Height of a panel, as a share of that of its row."""

TITLE = 0.15
"""Height of the letters above a panel at most, as a share of that of the panel."""

COMPACT = 2.4
"""Width of a panel below which its letters are small. [inches]"""


def convergence(
    values: ArrayLike | Mapping[str, ArrayLike] | Outcomes, unit: str = "", ax: Axes | None = None
) -> Axes:
    """Draw the mean of the first draws against their number, with its 95 % interval.

    The interval is of the mean: it closes with more draws, as the interval over draws does
    not. It is that of independent draws; Latin hypercube and Sobol samples are closer. The
    dotted line is the mean of all draws. One panel per quantity within ``ax``.

    Parameters
    ----------
    values
        A number in each draw, shape (D,); several such by name, with the unit in the name; or
        outcomes, of which the cost and the QALYs of each strategy are drawn, against those of
        the first where there are several.
    unit
        Unit of the numbers, where they are given alone.
    ax
        Where to draw; a new figure if omitted.

    Returns
    -------
    matplotlib.axes.Axes
        ``ax``, or the axes of the new figure; its ``child_axes`` are the panels.
    """
    shown = _named(values, unit)
    small = ax is not None and narrow(ax)
    across = 1 if small and len(shown) <= ACROSS else min(ACROSS, len(shown))
    down = -(-len(shown) // across)
    ax = new_axes(ax, 4.6 * across + 0.6, 0.9 + 2.7 * down)
    ax.set_axis_off()
    for index, (name, of_what, numbers) in enumerate(shown):
        row, column = divmod(index, across)
        wide, high = 1 / across, 1 / down
        left, bottom = (column + 0.12) * wide, 1 - (row + 1) * high + 0.17 * high
        panel = ax.inset_axes((left, bottom, 0.84 * wide, TALL * high))
        _running(panel, np.asarray(numbers, dtype=float))
        _words(panel, name, of_what, last=row == down - 1)
    note = "line: mean of the first draws; band: its 95 % interval; dotted: mean of all"
    ax.set_title(
        fitted(note, 50, 2) if small else note, loc="left", fontsize=6.5 if small else 9, pad=4
    )
    return ax


def _named(
    values: ArrayLike | Mapping[str, ArrayLike] | Outcomes, unit: str
) -> list[tuple[str, str, ArrayLike]]:
    """Return what stands above each panel, what its axis counts, and the numbers."""
    if isinstance(values, Mapping):
        return [(name, "", numbers) for name, numbers in values.items()]
    if not isinstance(values, Outcomes):
        return [("Mean", unit, values)]
    need_totals(values, "The convergence of costs and QALYs per person")
    first, *others = values.strategies
    per = f"({values.currency} per person)"
    if not others:
        return [(first, f"Cost {per}", values.cost[0]), (first, "QALYs per person", values.qaly[0])]
    return [
        (f"{strategy} against {first}", what, total[place] - total[0])
        for place, strategy in enumerate(others, start=1)
        for what, total in (
            (f"Incremental cost {per}", values.cost),
            ("Incremental QALYs per person", values.qaly),
        )
    ]


def _running(panel: Axes, numbers: np.ndarray) -> None:
    """Draw the running mean of one quantity."""
    table = running_mean(numbers)
    table = table[table["draws"] >= min(FIRST, len(table) - 1)]
    n = table["draws"].to_numpy()
    panel.fill_between(n, table["low"], table["high"], facecolor=GAIN, alpha=0.2, linewidth=0)
    for edge in ("low", "high"):
        panel.plot(n, table[edge], color=PALE, linewidth=0.7, linestyle="--")
    panel.plot(n, table["mean"], color=INK, linewidth=1.5)
    panel.axhline(table["mean"].iloc[-1], color=INK, linewidth=0.9, linestyle=":")
    panel.set_xscale("log")
    panel.set_xlim(n[0], n[-1])


def _words(panel: Axes, name: str, of_what: str, last: bool) -> None:
    """Write what a panel shows, in letters that suit its size, and what its axis counts."""
    wide, high = _inches(panel)
    few = wide <= COMPACT
    size = max(SMALLEST, min(SMALL if few else LARGE, TITLE * high * 72))
    letters = int(wide * 72 / (0.58 * size))
    lines = [fitted(text, letters, 2) for text in (name, of_what) if text]
    panel.set_title("\n".join(lines), loc="left", fontsize=size, pad=3)
    panel.xaxis.set_major_locator(LogLocator(subs=(1.0,) if few else (1.0, 2.0, 5.0), numticks=9))
    panel.xaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
    panel.xaxis.set_minor_formatter(NullFormatter())
    panel.yaxis.set_major_locator(MaxNLocator(3 if few else 5))
    panel.yaxis.set_major_formatter(StrMethodFormatter("{x:,.10g}"))
    panel.tick_params(labelsize=size - 1.5)
    panel.grid(axis="y", color="0.9", linewidth=0.6)
    no_frame(panel, ("left", "bottom"))
    if last:
        panel.set_xlabel("Number of draws (log scale)", fontsize=size - 0.5)


def _inches(panel: Axes) -> tuple[float, float]:
    """Return the width and the height of a panel."""
    figure, box = panel.get_figure(root=True), panel.get_window_extent()
    dpi = figure.dpi if figure else 72.0
    return box.width / dpi, box.height / dpi
