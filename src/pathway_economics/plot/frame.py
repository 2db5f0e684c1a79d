"""What figures through time share: what is drawn, the axes, their words and the key."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from pathway_economics.errors import InvalidModel, UnknownName
from pathway_economics.horizon import Horizon
from pathway_economics.outcomes import Outcomes, Traces, need_totals
from pathway_economics.plot.style import (
    INTERVAL,
    Array,
    fitted,
    narrow,
    new_axes,
    no_frame,
    plain,
    short_title,
)

SHORT = 2.0
"""Time below which an axis counts cycles instead of years. [years]"""


def kept(outcomes: Outcomes) -> Traces:
    """Return the traces of a run, or say how to keep them."""
    need_totals(outcomes, "A figure of people in states or queues")
    if outcomes.traces is None:
        raise InvalidModel(
            "This run kept no traces, which the figure shows. Run the model again with "
            "keep=Keep(traces=True); Keep is in pathway_economics.outcomes."
        )
    return outcomes.traces


def named(kind: str, given: str | Sequence[str] | None, known: Iterable[str]) -> tuple[str, ...]:
    """Return the names of what is drawn: those given, or all of them.

    Parameters
    ----------
    kind
        What the names are of, for complaints.
    given
        A name or several; all that are known if omitted.
    known
        All names.

    Examples
    --------
    >>> named("strategy", None, ["Usual care", "Treatment"])
    ('Usual care', 'Treatment')
    >>> named("strategy", "Treatment", ["Usual care", "Treatment"])
    ('Treatment',)
    """
    all_names = tuple(known)
    names = all_names if given is None else (given,) if isinstance(given, str) else tuple(given)
    for name in names:
        if name not in all_names:
            raise UnknownName(kind, name, all_names)
    if not names:
        raise InvalidModel(
            f"The list of what to draw is empty; name one {kind} or more, or omit it to draw all "
            f"of {', '.join(all_names) or 'them'}."
        )
    return names


def opened(ax: Axes | None) -> tuple[Axes, bool]:
    """Return the axes to draw on, and whether they are those of a new figure of our own."""
    return new_axes(ax, 7.5, 4.0), ax is None


def spread(mean: str, around: str, n_draws: int) -> str:
    """Return what lines and bands are, in words; one draw has no interval.

    Examples
    --------
    >>> spread("line", "band", 500), spread("line", "band", 1)
    ('line: mean; band: 95 % interval', 'one draw, so no interval')
    """
    return f"{mean}: mean; {around}: {INTERVAL}" if n_draws > 1 else "one draw, so no interval"


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


def through(ax: Axes, x: Array) -> None:
    """Let the axis run over the moments of a trace, with ticks at whole years or cycles."""
    ax.set_xlim(x[0], x[-1])
    ax.xaxis.set_major_locator(
        MaxNLocator(5 if narrow(ax) else 9, integer=True, steps=[1, 2, 5, 10])
    )


def in_per_cent(ax: Axes, start: float = 0.0, end: float = 1.0) -> None:
    """Show shares in per cent, from 0 to 100 % unless told otherwise."""
    ax.set_ylim(start, end)
    ax.yaxis.set_major_formatter(FuncFormatter(lambda share, _: _per_cent(share)))


def _per_cent(share: float) -> str:
    """Return a share in per cent; what rounding leaves of zero is zero."""
    return f"{round(100 * share, 9) + 0.0:g}".replace("-", "−")


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
