"""How surely a mean over draws is known."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import LogLocator, MaxNLocator, NullFormatter, StrMethodFormatter
from numpy.typing import ArrayLike

from pathway_economics.evaluate.convergence import running_mean
from pathway_economics.outcomes import Outcomes
from pathway_economics.plot.style import GAIN, INK, PALE, fitted, narrow, new_axes, no_frame

FIRST = 10
"""Draws before which no mean is drawn: its interval would hide all the others."""

ACROSS = 2


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
    across = min(ACROSS, len(shown))
    down = -(-len(shown) // across)
    ax = new_axes(ax, 4.4 * across + 0.6, 0.8 + 2.5 * down)
    ax.set_axis_off()
    small = narrow(ax)
    for index, (name, numbers) in enumerate(shown.items()):
        row, column = divmod(index, across)
        wide, high = 1 / across, 1 / down
        left, bottom = column * wide + 0.1 * wide, 1 - (row + 1) * high + 0.17 * high
        panel = ax.inset_axes((left, bottom, 0.86 * wide, 0.66 * high))
        _running(panel, np.asarray(numbers, dtype=float))
        _words(panel, name, small, last=row == down - 1)
    note = "line: mean of the first draws; band: its 95 % interval; dotted: mean of all"
    ax.set_title(
        fitted(note, 46, 2) if small else note, loc="left", fontsize=6.5 if small else 8.5, pad=4
    )
    return ax


def _named(
    values: ArrayLike | Mapping[str, ArrayLike] | Outcomes, unit: str
) -> dict[str, ArrayLike]:
    """Return what is drawn, by the name that stands above its panel."""
    if isinstance(values, Mapping):
        return dict(values)
    if not isinstance(values, Outcomes):
        return {f"Mean ({unit})" if unit else "Mean": values}
    first, *others = values.strategies
    totals = {f"Cost ({values.currency} per person)": values.cost, "QALYs per person": values.qaly}
    if not others:
        return {f"{name}: {first}": total[0] for name, total in totals.items()}
    return {
        f"{name}: {strategy} against {first}": total[place] - total[0]
        for place, strategy in enumerate(others, start=1)
        for name, total in totals.items()
    }


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


def _words(panel: Axes, name: str, small: bool, last: bool) -> None:
    size = 6 if small else 8
    panel.set_title(
        fitted(name, 24 if small else 44, 3 if small else 2), loc="left", fontsize=size, pad=3
    )
    panel.xaxis.set_major_locator(
        LogLocator(subs=(1.0, 5.0) if small else (1.0, 2.0, 5.0), numticks=9)
    )
    panel.xaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
    panel.xaxis.set_minor_formatter(NullFormatter())
    panel.yaxis.set_major_locator(MaxNLocator(3 if small else 5))
    panel.yaxis.set_major_formatter(StrMethodFormatter("{x:,.10g}"))
    panel.tick_params(labelsize=5 if small else 7.5)
    panel.grid(axis="y", color="0.9", linewidth=0.6)
    no_frame(panel, ("left", "bottom"))
    if last:
        panel.set_xlabel("Number of draws (log scale)", fontsize=size)
