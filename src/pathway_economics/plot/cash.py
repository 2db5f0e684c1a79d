"""Cumulative cash by party over the years."""

from collections.abc import Sequence
from math import ceil

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from pathway_economics.errors import UnknownName
from pathway_economics.evaluate.statistics import interval
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
    new_axes,
    no_frame,
)

ACROSS = 3


def cumulative_cash(
    settlement: Settlement,
    status_quo: Settlement,
    environment: str | None = None,
    parties: Sequence[str] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw each party's cumulative payoff over the years, with its 95 % band.

    One panel per party, all on one scale of money, within ``ax``.

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
    rows = ceil(len(chosen) / ACROSS)
    ax = new_axes(ax, 7.5, 0.9 + 2.0 * rows)
    ax.set_axis_off()
    ax.set_title(
        comparison(settlement, status_quo, proposed(outcomes, environment)),
        loc="left",
        fontsize=10,
        pad=22,
    )
    bands = {name: (cash[name].mean(axis=-1), *interval(cash[name])) for name in chosen}
    scale = money_scale(
        [end for band in bands.values() for end in np.ravel(band)], outcomes.currency
    )
    for index, (name, band) in enumerate(bands.items()):
        panel = _panel(ax, index, len(chosen))
        _band(panel, [line / scale.divisor for line in band], outcomes)
        panel.set_title(fitted(name, 24, 2), fontsize=9, loc="left", pad=3)
        _label_end(panel, band[0], scale)
    _share(ax, bands, scale, outcomes)
    return ax


def _panel(ax: Axes, index: int, n_panels: int) -> Axes:
    """Return the place of one panel inside the axes, row by row."""
    across = min(ACROSS, n_panels)
    down = ceil(n_panels / across)
    row, column = divmod(index, across)
    wide, high = 1 / across, 1 / down
    left, bottom = column * wide, 1 - (row + 1) * high
    return ax.inset_axes((left + 0.01, bottom + 0.12 * high, wide - 0.07, 0.64 * high))


def _band(panel: Axes, band: Sequence[Array], outcomes: Outcomes) -> None:
    mean, low, high = band
    years = np.arange(1, len(mean) + 1)
    panel.fill_between(years, low, high, facecolor=GAIN, alpha=0.22, linewidth=0)
    for edge in (low, high):
        panel.plot(years, edge, color=PALE, linewidth=0.8, linestyle="--")
    panel.plot(years, mean, color=INK, linewidth=1.6, marker="o", markersize=3)
    panel.axhline(0, color=INK, linewidth=0.8)
    every = ceil(len(years) / 3)
    panel.set_xticks(years[::every], outcomes.years[::every], fontsize=7.5)
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


def _share(
    ax: Axes, bands: dict[str, tuple[Array, Array, Array]], scale: MoneyScale, outcomes: Outcomes
) -> None:
    """Put every panel on one scale, and say once what is drawn."""
    panels = [panel for panel in ax.child_axes if isinstance(panel, Axes)]
    ends = np.concatenate([np.ravel(band) for band in bands.values()] or [np.zeros(1)])
    low, high = min(0.0, ends.min()) / scale.divisor, max(0.0, ends.max()) / scale.divisor
    room = 0.08 * ((high - low) or 1.0)
    for index, panel in enumerate(panels):
        panel.set_ylim(low - room, high + room)
        panel.yaxis.set_major_locator(MaxNLocator(4))
        panel.tick_params(axis="y", labelsize=7.5, labelleft=index % ACROSS == 0)
        panel.grid(axis="y", color="0.88", linewidth=0.6)
        no_frame(panel, ("left", "bottom"))
    ax.text(
        0.0,
        1.0,
        f"Cumulative change in cash, {scale.name}, {outcomes.price_year or 'model'} prices, "
        f"undiscounted; line: mean, band: {INTERVAL}",
        transform=ax.transAxes,
        fontsize=8.5,
        va="bottom",
    )
