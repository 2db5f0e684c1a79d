"""Money between parties, the status quo beside the proposal."""

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from pathway_economics.evaluate.statistics import ROUNDING
from pathway_economics.outcomes import Outcomes, Settlement
from pathway_economics.parties import EXTERNAL
from pathway_economics.plot.choose import proposed, window
from pathway_economics.plot.style import (
    INK,
    MoneyScale,
    cut,
    fitted,
    money_scale,
    narrow,
    party_look,
    plain,
    width_of,
)

OUTSIDE = "Staff, supplies and others outside"
"""What readers call the external account."""

OUTSIDE_COLOUR = "#767676"
"""Colour of the external account, which is no party."""

Flows = Mapping[tuple[str, str], float]
Side = dict[str, float]
Look = tuple[str, str]
SMALL = 3.0
"""Width of a panel below which labels are cut short. [inches]"""

GAP, LEAST, BAR = 0.015, 0.085, 0.035


def transfers(
    settlement: Settlement,
    status_quo: Settlement,
    environment: str | None = None,
    year: str | None = None,
    ax: Sequence[Axes] | None = None,
) -> tuple[Axes, Axes]:
    """Draw money between parties, on a pair of axes: the status quo beside the proposal.

    The first panel is the reference environment under the status quo, the second the
    environment under the proposed arrangement, both on one scale; in each, payers stand on
    the left and payees on the right. The width of a band is the mean amount over draws,
    net between two accounts, so that what a pool takes in and pays back does not count
    twice; hatches tell payers apart in greyscale.

    Parameters
    ----------
    settlement
        The arrangement that is judged, drawn on the right.
    status_quo
        The arrangement in force, drawn on the left.
    environment
        Environment that is judged; the last one if omitted.
    year
        One budget year; the sum over the budget window if omitted.
    ax
        A pair of axes, which it needs; a new figure with two if omitted.

    Returns
    -------
    tuple of matplotlib.axes.Axes
        The two panels.
    """
    outcomes = settlement.outcomes
    e = proposed(outcomes, environment)
    before, after = money_between(status_quo, 0, year), money_between(settlement, e, year)
    left, right = _pair(ax)
    names = _names(outcomes, before, after)
    accounts = list(dict.fromkeys([*outcomes.parties, *names]))
    scale = money_scale([*before.values(), *after.values()], outcomes.currency)
    height = min(_height(side) for flows in (before, after) for side in _sides(flows, names))
    for panel, flows, other, place in (
        (left, before, None, f"{outcomes.environments[0]} under {status_quo.name}"),
        (right, after, before, f"{outcomes.environments[e]} under {settlement.name}"),
    ):
        _draw(panel, flows, other, names, height, scale, accounts)
        if narrow(panel, SMALL):
            panel.set_title(fitted(place, max(14, int(14 * width_of(panel))), 2), fontsize=7)
        else:
            panel.set_title(fitted(place, 46, 2), fontsize=10)
    when = window(outcomes) if year is None else year
    for panel in (left, right):
        words = (
            f"{scale.name}, {outcomes.price_year or 'model'} prices, mean over draws;\n"
            f"{when}{'' if panel is left else '; change in brackets'}"
        )
        if narrow(panel, SMALL):
            words = f"{scale.name}, mean over draws"
        panel.set_xlabel(plain(words), fontsize=7 if narrow(panel, SMALL) else 8.5)
    return left, right


def money_between(
    settlement: Settlement, e: int, year: str | None = None
) -> dict[tuple[str, str], float]:
    """Return the mean money, in currency, from each payer to each payee in one environment.

    It is net between two accounts: never both directions.

    Parameters
    ----------
    settlement
        Whose entries are added up.
    e
        Index of the environment.
    year
        One budget year; the sum over the budget window if omitted.
    """
    outcomes = settlement.outcomes
    years = slice(None) if year is None else [outcomes.years.index(year)]
    net: dict[tuple[str, str], float] = {}
    gross: dict[tuple[str, str], float] = {}
    for entry in settlement.ledger.entries:
        amount = np.broadcast_to(entry.amount, (*outcomes.shape[:2], entry.amount.shape[-1]))
        total = float(amount[e][years].mean(axis=-1).sum())
        forth, back = (entry.payer, entry.payee), (entry.payee, entry.payer)
        pair, sign = (back, -1) if back in net else (forth, 1)
        if total and entry.payer != entry.payee:
            net[pair] = net.get(pair, 0.0) + sign * total
            gross[pair] = gross.get(pair, 0.0) + abs(total)
    return {
        pair if total > 0 else (pair[1], pair[0]): abs(total)
        for pair, total in net.items()
        if abs(total) > ROUNDING * gross[pair]
    }


def _pair(ax: Sequence[Axes] | None) -> tuple[Axes, Axes]:
    if ax is None:
        import matplotlib.pyplot as plt

        _, made = plt.subplots(1, 2, figsize=(11, 5.6), layout="constrained")
        return made[0], made[1]
    left, right = ax
    return left, right


def _names(outcomes: Outcomes, *found: Flows) -> list[str]:
    """Return the accounts in the order of the model, pools next, the external one last."""
    used = dict.fromkeys(name for flows in found for pair in flows for name in pair)
    order = [name for name in outcomes.parties if name in used]
    order += [name for name in used if name not in order and name != EXTERNAL]
    return order + [EXTERNAL] * (EXTERNAL in used)


