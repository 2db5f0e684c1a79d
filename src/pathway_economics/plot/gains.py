"""Who gains under each of many arrangements."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes

from pathway_economics.errors import InvalidModel
from pathway_economics.outcomes import Settlement
from pathway_economics.plot.cells import cells, table_axes
from pathway_economics.plot.choose import proposed, window, yearly_payoffs
from pathway_economics.plot.style import money_scale, plain


def gains(
    settlements: Sequence[Settlement],
    status_quo: Settlement,
    environment: str | None = None,
    *,
    ax: Axes | None = None,
) -> Axes:
    """Draw each party's mean payoff over the budget window under many arrangements.

    A row for each arrangement and a column for each party: gains shaded, the deeper the
    larger, losses hatched. For a few arrangements with their intervals see
    ``arrangements``.

    Parameters
    ----------
    settlements
        The arrangements that are judged.
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
    if not settlements:
        raise InvalidModel("There is no settlement to draw; give one or more.")
    outcomes = status_quo.outcomes
    found = [yearly_payoffs(each, status_quo, environment) for each in settlements]
    parties = [name for name in outcomes.parties if any(name in each for each in found)]
    amounts = np.array(
        [[each[p].sum(axis=0).mean() if p in each else 0.0 for p in parties] for each in found]
    )
    ways = [each.name for each in settlements]
    ax = table_axes(ax, ways, parties)
    scale = money_scale([*amounts.ravel(), *amounts.sum(axis=1)], outcomes.currency)
    cells(ax, amounts, ways, parties, "All parties", scale)
    environments = outcomes.environments
    prices = f"{outcomes.price_year or 'model'} prices, undiscounted"
    ax.set_title(
        plain(
            f"{environments[proposed(outcomes, environment)]} under each arrangement, against "
            f"{environments[0]} under {status_quo.name}\n"
            f"mean payoff, {scale.name}, {prices}; {window(outcomes)}\n"
            "shaded: gains; hatched: loses"
        ),
        loc="left",
        fontsize=9,
    )
    return ax
