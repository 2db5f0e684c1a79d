"""Verdicts of every party under every arrangement."""

from collections.abc import Sequence
from typing import Any

from pathway_economics.evaluate.statistics import interval
from pathway_economics.reporting.findings import DECISION, Finding
from pathway_economics.reporting.words import money, reworded, signed, spread

MARKS = {
    "willing": ("✓", "good"),
    "gains": ("▲", "good"),
    "unaffected": ("–", "calm"),
    "not counted": ("○", "calm"),
    "refuses": ("✗", "bad"),
    "harmed without consent": ("▼", "bad"),
}
"""A sign and a class of style for each verdict, so that colour says nothing alone."""

Row = dict[str, Any]


def verdict_rows(findings: Sequence[Finding]) -> list[Row]:
    """Return one row per party with a cell per arrangement."""
    outcomes = findings[0].settlement.outcomes
    return [
        {
            "party": name,
            "role": party.role.replace("_", " "),
            "horizon": _horizon(findings[0], name),
            "cells": [verdict_cell(finding, name) for finding in findings],
        }
        for name, party in outcomes.parties.items()
    ]


def verdict_cell(finding: Finding, party: str) -> Row:
    """Return the verdict of a party in one arrangement, with its payoff and its rule."""
    row = finding.verdict(party)
    mark, style = MARKS[row["verdict"]]
    currency = finding.settlement.outcomes.currency
    if not finding.counts_health and row["unit"] == "QALY":
        amount, ends = "", ""
    elif row["unit"] == "QALY":
        amount, ends = _health(finding)
    else:
        told = finding.payoff(party, DECISION)
        amount = money(told["mean"], currency, sign=True)
        ends = spread(told["low"], told["high"], currency)
    return {
        "mark": mark,
        "style": style,
        "verdict": row["verdict"],
        "needed": bool(row["needed"]),
        "why": row["why_needed"],
        "rule": reworded(str(row["rule"]), currency),
        "amount": amount,
        "interval": ends,
    }


def _horizon(finding: Finding, party: str) -> str:
    row = finding.verdict(party)
    years = int(row["decision_years"])
    return f"{years} year{'' if years == 1 else 's'}"


def _health(finding: Finding) -> tuple[str, str]:
    outcomes = finding.settlement.outcomes
    e = outcomes.environment(finding.environment)
    gain = outcomes.value_qaly[e] - outcomes.value_qaly[0]
    low, high = interval(gain)
    ends = f"{signed(float(low))} to {signed(float(high))}, discounted"
    return f"{signed(float(gain.mean()))} QALY", ends


def outcome_cells(findings: Sequence[Finding]) -> list[Row]:
    """Return what becomes of the proposal under each arrangement."""
    cells = []
    for finding in findings:
        goes = finding.consents.goes_ahead
        harmed = bool(finding.consents.harmed)
        text = "refused" if not goes else "goes ahead, some harmed" if harmed else "goes ahead"
        style = "bad" if not goes or harmed else "good"
        cells.append({"text": text, "style": style, "mark": "✓" if goes else "✗"})
    return cells


def purse_cells(findings: Sequence[Finding]) -> list[Row]:
    """Return the cash of the public purse over the budget window under each arrangement."""
    cells = []
    for finding in findings:
        row, currency = finding.purse(), finding.settlement.outcomes.currency
        cells.append(
            {
                "amount": money(row["mean"], currency, sign=True),
                "interval": spread(row["low"], row["high"], currency),
            }
        )
    return cells