def _sides(flows: Flows, names: Sequence[str]) -> tuple[Side, Side]:
    """Return what each account pays (left) and receives (right)."""
    paid = {n: sum(v for (payer, _), v in flows.items() if payer == n) for n in names}
    received = {n: sum(v for (_, payee), v in flows.items() if payee == n) for n in names}
    return (
        {name: total for name, total in paid.items() if total},
        {name: total for name, total in received.items() if total},
    )


def _height(side: Side) -> float:
    """Return the height of one unit of money that lets one side fit, labels included."""
    room = 1.0 - GAP * max(len(side) - 1, 0)
    low, high = 0.0, 1.0 / (max(side.values(), default=1.0) or 1.0)
    for _ in range(60):
        middle = (low + high) / 2
        fits = sum(max(middle * total, LEAST) for total in side.values()) <= room
        low, high = (middle, high) if fits else (low, middle)
    return low or high * 0.5


def _tops(side: Side, height: float) -> dict[str, float]:
    """Return the top of each account's bar; small ones keep room for their labels."""
    slots = {name: max(total * height, LEAST) for name, total in side.items()}
    spare = max(0.0, 1.0 - sum(slots.values()) - GAP * max(len(slots) - 1, 0))
    gap = GAP + spare / max(len(slots), 1)
    tops, top = {}, 1.0
    for name, slot in slots.items():
        tops[name] = top - (slot - side[name] * height) / 2
        top -= slot + gap
    return tops


def _look(name: str, accounts: Sequence[str]) -> Look:
    """Return the colour and the hatch of an account."""
    return (OUTSIDE_COLOUR, "") if name == EXTERNAL else party_look(name, accounts)


def _draw(
    ax: Axes,
    flows: Flows,
    other: Flows | None,
    names: Sequence[str],
    height: float,
    scale: MoneyScale,
    accounts: Sequence[str],
) -> None:
    sides = _sides(flows, names)
    before = _sides(other, names) if other is not None else ({}, {})
    tops = [_tops(side, height) for side in sides]
    next_left, next_right = dict(tops[0]), dict(tops[1])
    for payer in names:
        style = _look(payer, accounts)
        for payee in names:
            wide = flows.get((payer, payee), 0.0) * height
            if not wide:
                continue
            _ribbon(ax, next_left[payer], next_right[payee], wide, style)
            next_left[payer] -= wide
            next_right[payee] -= wide
    for x, side, place, was in (
        (0.0, sides[0], tops[0], before[0]),
        (1.0, sides[1], tops[1], before[1]),
    ):
        for name, total in side.items():
            change = None if other is None else total - was.get(name, 0.0)
            _bar(ax, x, place[name], total * height, _look(name, accounts))
            _label(ax, x, place[name] - total * height / 2, name, total, change, scale)
    ax.set_xlim(-0.62, 1.62)
    ax.set_ylim(-0.02, 1.07)
    for x, word in ((0.0, "pays"), (1.0, "receives")):
        size = 6 if narrow(ax, SMALL) else 8.5
        ax.text(x, 1.04, word, ha="center", fontsize=size, style="italic")
    ax.set_xticks([])
    ax.set_yticks([])
    for spine in ax.spines.values():
        spine.set_visible(False)


def _ribbon(ax: Axes, left: float, right: float, wide: float, style: Look) -> None:
    start, end = BAR / 2, 1 - BAR / 2
    points = [
        (start, left),
        (0.5, left),
        (0.5, right),
        (end, right),
        (end, right - wide),
        (0.5, right - wide),
        (0.5, left - wide),
        (start, left - wide),
        (start, left),
    ]
    codes = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
    colour, hatch = style
    band = Path(points, codes)
    ax.add_patch(PathPatch(band, facecolor=(colour, 0.35), edgecolor=colour, linewidth=0.6))
    if hatch:  # a patch of its own: SVG paints a filled one's hatch with the fill's opacity
        ax.add_patch(
            PathPatch(band, facecolor="none", linewidth=0, hatch=hatch, hatchcolor=(colour, 0.75))
        )


def _bar(ax: Axes, x: float, top: float, high: float, style: Look) -> None:
    ax.add_patch(
        Rectangle(
            (x - BAR / 2, top - high), BAR, high, facecolor=style[0], edgecolor=INK, linewidth=0.8
        )
    )


def _label(
    ax: Axes, x: float, y: float, name: str, total: float, change: float | None, scale: MoneyScale
) -> None:
    small = narrow(ax, SMALL)
    said = OUTSIDE if name == EXTERNAL else name
    shown = cut(said, max(9, int(8 * width_of(ax)))) if small else fitted(said, 20, 2)
    amount = scale.text(total)
    if change is not None and scale.text(change) != "0" and not small:
        amount += f" ({scale.text(change, sign=True)})"
    side = "right" if x == 0 else "left"
    ax.text(
        x + (0.04 if x else -0.04),
        y,
        f"{shown}\n{amount}",
        ha=side,
        va="center",
        fontsize=max(4.5, min(6.5, 2.6 * width_of(ax))) if small else 8.2,
        linespacing=1.05,
    )
