"""Gains and losses as a table that reads in colour and in black and white."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from pathway_economics.plot.style import (
    GAIN,
    INK,
    LOSS,
    Array,
    MoneyScale,
    cut,
    fitted,
    new_axes,
    no_frame,
    paler,
    width_of,
)

APART = 0.12
"""How far the last column, the sum of the others, stands apart. [columns]"""


def table_axes(ax: Axes | None, ways: Sequence[str], parties: Sequence[str]) -> Axes:
    """Return ``ax``, or the axes of a new figure with room for a row a way."""
    return new_axes(ax, 2.6 + 1.0 * (len(parties) + 1), 1.3 + 0.34 * len(ways))


def cells(
    ax: Axes,
    amounts: Array,
    ways: Sequence[str],
    parties: Sequence[str],
    whole: str,
    scale: MoneyScale,
) -> None:
    """Draw a cell for each amount: gains shaded, the deeper the larger, losses hatched.

    Parameters
    ----------
    ax
        Where to draw.
    amounts : shape (way, party)
        Gains, below zero losses. [currency]
    ways, parties
        Names of the rows and columns.
    whole
        Name of the column that adds up the parties.
    scale
        Unit in which amounts are written.
    """
    every = np.column_stack([amounts, amounts.sum(axis=1)])
    largest = max(float(np.abs(every).max(initial=0.0)), 1e-9)
    size = 8.5 if width_of(ax) > 0.8 * (len(parties) + 1) else 6.0
    for row, column in np.ndindex(every.shape):
        last = column == len(parties)
        _cell(ax, (column + APART * last, row), float(every[row, column]), largest, scale, size)
    no_frame(ax, ())
    columns = [*range(len(parties)), len(parties) + APART]
    ax.set_xticks(columns, [fitted(name, 12, 2) for name in (*parties, whole)], fontsize=size)
    ax.set_yticks(range(len(ways)), [cut(way, 40) for way in ways], fontsize=size)
    ax.tick_params(length=0, labeltop=True, labelbottom=False)
    ax.set_xlim(-0.55, len(parties) + 0.56 + APART)
    ax.set_ylim(len(ways) - 0.45, -0.55)


def _cell(
    ax: Axes,
    place: tuple[float, float],
    amount: float,
    largest: float,
    scale: MoneyScale,
    size: float,
) -> None:
    written = scale.text(amount, sign=True)
    gains, loses = amount > 0 and written != "0", amount < 0 and written != "0"
    x, y = place
    shade = paler(GAIN, 0.15 + 0.4 * abs(amount) / largest)
    ax.add_patch(
        Rectangle(
            (x - 0.48, y - 0.44),
            0.96,
            0.88,
            facecolor=shade if gains else "white",
            edgecolor=LOSS if loses else "0.8",
            hatch="////" if loses else "",
            linewidth=0.0 if loses else 0.6,
        )
    )
    box = {"facecolor": "white", "edgecolor": "none", "pad": 1.2} if loses else None
    ax.text(x, y, written, ha="center", va="center", fontsize=size, color=INK, bbox=box)
