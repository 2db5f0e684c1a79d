"""How the party that loses changes with the way of paying."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes

from pathway_economics.evaluate.statistics import interval
from pathway_economics.outcomes import Settlement
from pathway_economics.plot.choose import proposed, public_purse, window, yearly_payoffs
from pathway_economics.plot.style import (
    COLOURS,
    INK,
    INTERVAL,
    MARKERS,
    PALE,
    Array,
    fitted,
    money_scale,
    narrow,
    new_axes,
    no_frame,
    plain,
    row_names,
    short_title,
)
from pathway_economics.plot.who import PURSE


def arrangements(
    settlements: Sequence[Settlement],
    status_quo: Settlement,
    environment: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw each party's payoff over the budget window under several arrangements.

    Parameters
    ----------
    settlements
        The arrangements that are judged; each has a marker of its own.
    status_quo
        The arrangement in force; payoffs are against its reference environment.
    environment
        Environment that is judged; the last one if omitted.
    ax
        Where to draw; a new figure if omitted.

    Returns
    -------
    matplotlib.axes.Axes
        ``ax``, or the axes of the new figure.
    """
    outcomes = status_quo.outcomes
    found = {s.name: _totals(s, status_quo, environment) for s in settlements}
    names = [n for n in (*outcomes.parties, PURSE) if any(n in rows for rows in found.values())]
    ax = new_axes(ax, 7.5, 1.8 + len(names) * (0.25 + 0.17 * len(found)))
    bounds = [end for rows in found.values() for array in rows.values() for end in interval(array)]
    scale = money_scale(bounds, outcomes.currency)
    first = -0.1 if narrow(ax) else -0.3  # below the names, if those stand above the rows
    offsets = np.linspace(first, 0.3, len(found)) if len(found) > 1 else np.zeros(1)
    for index, (name, rows) in enumerate(found.items()):
        places = np.array([names.index(party) for party in rows]) + offsets[index]
        draws = [array / scale.divisor for array in rows.values()]
        _markers(ax, index, name, places, draws)
    environments = outcomes.environments
    title = (
        f"{environments[proposed(outcomes, environment)]} under each arrangement\n"
        f"against {environments[0]} under {status_quo.name}"
    )
    if narrow(ax):
        short_title(ax, "Under each arrangement", f"{scale.name}, mean, {INTERVAL}")
        _finish_narrow(ax, names, len(found))
        return ax
    _finish(ax, names, plain(title))
    ax.set_xlabel(
        f"← worse off          better off →\n{scale.name}, {outcomes.price_year or 'model'} "
        f"prices, undiscounted;\n{window(outcomes)}; mean and {INTERVAL}",
        fontsize=9,
    )
    return ax


def _markers(ax: Axes, index: int, name: str, places: Array, draws: Sequence[Array]) -> None:
    """Draw the mean and the interval of every party under one arrangement."""
    colour = COLOURS[index % len(COLOURS)]
    low, high = np.array([interval(array) for array in draws]).T
    ax.hlines(places, low, high, color=colour, linewidth=1.6)
    ax.plot(
        [array.mean() for array in draws],
        places,
        MARKERS[index % len(MARKERS)],
        color=colour,
        markeredgecolor=INK,
        markeredgewidth=0.7,
        markersize=4 if narrow(ax) else 6.5,
        label=fitted(name, 24 if narrow(ax) else 44, 1 if narrow(ax) else 2),
    )


def _totals(
    settlement: Settlement, status_quo: Settlement, environment: str | None
) -> dict[str, Array]:
    yearly = yearly_payoffs(settlement, status_quo, environment)
    purse = public_purse(settlement.outcomes, yearly)
    rows = yearly if purse is None else {**yearly, PURSE: purse}
    return {name: array.sum(axis=0) for name, array in rows.items()}


def _finish_narrow(ax: Axes, names: Sequence[str], n_arrangements: int) -> None:
    """Put the names above the rows and the legend below them, inside the axes."""
    no_frame(ax)
    ax.axvline(0, color=INK, linewidth=1)
    for edge in range(1, len(names)):
        ax.axhline(edge - 0.5, color=PALE, linewidth=0.5, linestyle=":")
    row_names(ax, names, top=0.34)
    ax.set_ylim(len(names) - 0.4 + 0.7 * -(-n_arrangements // 2), -0.6)
    ax.tick_params(axis="x", labelsize=6.5, pad=1)
    ax.legend(
        loc="lower center",
        ncols=2,
        fontsize=5.5,
        handletextpad=0.2,
        columnspacing=0.8,
        borderpad=0.2,
        frameon=False,
    )


def _finish(ax: Axes, names: Sequence[str], title: str) -> None:
    no_frame(ax)
    ax.axvline(0, color=INK, linewidth=1)
    for edge in range(1, len(names)):
        ax.axhline(edge - 0.5, color=PALE, linewidth=0.5, linestyle=":")
    row_names(ax, names, top=0.34)
    ax.set_ylim(len(names) - 0.45, -0.55)
    ax.legend(
        title=title,
        title_fontsize=10,
        alignment="left",
        loc="lower left",
        bbox_to_anchor=(0.0, 1.0),
        ncols=2,
        frameon=False,
        fontsize=8.5,
        borderaxespad=0.2,
    )
