"""Who is paid to do nothing: each party's gain from one unit less, by arrangement."""

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from pathway_economics.errors import InvalidModel, UnknownName
from pathway_economics.plot.style import (
    GAIN,
    INK,
    LOSS,
    Array,
    cut,
    fitted,
    new_axes,
    no_frame,
    paler,
    plain,
)

if TYPE_CHECKING:
    import pandas as pd

SYSTEM = "All parties"
"""Column that adds up the parties."""


def incentives(
    table: "pd.DataFrame", service: str | None = None, *, ax: Axes | None = None
) -> Axes:
    """Draw who gains and who loses when one unit less is delivered, by arrangement.

    A row for each arrangement and a column for each party, with the mean gain in each
    cell. A gain is shaded, the deeper the larger; a loss is hatched; so the figure reads
    in black and white too.

    Parameters
    ----------
    table
        As ``studies.incentives`` returns it.
    service
        Which of its services; the first if omitted.
    ax
        Where to draw; a new figure if omitted.

    Returns
    -------
    matplotlib.axes.Axes
        ``ax``, or the axes of the new figure.
    """
    if table.empty:
        raise InvalidModel("The table of incentives is empty; there is nothing to draw.")
    services = list(dict.fromkeys(table["service"]))
    chosen = services[0] if service is None else service
    if chosen not in services:
        raise UnknownName("service of the table", chosen, services)
    rows = table[table["service"] == chosen]
    ways = list(dict.fromkeys(rows["arrangement"]))
    parties = list(dict.fromkeys(rows["party"]))
    means = rows.pivot(index="arrangement", columns="party", values="mean")
    amounts = means.reindex(index=ways, columns=parties).to_numpy()
    amounts = np.column_stack([amounts, amounts.sum(axis=1)])
    ax = new_axes(ax, 2.6 + 1.0 * (len(parties) + 1), 1.3 + 0.34 * len(ways))
    _cells(ax, amounts)
    _sides(ax, ways, parties)
    units, unit = float(rows["units"].iloc[0]), rows["unit"].iloc[0]
    counted = f"{units:g} less of {chosen}" if units != 1 else f"One less: {chosen}"
    ax.set_title(
        plain(
            f"{counted}, {rows['year'].iloc[0]}. What each party gains, {unit}, mean\n"
            "shaded: is paid to avoid it; hatched: loses by avoiding it"
        ),
        loc="left",
        fontsize=9,
    )
    return ax


def _cells(ax: Axes, amounts: Array) -> None:
    largest = max(float(np.abs(amounts).max(initial=0.0)), 1e-9)
    places = 0 if largest >= 100 else 2
    for row, cells in enumerate(amounts):
        for column, amount in enumerate(cells):
            written = _written(amount, places)
            gains, loses = amount > 0 and written != "0", amount < 0 and written != "0"
            left = column + (0.12 if column == len(cells) - 1 else 0.0)
            share = 0.15 + 0.4 * abs(amount) / largest
            ax.add_patch(
                Rectangle(
                    (left - 0.48, row - 0.44),
                    0.96,
                    0.88,
                    facecolor=paler(GAIN, share) if gains else "white",
                    edgecolor=LOSS if loses else "0.8",
                    hatch="////" if loses else "",
                    linewidth=0.0 if loses else 0.6,
                    alpha=1.0,
                )
            )
            box = {"facecolor": "white", "edgecolor": "none", "pad": 1.2} if loses else None
            ax.text(left, row, written, ha="center", va="center", fontsize=8.5, color=INK, bbox=box)


def _written(amount: float, places: int) -> str:
    text = f"{amount:+,.{places}f}"
    return "0" if float(text.replace(",", "")) == 0 else text.replace("-", "−")


def _sides(ax: Axes, ways: list[str], parties: list[str]) -> None:
    """Write arrangements to the left and parties above."""
    no_frame(ax, ())
    columns = [*range(len(parties)), len(parties) + 0.12]
    names = [fitted(name, 12, 2) for name in (*parties, SYSTEM)]
    ax.set_xticks(columns, names, fontsize=8.5)
    ax.set_yticks(range(len(ways)), [cut(way, 34) for way in ways], fontsize=8.5)
    ax.tick_params(length=0, labeltop=True, labelbottom=False)
    ax.set_xlim(-0.55, len(parties) + 0.68)
    ax.set_ylim(len(ways) - 0.45, -0.55)
