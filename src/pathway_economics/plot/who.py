"""Who pays and who saves."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from pathway_economics.evaluate.statistics import interval
from pathway_economics.outcomes import Outcomes, Settlement
from pathway_economics.plot.choose import (
    comparison,
    proposed,
    public_purse,
    window,
    yearly_payoffs,
)
from pathway_economics.plot.style import (
    GAIN,
    INK,
    INTERVAL,
    LOSS,
    Array,
    MoneyScale,
    money_scale,
    narrow,
    new_axes,
    no_frame,
    row_names,
    short_title,
)

PURSE = "Public purse"
"""Row that adds up the commissioners, providers and local authorities."""


def payoffs(
    settlement: Settlement,
    status_quo: Settlement,
    environment: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw who pays and who saves: each party's payoff over the budget window.

    Bars to the right of zero are cash gained, hatched bars to the left cash lost; the
    line across each bar is the 95 % interval over draws. The last row adds up the public
    bodies. Parties that never hold cash, such as patients, are left out. In axes narrower
    than 4.5 inches the names stand above the bars and the figures are left out.

    Parameters
    ----------
    settlement
        The arrangement that is judged.
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
    outcomes = settlement.outcomes
    yearly = yearly_payoffs(settlement, status_quo, environment)
    totals = {name: array.sum(axis=0) for name, array in yearly.items()}
    purse = public_purse(outcomes, yearly)
    if purse is not None:
        totals[PURSE] = purse.sum(axis=0)
    ax = new_axes(ax, 7.5, 1.5 + 0.5 * len(totals))
    scale = money_scale(
        [bound for a in totals.values() for bound in interval(a)], outcomes.currency
    )
    if narrow(ax):
        short_title(ax, f"Who pays: {settlement.name}", f"{scale.name}, {INTERVAL}")
    else:
        against = comparison(settlement, status_quo, proposed(outcomes, environment))
        ax.set_title(against, loc="left", fontsize=10)
    _bars(ax, totals, scale)
    if purse is not None and not narrow(ax):
        ax.axhline(len(totals) - 1.5, color=INK, linewidth=0.6)
    _axis(ax, outcomes, scale)
    return ax


def _bars(ax: Axes, totals: dict[str, Array], scale: MoneyScale) -> None:
    small = narrow(ax)
    for row, array in enumerate(totals.values()):
        mean, (low, high) = float(array.mean()), map(float, interval(array))
        gains = mean >= 0
        ax.barh(
            row,
            mean / scale.divisor,
            height=0.36 if small else 0.62,
            edgecolor=INK,
            linewidth=0.7,
            color=GAIN if gains else "white",
            hatch="" if gains else "////",
            hatchcolor=LOSS,
        )
        ends = np.array([low, high]) / scale.divisor
        ax.plot(ends, [row, row], color=INK, linewidth=1.3, marker="|", markersize=8)
        if not small:
            text = f"{scale.text(mean, True)} ({scale.text(low, True)} to {scale.text(high, True)})"
            ax.text(1.02, row, text, transform=ax.get_yaxis_transform(), va="center", fontsize=8.5)
    row_names(ax, list(totals), top=0.34)
    ax.set_ylim(len(totals) - 0.4, -0.6)
    if not small:
        ax.text(
            1.02,
            1.01,
            f"{scale.name},\nmean ({INTERVAL})",
            transform=ax.transAxes,
            fontsize=8,
            va="bottom",
        )


def _axis(ax: Axes, outcomes: Outcomes, scale: MoneyScale) -> None:
    no_frame(ax)
    ax.axvline(0, color=INK, linewidth=1)
    ax.margins(x=0.06)
    ax.xaxis.set_major_locator(MaxNLocator(4 if narrow(ax) else 6))
    if narrow(ax):
        ax.tick_params(axis="x", labelsize=6.5, pad=1)
        return
    ax.set_xlabel(
        f"← worse off          better off →\n{scale.name}, {outcomes.price_year or 'model'} "
        f"prices, undiscounted; {window(outcomes)}",
        fontsize=9,
    )
