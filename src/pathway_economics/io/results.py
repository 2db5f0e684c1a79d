"""Results as tidy tables: one CSV file each, and one Excel workbook with all of them."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from pathway_economics.errors import InvalidModel, PathwayEconomicsError
from pathway_economics.evaluate import (
    consents,
    cost_effectiveness,
    cost_effectiveness_by_subgroup,
    payoffs,
    perimeters,
    released,
)
from pathway_economics.evaluate.statistics import interval
from pathway_economics.io.workbook import save_workbook
from pathway_economics.ledger import Entry
from pathway_economics.outcomes import Outcomes, Settlement, has_totals, standard_error
from pathway_economics.parameters import Draws, Parameter
from pathway_economics.parameters.distributions import Formula

if TYPE_CHECKING:
    import pandas as pd

REFERENCE = 0


def tables(
    settlements: Sequence[Settlement],
    status_quo: Settlement | None = None,
    threshold: float | None = None,
    outcomes: Outcomes | None = None,
) -> "dict[str, pd.DataFrame]":
    """Return every result as a tidy table, by name.

    Parameters
    ----------
    settlements
        The arrangements, all settled on the same outcomes.
    status_quo
        The arrangement in force; the first of the settlements if omitted.
    threshold
        Value of a QALY to the system. [currency per QALY]
    outcomes
        What the run returned; needed only where nothing is settled.

    Returns
    -------
    dict
        ``payoffs``, ``consents``, ``perimeters``, ``positions`` and ``entries`` of the
        settlements; ``activity``, ``released``, ``cost_effectiveness``, ``subgroups`` (if there
        are any) and ``parameters`` of the run. Outcomes from tables have no
        ``cost_effectiveness``. Numbers are in the model's currency,
        undiscounted unless a column says otherwise.
    """
    ran = settlements[0].outcomes if settlements else outcomes
    if ran is None:
        raise InvalidModel("Neither settlements nor outcomes were given; give one of them.")
    found = _of_money(settlements, status_quo or settlements[0], threshold) if settlements else {}
    if ran.environments:
        found |= {"activity": ran.activity_table(), "released": released(ran)}
    if ran.subgroup_cost.size:
        found |= {"subgroups": cost_effectiveness_by_subgroup(ran, threshold)}
    if has_totals(ran):
        found |= {"cost_effectiveness": cost_effectiveness(ran, threshold)}
    return found | {"parameters": parameters(ran)}


def _of_money(
    settlements: Sequence[Settlement], first: Settlement, threshold: float | None
) -> "dict[str, pd.DataFrame]":
    import pandas as pd

    found = {
        "payoffs": [payoffs(settlement, first) for settlement in settlements],
        "consents": [_consents(settlement, first, threshold) for settlement in settlements],
        "perimeters": [perimeters(each, first, threshold=threshold) for each in settlements],
        "positions": [settlement.positions() for settlement in settlements],
        "entries": [pd.DataFrame(_entries(settlement)) for settlement in settlements],
    }
    return {name: pd.concat(parts, ignore_index=True) for name, parts in found.items()}


def parameters(outcomes: Outcomes) -> "pd.DataFrame":
    """Return every parameter with its distribution, unit and source.

    ``mean``, ``low`` and ``high`` are of the draws that the run used, 95 % interval; NaN
    for a formula that changes with time, which has no one value per draw.
    """
    import pandas as pd

    rows = []
    for parameter in outcomes.draws.parameters:
        for name, drawn in _drawn(outcomes.draws, parameter).items():
            low, high = interval(np.atleast_1d(drawn))
            rows.append(
                {
                    "parameter": name,
                    "distribution": parameter.distribution.describe(),
                    "unit": parameter.unit,
                    "mean": float(np.mean(drawn)),
                    "low": float(low),
                    "high": float(high),
                    "source": parameter.source or "",
                    "assumption": parameter.assumption or "",
                }
            )
    columns = ("parameter", "distribution", "unit", "mean", "low", "high", "source", "assumption")
    return pd.DataFrame(rows, columns=list(columns))


def _drawn(draws: Draws, parameter: Parameter) -> Mapping[str, Any]:
    """Return the draws of a parameter's names, NaN where a formula has none of its own."""
    try:
        return draws.values(*parameter.names)
    except PathwayEconomicsError:
        if isinstance(parameter.distribution, Formula):
            return dict.fromkeys(parameter.names, np.nan)
        raise


def save_tables(
    folder: str | Path, found: "Mapping[str, pd.DataFrame]", title: str = ""
) -> list[Path]:
    """Write ``tables/<name>.csv`` for each table and ``results.xlsx`` with all of them.

    Parameters
    ----------
    folder
        An existing folder; to have all or nothing, give one from ``whole_folder``.
    found
        Tables by name, as ``tables`` returns them.
    title
        What the results are of, for the first sheet of the workbook.

    Returns
    -------
    list of pathlib.Path
        The files.
    """
    below = Path(folder) / "tables"
    below.mkdir(exist_ok=True)
    written = []
    for name, table in found.items():
        written.append(below / f"{name}.csv")
        table.to_csv(written[-1], index=False, lineterminator="\n", encoding="utf-8")
    book = Path(folder) / "results.xlsx"
    save_workbook(book, found, title)
    return [*written, book]


def _consents(
    settlement: Settlement, status_quo: Settlement, threshold: float | None
) -> "pd.DataFrame":
    import pandas as pd

    outcomes = settlement.outcomes
    parts = []
    for environment in outcomes.environments[REFERENCE + 1 :] or outcomes.environments[:1]:
        found = consents(settlement, status_quo, environment, threshold)
        where = {"arrangement": settlement.name, "environment": environment}
        whole = {
            "goes_ahead": found.goes_ahead,
            "cost_of_silos": found.cost_of_silos,
            "system_cost_change": found.value.cost_change,
            "system_qaly_change": found.value.qaly_change,
        }
        parts.append(found.table.assign(**whole))
        for place, (column, value) in enumerate(where.items()):
            parts[-1].insert(place, column, value)
    return pd.concat(parts, ignore_index=True)


def _entries(settlement: Settlement) -> Iterator[dict[str, Any]]:
    """Yield one row per entry, environment and year that is not zero: means over draws."""
    outcomes = settlement.outcomes
    for entry in settlement.ledger.entries:
        amount = np.broadcast_to(entry.amount, (*outcomes.shape[:2], entry.amount.shape[-1]))
        means = amount.mean(axis=-1)
        se = standard_error(amount)
        low, high = interval(amount)
        for e, y in zip(*np.nonzero(amount.any(axis=-1)), strict=True):
            yield {
                "arrangement": settlement.name,
                "environment": outcomes.environments[e],
                "payer": entry.payer,
                "payee": entry.payee,
                "category": entry.category,
                "label": entry.label,
                "source": entry.source,
                "capital_or_revenue": _budget(entry),
                "year": outcomes.years[y],
                "activity": _mean_at(entry.activity, outcomes, e, y),
                "price": _mean_at(entry.price, outcomes, e, y),
                "unit": outcomes.currency,
                "mean": means[e, y],
                "se": se[e, y],
                "low": low[e, y],
                "high": high[e, y],
            }


def _budget(entry: Entry) -> str:
    """Return which budget a programme cost is on; empty for other entries."""
    if entry.category != "programme":
        return ""
    return "capital" if entry.label.endswith("capital)") else "revenue"


def _mean_at(array: Any, outcomes: Outcomes, e: int, y: int) -> float:
    if array is None:
        return float("nan")
    whole = np.broadcast_to(array, (*outcomes.shape[:2], array.shape[-1]))
    return float(whole[e, y].mean())
