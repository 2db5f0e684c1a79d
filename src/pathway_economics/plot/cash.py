"""Cumulative cash by party over the years."""

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from pathway_economics.errors import UnknownName
from pathway_economics.evaluate.statistics import ROUNDING, break_even_year, interval
from pathway_economics.outcomes import Outcomes, Settlement
from pathway_economics.plot.choose import comparison, proposed, yearly_payoffs
from pathway_economics.plot.style import (
    GAIN,
    INK,
    INTERVAL,
    PALE,
    Array,
    MoneyScale,
    fitted,
    money_scale,
    narrow,
    new_axes,
    no_frame,
    short_title,
)

ACROSS = 3

NIL = 0.5
"""Amounts below this count as nothing. [currency]"""


def cumulative_cash(
    settlement: Settlement,
    status_quo: Settlement,
    environment: str | None = None,
    parties: Sequence[str] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw each party's cumulative payoff over the years, with its 95 % band.

    One panel per party within ``ax``, all on one scale of money unless the largest party
    moves more than ten times as much as another; then each has its own, which is said. An
    open triangle marks the break-even year, from which the cumulative mean stays at or
    above zero.

    Parameters
    ----------
    settlement
        The arrangement that is judged.
    status_quo
        The arrangement in force; payoffs are against its reference environment.
    environment
        Environment that is judged; the last one if omitted.
    parties
        Parties to draw; every one that ever holds cash if omitted.
    ax
        Where to draw; a new figure if omitted.

    Returns
    -------
    matplotlib.axes.Axes
        ``ax``, or the axes of the new figure; its ``child_axes`` are the panels.
    """
    outcomes = settlement.outcomes
    cash = {
        name: np.cumsum(array, axis=0)
        for name, array in yearly_payoffs(settlement, status_quo, environment).items()
    }
    for name in parties or ():
        if name not in cash:
            raise UnknownName("party with cash", name, cash)
    chosen = list(cash if parties is None else parties)
    small = ax is not None and narrow(ax)
    across = min(2 if small else ACROSS, max(len(chosen), 1))
    ax = new_axes(ax, 7.5, 0.9 + 2.0 * ceil(len(chosen) / across))
    ax.set_axis_off()
    bands = {name: (cash[name].mean(axis=-1), *interval(cash[name])) for name in chosen}
    scale = money_scale(
        [end for band in bands.values() for end in np.ravel(band)], outcomes.currency
    )
    for index, (name, band) in enumerate(bands.items()):
        panel = _panel(ax, index, len(chosen), across, 0.14 if own_scales(bands) else 0.09)
        _band(panel, [line / scale.divisor for line in band], outcomes, small)
        panel.set_title(fitted(name, 14 if small else 24, 1 if small else 2), **_head(small))
        if not small:
            _label_end(panel, band[0], scale)
        _mark_break_even(panel, band, outcomes, scale, small)
    _scales(ax, bands, scale, across, small)
    scales = "each panel on its own scale" if own_scales(bands) else "one scale for all"
    if small:
        scales = ", own scales" if own_scales(bands) else ""
        short_title(ax, f"Cumulative cash: {settlement.name}", f"{scale.name}{scales}")
        return ax
    against = comparison(settlement, status_quo, proposed(outcomes, environment))
    ax.set_title(against, loc="left", fontsize=10, pad=34)
    words = (
        f"Cumulative change in cash, {scale.name}, {outcomes.price_year or 'model'} prices, "
        f"undiscounted; {scales}\nline: mean; band: {INTERVAL}; triangle: breaks even"
    )
    ax.text(0.0, 1.0, words, transform=ax.transAxes, fontsize=8.5, va="bottom")
    return ax


def own_scales(bands: Mapping[str, Sequence[Array]]) -> bool:
    """Return whether the largest party moves over ten times as much as another that moves.

    Examples
    --------
    >>> own_scales({"A": [np.array([100.0])], "B": [np.array([-9.0])]})
    True
    """
    sizes = [max(float(np.abs(line).max(initial=0.0)) for line in band) for band in bands.values()]
    moving = [size for size in sizes if size >= NIL]
    return bool(moving) and max(moving) > 10 * min(moving)


def _head(small: bool) -> dict[str, Any]:
    return {"fontsize": 6.5 if small else 9, "loc": "left", "pad": 1.5 if small else 3}


def _panel(ax: Axes, index: int, n_panels: int, across: int, room: float) -> Axes:
    """Return the place of one panel inside the axes, row by row."""
    down = ceil(n_panels / across)
    row, column = divmod(index, across)
    wide, high = 1 / across, 1 / down
    left, bottom = column * wide, 1 - (row + 1) * high
    return ax.inset_axes((left + 0.02, bottom + 0.12 * high, wide - room, 0.62 * high))


def _band(panel: Axes, band: Sequence[Array], outcomes: Outcomes, small: bool) -> None:
    mean, low, high = band
    years = np.arange(1, len(mean) + 1)
    panel.fill_between(years, low, high, facecolor=GAIN, alpha=0.22, linewidth=0)
    for edge in (low, high):
        panel.plot(years, edge, color=PALE, linewidth=0.8, linestyle="--")
    panel.plot(years, mean, color=INK, linewidth=1.6, marker="o", markersize=2 if small else 3)
    panel.axhline(0, color=INK, linewidth=0.8)
    every = max(1, len(years) - 1) if small else ceil(len(years) / 3)
    panel.set_xticks(years[::every], outcomes.years[::every], fontsize=5 if small else 7.5)
    if small:
        first, *rest = panel.get_xticklabels()
        first.set_horizontalalignment("left")
        for label in rest:
            label.set_horizontalalignment("right")
    panel.set_xlim(0.8, len(mean) + 0.2)


def _label_end(panel: Axes, mean: Array, scale: MoneyScale) -> None:
    """Write the last mean to the right of the panel."""
    panel.text(
        1.03,
        mean[-1] / scale.divisor,
        scale.text(float(mean[-1]), sign=True),
        transform=panel.get_yaxis_transform(),
        fontsize=8,
        va="center",
    )


def _mark_break_even(
    panel: Axes, band: Sequence[Array], outcomes: Outcomes, scale: MoneyScale, small: bool
) -> None:
    """Mark the year from which the cumulative mean stays at or above zero, if any moves."""
    mean, low, high = band
    yearly = np.diff(mean, prepend=0.0)
    largest = max(float(np.abs(line).max()) for line in (low, high))
    year = break_even_year(yearly, outcomes.years, ROUNDING * largest)
    if not year or largest < NIL:
        return
    place = outcomes.years.index(year)
    at = mean[place] / scale.divisor
    panel.plot(
        [place + 1],
        [at],
        marker="^",
        color="none",
        markeredgecolor=GAIN,
        markeredgewidth=1.4,
        markersize=5 if small else 9,
        zorder=5,
    )


def _scales(
    ax: Axes, bands: Mapping[str, Sequence[Array]], scale: MoneyScale, across: int, small: bool
) -> None:
    """Put every panel on one scale, or each on its own where they differ too much."""
    panels = [panel for panel in ax.child_axes if isinstance(panel, Axes)]
    own, every = own_scales(bands), [line for band in bands.values() for line in band]
    for index, (panel, band) in enumerate(zip(panels, bands.values(), strict=True)):
        ends = np.concatenate([np.ravel(line) for line in (band if own else every)])
        if np.abs(ends).max(initial=0.0) < NIL:
            ends = np.array([-scale.divisor, scale.divisor])  # a flat line in the middle
        low, high = min(0.0, ends.min()) / scale.divisor, max(0.0, ends.max()) / scale.divisor
        room = 0.1 * ((high - low) or 1.0)
        panel.set_ylim(low - room, high + room)
        panel.yaxis.set_major_locator(MaxNLocator(2 if small else 4))
        labels = own or index % across == 0
        if small and index + across < len(panels):
            panel.tick_params(axis="x", labelbottom=False)
        panel.tick_params(axis="y", labelsize=5 if small else 7.5, labelleft=labels, pad=1)
        panel.grid(axis="y", color="0.88", linewidth=0.6)
        no_frame(panel, ("left", "bottom"))
