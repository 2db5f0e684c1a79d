"""The table of activity: what is delivered, by whom, and what a unit costs."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pathway_economics.outcomes.cells import Axis, find_cells
from pathway_economics.outcomes.given_axes import Common
from pathway_economics.outcomes.given_cash import Costed
from pathway_economics.outcomes.parts import Line
from pathway_economics.outcomes.readings import Reading

Array = NDArray[np.float64]

OR_ZERO = 'give every combination once, or say missing="zero" if what is not there is nothing'


class Delivered(NamedTuple):
    """Activity with its costs, and units delivered to other patients, shape (E, L, Y, D)."""

    costed: Costed
    backfilled: Array | None


def read_activity(common: Common, zero: bool) -> Delivered:
    """Return what the table of activity holds; its complaints stay with it.

    Parameters
    ----------
    common
        What the tables have in common.
    zero
        Whether missing rows are zero.
    """
    table = common.activity
    services = table.labels("service")
    axis = Axis("service", services.names, services.places)
    cells = find_cells(table, common.axes(table, axis), common.whole and not zero, OR_ZERO)

    def filled(column: str, otherwise: float = 0.0) -> Array:
        if column not in table:
            return np.broadcast_to(otherwise, units.shape)
        return common.spread(table, cells, table.numbers(column, 0.0))

    lines = _lines(common, axis)
    units = common.spread(table, cells, table.numbers("units", 0.0))
    costs = filled("unit_cost")
    shares = np.broadcast_to(1.0, units.shape)
    if "cash_share" in table:
        shares = common.spread(table, cells, table.numbers("cash_share", 0.0, 1.0), np.nan)
        shares = np.where(np.isnan(shares), shares[:1], shares)  # of a row that is missing
        shares = np.nan_to_num(shares, nan=1.0)
    backfilled = filled("backfilled") if "backfilled" in table else None
    return Delivered(Costed(lines, units, costs, shares), backfilled)


def check_costs(table: Reading) -> None:
    """Complain where spending is not given and cannot follow from activity."""
    for column, why in (("unit_cost", "what a unit costs"), ("provider", "whose spending it is")):
        if column not in table:
            table.complain(
                "There is no table of spending, so that it follows from activity, which does not "
                f"say {why}: give a column {column!r}, or a table of spending.",
                column,
            )


def _lines(common: Common, services: Axis) -> list[Line]:
    """Return what is counted, with its unit and who delivers it."""
    table, names = common.activity, services.names
    told = {"unit": [""] * len(names), "provider": [""] * len(names)}
    if "unit" in table:
        told["unit"] = table.constant("unit", services.places, names, "service")
    if "provider" in table and common.check_parties(table, "provider"):
        told["provider"] = table.constant("provider", services.places, names, "service")
    return [
        Line(name, "service", provider or None, unit or "unit")
        for name, unit, provider in zip(names, told["unit"], told["provider"], strict=True)
    ]
