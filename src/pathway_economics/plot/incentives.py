"""Who is paid to do nothing: each party's gain from one unit less, by arrangement."""

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.axes import Axes

from pathway_economics.errors import InvalidModel, UnknownName
from pathway_economics.plot.cells import cells, table_axes
from pathway_economics.plot.style import Array, MoneyScale, plain

if TYPE_CHECKING:
    import pandas as pd


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
    ax = table_axes(ax, ways, parties)
    cells(ax, amounts, ways, parties, "All parties", _scale(amounts, rows["unit"].iloc[0]))
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


def _scale(amounts: Array, currency: str) -> MoneyScale:
    """Return whole units of money, or hundredths where all amounts are small."""
    large = float(np.abs(amounts).max(initial=0.0)) >= 100
    return MoneyScale(1.0 if large else 1.0 + 1e-12, currency)
