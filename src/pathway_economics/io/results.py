"""Results as tidy tables: one CSV file each, and one Excel workbook with all of them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from pathway_economics.errors import InvalidModel, PathwayEconomicsError
from pathway_economics.evaluate import (
    consents,
    cost_effectiveness,
    payoffs,
    perimeters,
    released,
)
from pathway_economics.evaluate.statistics import interval
from pathway_economics.outcomes import Outcomes, Settlement
from pathway_economics.parameters import Draws, Parameter
from pathway_economics.parameters.distributions import Formula

if TYPE_CHECKING:
    import pandas as pd

REFERENCE = 0
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""Characters that a workbook cannot hold."""


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
        settlements; ``activity``, ``released``, ``cost_effectiveness`` and ``parameters``
        of the run. Numbers are in the model's currency, undiscounted unless a column says
        otherwise.
    """
    ran = settlements[0].outcomes if settlements else outcomes
    if ran is None:
        raise InvalidModel("Neither settlements nor outcomes were given; give one of them.")
    found = _of_money(settlements, status_quo or settlements[0], threshold) if settlements else {}
    if ran.environments:
        found |= {"activity": ran.activity_table(), "released": released(ran)}
    return found | {
        "cost_effectiveness": cost_effectiveness(ran, threshold),
        "parameters": parameters(ran),
    }


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


def save_workbook(path: str | Path, found: "Mapping[str, pd.DataFrame]", title: str = "") -> None:
    """Write one Excel workbook with a sheet per table; no text in it acts as a formula."""
    import pandas as pd

    about = pd.DataFrame({"sheet": list(found), "rows": [len(table) for table in found.values()]})
    about["results of"] = title
    with pd.ExcelWriter(path, engine="openpyxl") as writer:
        for name, table in {"contents": about, **found}.items():
            texts = table.select_dtypes(exclude=["number", "bool"]).columns
            clean = table.assign(**{column: table[column].map(_printable) for column in texts})
            clean.to_excel(writer, sheet_name=name[:31], index=False, freeze_panes=(1, 0))
            sheet = writer.sheets[name[:31]]
            for index, column in enumerate(clean.columns, start=1):
                _fit(sheet, index, [str(column), *map(str, clean[column].head(200))])
                if column in texts:
                    _as_text(sheet, index)


def _printable(value: Any) -> Any:
    return UNPRINTABLE.sub(" ", value) if isinstance(value, str) else value


def _fit(sheet: Any, index: int, texts: Sequence[str]) -> None:
    letter = sheet.cell(row=1, column=index).column_letter
    sheet.column_dimensions[letter].width = min(60, 2 + max(len(text) for text in texts))


def _as_text(sheet: Any, index: int) -> None:
    """Keep names such as ``=A1`` as text."""
    for (cell,) in sheet.iter_rows(min_col=index, max_col=index):
        if cell.data_type == "f":
            cell.data_type = "s"


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
                "year": outcomes.years[y],
                "activity": _mean_at(entry.activity, outcomes, e, y),
                "price": _mean_at(entry.price, outcomes, e, y),
                "unit": outcomes.currency,
                "mean": means[e, y],
                "low": low[e, y],
                "high": high[e, y],
            }


def _mean_at(array: Any, outcomes: Outcomes, e: int, y: int) -> float:
    if array is None:
        return float("nan")
    whole = np.broadcast_to(array, (*outcomes.shape[:2], array.shape[-1]))
    return float(whole[e, y].mean())
