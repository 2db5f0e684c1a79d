"""One Excel workbook with every table, and notes on what its columns mean."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""Characters that a workbook cannot hold."""

WHOLE, FINE = "#,##0", "#,##0.00##"
"""Number formats with thousands separators: of amounts, and of small numbers."""

LARGE = 1_000
"""Columns with numbers this large are shown without decimals."""

DISCOUNTING = {
    "payoffs": "undiscounted; period 'decision' at each party's own rate",
    "consents": "payoff and value at each party's own rate; patients, system_cost_change, "
    "system_qaly_change and cost_of_silos discounted at the model's rates",
    "perimeters": "undiscounted; period 'budget window, discounted' at the model's rates",
    "positions": "undiscounted",
    "entries": "undiscounted",
    "activity": "undiscounted",
    "released": "undiscounted",
    "cost_effectiveness": "discounted at the model's rates; per person, without programme costs",
    "subgroups": "discounted at the model's rates; per person, without programme costs",
    "parameters": "no results but inputs",
}
"""Whether the amounts of each sheet are discounted."""

COLUMNS = {
    "mean": "mean over draws",
    "se": "standard error of the mean over draws, as are columns that end in _se",
    "low": "lower end of the 95 % interval",
    "high": "upper end of the 95 % interval",
    "p_worse_off": "share of draws below zero",
    "cvar_90": "mean of the worst tenth of draws",
    "period": "budget year, the budget window (all of them) or the party's decision years",
    "measure": "what is measured; in payoffs, payoff = technology effect + rebasing effect",
    "break_even_year": "year from which the cumulative mean stays at or above zero",
    "worst_year": "year with the lowest mean",
    "worst_year_cash": "mean of that year, undiscounted",
    "needed": "whether the party can stop the proposal",
    "why_needed": "why it can",
    "verdict": "willing, refuses, harmed without consent, gains, unaffected or not counted",
    "rule": "the rule that the party went by",
    "payoff": "expected cash over the party's decision years",
    "value": "what the party compares with its hurdle",
    "goes_ahead": "whether no needed consent is withheld",
    "cost_of_silos": "system value forgone because a needed consent is withheld, once: "
    "resources at average cost, not cash, and health at the threshold if one was given",
    "system_cost_change": "change in resource value of everyone who starts in the window, "
    "programme costs included",
    "system_qaly_change": "change in their health",
    "perimeter": "public purse; plus supplier; societal: every party",
    "category": "resource, programme, contract or transfer",
    "source": "service, programme or contract behind an entry",
    "capital_or_revenue": "of programme costs: which budget they are on",
    "price": "amount per unit of activity, where the entry is a product of the two",
    "reduction": "resource value in the reference less that in the environment, average cost",
    "cash_releasing": "part of the reduction that leaves spending",
    "non_cash_releasing": "part of the reduction that does not",
    "cost_avoidance": "part of the reduction that is growth avoided",
    "freed": "capacity freed, in units of the measure",
    "step": "size of a whole step of capacity",
    "steps_freed": "freed / step",
    "closed": "whole steps closed",
    "p_whole_step": "share of draws in which at least one step is closed",
    "cost_difference": "cost less that of the first strategy, same draw",
    "qaly_difference": "health less that of the first strategy, same draw",
    "status": "dominated, extendedly dominated, or empty on the frontier",
    "against": "next cheaper strategy on the frontier",
    "inc_cost": "cost less that of the strategy in 'against'",
    "inc_qaly": "health less that of the strategy in 'against'",
    "icer": "inc_cost / inc_qaly",
    "nmb": "net monetary benefit: threshold x QALY - cost",
    "p_best": "share of draws in which the strategy has the highest net benefit",
    "threshold": "value of a QALY to the system",
}
"""What the columns of the tables mean; others are names, or ends of an interval."""


def save_workbook(path: str | Path, found: "Mapping[str, pd.DataFrame]", title: str = "") -> None:
    """Write one Excel workbook with a sheet per table; no text in it acts as a formula.

    The first sheet lists the others, the second says what their columns mean and whether
    their amounts are discounted.
    """
    import pandas as pd

    about = pd.DataFrame({"sheet": list(found), "rows": [len(table) for table in found.values()]})
    about["results of"] = title
    with pd.ExcelWriter(path, engine="openpyxl") as writer:
        for name, table in {"contents": about, "Notes": notes(found), **found}.items():
            texts = table.select_dtypes(exclude=["number", "bool"]).columns
            clean = table.assign(**{column: table[column].map(_printable) for column in texts})
            clean.to_excel(writer, sheet_name=name[:31], index=False, freeze_panes=(1, 0))
            sheet = writer.sheets[name[:31]]
            for index, column in enumerate(clean.columns, start=1):
                _fit(sheet, index, [str(column), *map(str, clean[column].head(200))])
                if column in texts:
                    _as_text(sheet, index)
                else:
                    _as_number(sheet, index, clean[column])


def notes(found: "Mapping[str, pd.DataFrame]") -> "pd.DataFrame":
    """Return what each sheet's columns mean, and whether its amounts are discounted.

    Examples
    --------
    >>> import pandas as pd
    >>> notes({"entries": pd.DataFrame({"mean": [1.0]})})["meaning"].tolist()
    ['amounts are undiscounted', 'mean over draws']
    """
    import pandas as pd

    rows = []
    for sheet, table in found.items():
        if sheet in DISCOUNTING:
            rows.append((sheet, "", f"amounts are {DISCOUNTING[sheet]}"))
        rows += [(sheet, name, COLUMNS[name]) for name in map(str, table) if name in COLUMNS]
    return pd.DataFrame(rows, columns=["sheet", "column", "meaning"])


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


def _as_number(sheet: Any, index: int, column: "pd.Series[Any]") -> None:
    """Set thousands apart; leave decimals only where numbers are small."""
    if column.dtype == bool:
        return
    largest = column.abs().max()
    form = WHOLE if largest >= LARGE or column.dtype.kind in "iu" else FINE
    for (cell,) in sheet.iter_rows(min_row=2, min_col=index, max_col=index):
        cell.number_format = form
