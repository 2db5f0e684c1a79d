"""Three perimeters: the public purse, with the supplier, and society with health valued."""

from collections.abc import Sequence
from typing import Any

from pathway_economics.reporting.findings import Finding
from pathway_economics.reporting.words import money, number, spread

Row = dict[str, Any]

DISCOUNTED = "budget window, discounted"


def perimeter_rows(findings: Sequence[Finding], threshold: float | None) -> list[Row]:
    """Return one row per perimeter with a cell per arrangement.

    Parameters
    ----------
    findings
        One per arrangement.
    threshold
        Value of a QALY to the system; without one, health stands beside society's cash.
    """
    currency = findings[0].settlement.outcomes.currency
    rows = [
        ("Public purse: cash", "undiscounted", "public purse"),
        ("Plus supplier: cash", "undiscounted", "plus supplier"),
        ("Every party: cash", "undiscounted", "societal"),
    ]
    told: list[Row] = [
        {"what": what, "how": how, "cells": [_cell(f.purse("cash", name), f) for f in findings]}
        for what, how, name in rows
    ]
    if findings[0].counts_health and threshold is None:
        cells = [_health(finding) for finding in findings]
        told.append({"what": "Society: health", "how": "undiscounted", "cells": cells})
    elif findings[0].counts_health and threshold is not None:
        cells = [_cell(f.purse("net benefit", "societal", DISCOUNTED), f) for f in findings]
        what = "Society: cash of every party, and health valued"
        how = f"discounted, a QALY at {money(threshold, currency)}"
        told.append({"what": what, "how": how, "cells": cells})
    return told


def _cell(row: Any, finding: Finding) -> Row:
    currency = finding.settlement.outcomes.currency
    return {
        "amount": money(row["mean"], currency, sign=True),
        "interval": spread(row["low"], row["high"], currency),
    }


def _health(finding: Finding) -> Row:
    row = finding.purse("QALY", "societal")
    return {
        "amount": f"{number(row['mean'], 1)} QALY",
        "interval": f"{number(row['low'], 1)} to {number(row['high'], 1)}",
    }
