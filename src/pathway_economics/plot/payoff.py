"""What one contract pays, and what one more unit brings each party."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator
from numpy.typing import ArrayLike

from pathway_economics.contracts import Contract, Response, response
from pathway_economics.outcomes import Outcomes, Settlement
from pathway_economics.plot.beside import End, look, names_beside
from pathway_economics.plot.style import (
    INK,
    PALE,
    MoneyScale,
    cut,
    fitted,
    money_scale,
    narrow,
    new_axes,
    no_frame,
    plain,
    short_title,
    width_of,
)


def payoff(
    contract: Contract | Response,
    *,
    levels: ArrayLike | None = None,
    outcomes: Outcomes | Settlement | None = None,
    plan: float | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw what a contract pays against activity or spending, and each party's incentive.

    Above, what each party receives less what it pays; below, what one more unit (or one
    more of spending) brings it. The upright line is the plan. A jump, such as a gate, is
    drawn as a break between two dots, and has no slope.

    Parameters
    ----------
    contract
        The contract, or its response.
    levels, outcomes, plan
        As for ``contracts.response``.
    ax
        Where to draw; a new figure if omitted.

    Returns
    -------
    matplotlib.axes.Axes
        ``ax``, or the axes of the new figure; its ``child_axes`` are the two panels.
    """
    answer = (
        contract
        if isinstance(contract, Response)
        else response(contract, levels, outcomes=outcomes, plan=plan)
    )
    ax = new_axes(ax, 7.0, 5.2)
    ax.set_axis_off()
    small = narrow(ax, 3.0)
    room = 0.0 if small else 0.2
    above = ax.inset_axes((0.0, 0.45, 1.0 - room, 0.55))
    below = ax.inset_axes((0.0, 0.0, 1.0 - room, 0.36), sharex=above)
    x = _axis_scale(answer)
    ends = (_payments(above, answer, x), _marginal(below, answer, x))
    for panel, named in zip((above, below), ends, strict=True):
        _frame(panel, answer, x, small)
        if not small:
            names_beside(panel, named)
    above.tick_params(labelbottom=False)
    if small:
        short_title(ax, answer.quantity, x.name)
        above.legend(fontsize=5.5, frameon=False, handlelength=2.4, borderpad=0.1)
        return ax
    below.set_xlabel(plain(_across(answer, x)), fontsize=9)
    _title(ax, above, answer, x)
    return ax


def _axis_scale(answer: Response) -> MoneyScale:
    """Return the unit of the level: money is read in thousands or millions."""
    if answer.unit.startswith(answer.currency):
        return money_scale([answer.levels[-1]], answer.currency)
    return MoneyScale(1.0, answer.unit)


def _across(answer: Response, x: MoneyScale) -> str:
    unit = f"{x.name} per year" if answer.unit.startswith(answer.currency) else answer.unit
    return f"{answer.quantity} [{unit}]"


def _title(ax: Axes, above: Axes, answer: Response, x: MoneyScale) -> None:
    wide = max(40, int(width_of(ax) * 16))
    above.set_title(fitted(answer.terms, wide, 6), loc="left", fontsize=8.5)
    above.text(
        answer.plan / x.divisor,
        1.0,
        f" plan: {x.text(answer.plan) if x.divisor > 1 else f'{_plain(answer.plan)}'}",
        transform=above.get_xaxis_transform(),
        fontsize=7.5,
        color="0.35",
        va="top",
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5, "alpha": 0.8},
    )


def _plain(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"


def _payments(panel: Axes, answer: Response, x: MoneyScale) -> list[End]:
    every = [amount for cash in answer.payments.values() for amount in cash]
    scale = money_scale(every, answer.currency)
    ends = []
    for index, party in enumerate(answer.payments):
        levels, cash = answer.curve(party)
        colour, dashes = look(index)
        panel.plot(
            levels / x.divisor,
            cash / scale.divisor,
            color=colour,
            linestyle=dashes,
            linewidth=1.8,
            zorder=3,
            label=cut(party, 16),
        )
        _breaks(panel, answer, party, (x.divisor, scale.divisor), colour)
        ends.append((party, cash[-1] / scale.divisor, scale.text(cash[-1], sign=True)))
    words = plain(f"Received less paid\n[{scale.name} per year]")
    if not narrow(panel, 2.0):
        panel.set_ylabel(words, fontsize=8)
    panel.margins(y=0.08)
    return ends


def _breaks(
    panel: Axes, answer: Response, party: str, units: tuple[float, float], colour: str
) -> None:
    """Draw the two ends of a line at each jump, joined by dots that are no slope."""
    for jump in answer.jumps:
        sides = np.array([jump.before[party], jump.after[party]]) / units[1]
        if sides[0] != sides[1]:
            place = [jump.level / units[0]] * 2
            panel.plot(place, sides, color=colour, linewidth=0.9, linestyle=":", zorder=2)
            panel.plot(place, sides, "o", markersize=4, color=colour, zorder=4, clip_on=False)


def _marginal(panel: Axes, answer: Response, x: MoneyScale) -> list[End]:
    marginal = answer.marginal
    ends = []
    money = answer.unit.startswith(answer.currency)
    largest = max(float(np.nanmax(np.abs(s), initial=0.0)) for s in marginal.values())
    for index, (party, slopes) in enumerate(marginal.items()):
        colour, dashes = look(index)
        panel.step(
            answer.levels / x.divisor,
            np.append(slopes[:-1], slopes[-2]),
            where="post",
            color=colour,
            linestyle=dashes,
            linewidth=1.6,
            zorder=3,
        )
        last = float(slopes[~np.isnan(slopes)][-1]) if (~np.isnan(slopes)).any() else 0.0
        ends.append((party, last, _per_unit(last, money)))
    panel.margins(y=0.15)
    if largest < 1e-9:
        panel.set_ylim(-1, 1)
    each = f"{answer.currency} per {answer.currency} 1 more" if money else answer.each
    words = f"One more brings\n{fitted(f'[{each}]', 24, 2)}"
    if not narrow(panel, 2.0):
        panel.set_ylabel(words, fontsize=8)
    return ends


def _per_unit(amount: float, money: bool) -> str:
    places = 2 if money or 0 < abs(amount) < 100 else 0
    written = f"{amount:+,.{places}f}"
    return "0" if float(written.replace(",", "")) == 0 else written.replace("-", "−")


def _frame(panel: Axes, answer: Response, x: MoneyScale, small: bool) -> None:
    no_frame(panel, ("left", "bottom"))
    panel.axhline(0, color=INK, linewidth=0.8, zorder=1)
    panel.axvline(answer.plan / x.divisor, color=PALE, linewidth=1.2, linestyle="--", zorder=1)
    panel.grid(axis="y", color="0.9", linewidth=0.6)
    panel.set_axisbelow(True)
    panel.set_xlim(answer.levels[0] / x.divisor, answer.levels[-1] / x.divisor)
    panel.tick_params(labelsize=6 if small else 8)
    panel.xaxis.set_major_locator(MaxNLocator(4 if small else 8))
    panel.yaxis.set_major_locator(MaxNLocator(3 if small else 5, steps=[1, 2, 2.5, 5, 10]))
    for axis in (panel.xaxis, panel.yaxis):
        axis.set_major_formatter(FuncFormatter(_tick))


def _tick(value: float, _: int) -> str:
    whole = f"{value:,.0f}" if abs(value) >= 1000 else f"{round(value, 9) + 0.0:g}"
    return whole.replace("-", "−")
