"""Tables that somebody brings, as arrays, with every complaint about them."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from pathway_economics.errors import Complaint, InvalidModel
from pathway_economics.outcomes.cells import Axis, find_cells
from pathway_economics.outcomes.given_activity import check_costs, read_activity
from pathway_economics.outcomes.given_axes import Common
from pathway_economics.outcomes.given_cash import Costed, Spent
from pathway_economics.outcomes.given_spending import read_spent
from pathway_economics.outcomes.readings import FEW, Reading

if TYPE_CHECKING:
    import pandas as pd

Array = NDArray[np.float64]

COLUMNS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "activity": (
        ("environment", "year", "service", "units"),
        ("draw", "provider", "unit", "unit_cost", "cash_share", "backfilled"),
    ),
    "spending": (("environment", "year", "party", "label", "amount"), ("draw", "recurrent")),
    "programme": (("environment", "year", "party", "label", "amount"), ("draw", "recurrent")),
    "health": (("environment", "year", "qalys"), ("draw", "life_years")),
    "shares": (("environment", "year", "strategy", "share"), ()),
}
"""Columns that each table needs, and those that it may have."""

SUM = 1e-9
"""How far rounding may take a sum of shares from one."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What the tables hold, with E environments, Y years, L services and D draws.

    Attributes
    ----------
    environments, years, first_year
        The reference environment first; years in order.
    costed
        Activity and what it costs.
    has_costs
        Whether unit costs are given.
    backfilled : shape (E, L, Y, D), optional
        Units delivered to other patients in capacity that was freed.
    spending, programme
        Cash by budget line; spending is ``None`` where it follows from activity.
    qalys, life_years : shape (E, Y, D), optional
        Health.
    shares
        Share of people on each strategy, by strategy, each shape (E, Y).
    """

    environments: tuple[str, ...]
    years: tuple[str, ...]
    first_year: str
    costed: Costed
    has_costs: bool
    backfilled: Array | None
    spending: list[Spent] | None
    programme: list[Spent]
    qalys: Array | None
    life_years: Array | None
    shares: Mapping[str, Array]


def read_brought(
    frames: "Mapping[str, pd.DataFrame]",
    parties: Sequence[str] | None,
    *,
    reference: str | None,
    first_year: str | None,
    zero: bool,
) -> tuple[Brought | None, list[Complaint]]:
    """Return what the tables hold, as far as it could be read, and every complaint about them.

    Parameters
    ----------
    frames
        The tables, by name.
    parties
        Names of the parties; ``None`` where they could not be read.
    reference
        Name of the reference environment; the first that is named if omitted.
    first_year
        Label of the first year, for years that are numbered.
    zero
        Whether missing rows of activity and of cash are zero.
    """
    readings, complaints = dict[str, Reading](), list[Complaint]()
    for name, frame in frames.items():
        if not hasattr(frame, "columns"):
            told = f"got {type(frame).__name__}; give a pandas table (a DataFrame)."
            complaints.append(Complaint(told, (name,)))
            continue
        reading = Reading(name, frame)
        needed, optional = COLUMNS[name]
        if reading.check_columns(needed, (*needed, *optional)):
            readings[name] = reading
        complaints += reading.complaints
    if "activity" not in readings:
        return None, complaints
    if "spending" not in frames:
        check_costs(readings["activity"])
    brought = None
    with suppress(InvalidModel):  # its complaints are among those of the readings
        brought = _brought(readings, Common(readings, parties, reference, first_year), zero)
    found = [complaint for reading in readings.values() for complaint in reading.complaints]
    return brought, list(dict.fromkeys((*complaints, *found)))


def _brought(readings: Mapping[str, Reading], common: Common, zero: bool) -> Brought:
    delivered = read_activity(common, zero)
    cash = {
        name: read_spent(readings[name], common, zero)
        for name in ("spending", "programme")
        if name in readings
    }
    qalys, life_years = _health(readings.get("health"), common)
    return Brought(
        environments=common.environments,
        years=common.years,
        first_year=common.calendar.first_year,
        costed=delivered.costed,
        has_costs="unit_cost" in common.activity,
        backfilled=delivered.backfilled,
        spending=cash.get("spending"),
        programme=cash.get("programme", []),
        qalys=qalys,
        life_years=life_years,
        shares=_shares(readings.get("shares"), common),
    )


def _health(table: Reading | None, common: Common) -> tuple[Array | None, Array | None]:
    if table is None:
        return None, None
    cells = find_cells(table, common.axes(table), common.whole)
    qalys = common.spread(table, cells, table.numbers("qalys"))
    if "life_years" not in table:
        return qalys, None
    return qalys, common.spread(table, cells, table.numbers("life_years", 0.0))


def _shares(table: Reading | None, common: Common) -> dict[str, Array]:
    """Return shares of people by strategy; each environment is one where none are given."""
    if table is None:
        alone = np.eye(len(common.environments))[:, :, np.newaxis] * np.ones(len(common.years))
        return dict(zip(common.environments, alone, strict=True))
    strategies = table.labels("strategy")
    axis = Axis("strategy", strategies.names, strategies.places)
    cells = find_cells(table, common.axes(table, axis, draws=False), common.whole)
    given = cells.spread(table.numbers("share", 0.0, 1.0))
    sums = given.sum(axis=1)
    for e, y in () if table.complaints else np.argwhere(np.abs(sums - 1.0) > SUM)[:FEW]:
        table.complain(
            f"The shares of {common.environments[e]} in {common.years[y]} sum to {sums[e, y]:g}; "
            "they must sum to 1.",
            "share",
        )
    return {name: given[:, k] for k, name in enumerate(strategies.names)}
