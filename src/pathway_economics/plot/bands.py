"""What figures through time share: lines with bands, the time axis, keys."""

from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from pathway_economics.errors import InvalidModel
from pathway_economics.evaluate.statistics import interval
from pathway_economics.horizon import Horizon
from pathway_economics.outcomes import Outcomes, Traces
from pathway_economics.plot.style import (
    COLOURS,
    INK,
    Array,
    fitted,
    narrow,
    no_frame,
    plain,
    short_title,
)

DASHES: tuple[Any, ...] = ("-", "--", ":", "-.", (0, (1, 1)), (0, (5, 1, 1, 1, 1, 1)))
"""Lines that can be told apart without colour."""

SHORT = 2.0
"""Time below which an axis counts cycles instead of years. [years]"""


def kept(outcomes: Outcomes) -> Traces:
    """Return the traces of a run, or say how to keep them."""
    if outcomes.traces is None:
        raise InvalidModel(
            "This run kept no traces, which the figure shows. Run the model again with "
            "keep=Keep(traces=True); Keep is in pathway_economics.outcomes."
        )
    return outcomes.traces


def line_look(index: int) -> dict[str, Any]:
    """Return the colour and the dashes of one line among several."""
    colour = INK if index == 0 else COLOURS[(index - 1) % len(COLOURS)]
    return {"color": colour, "linestyle": DASHES[index % len(DASHES)]}


def band(ax: Axes, x: Array, draws: Array, index: int, label: str) -> None:
    """Draw the mean of the draws over ``x``, with its 95 % interval as a band.

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
    """
    look = line_look(index)
    low, high = interval(draws)
    ax.fill_between(x, low, high, facecolor=look["color"], alpha=0.16, linewidth=0)
    for edge in (low, high):
        ax.plot(x, edge, color=look["color"], linewidth=0.5, alpha=0.7)
    ax.plot(x, draws.mean(axis=-1), linewidth=1.8, label=fitted(label, 26, 2), **look)


def since_entry(horizon: Horizon, n_moments: int) -> tuple[Array, str]:
    """Return the moments of a trace and what the axis counts: years, or cycles of short runs."""
    moments = np.arange(n_moments, dtype=float)
    years = moments * horizon.cycle_years
    if years[-1] >= SHORT:
        return years, "Years since entry"
    return moments, f"Time since entry (cycles of a {horizon.cycle})"


def finish(ax: Axes, title: str, note: str, across: str, upwards: str) -> None:
    """Write the title and what the axes count, and take away what is not needed.

    Parameters
    ----------
    ax
        The axes.
    title
        What is shown.
    note
        What lines, points and bands are.
    across, upwards
        What the axes count, with units.
    """
    small = narrow(ax)
    if small:
        short_title(ax, title, note)
    else:
        ax.set_title(plain(f"{title}\n{note}"), loc="left", fontsize=9.5)
    ax.set_xlabel(plain(across), fontsize=6.5 if small else 9)
    ax.set_ylabel(fitted(upwards, 30 if small else 44, 2), fontsize=6.5 if small else 9)
    ax.tick_params(labelsize=6 if small else 8)
    ax.grid(axis="y", color="0.9", linewidth=0.6)
    ax.set_axisbelow(True)
    no_frame(ax, ("left", "bottom"))


def in_per_cent(ax: Axes) -> None:
    """Show shares from 0 to 100 %."""
    ax.set_ylim(0, 1)
    ax.yaxis.set_major_formatter(PercentFormatter(1.0, symbol=""))


def key(
    ax: Axes, beside: bool, inside: str = "upper right", handles: list[Artist] | None = None
) -> None:
    """Draw the key beside the axes of a figure of our own, or inside those of another.

    Parameters
    ----------
    ax
        The axes.
    beside
        Whether there is room beside them.
    inside
        Where it stands within them if there is none.
    handles
        What it explains, if not every line with a label.
    """
    look: dict[str, Any] = {"fontsize": 6 if narrow(ax) else 8.5, "handlelength": 2.6}
    if beside:
        look |= {"loc": "upper left", "bbox_to_anchor": (1.01, 1.0), "frameon": False}
    else:
        look |= {"loc": inside, "framealpha": 0.85, "edgecolor": "none"}
    ax.legend(handles=ax.get_legend_handles_labels()[0] if handles is None else handles, **look)
