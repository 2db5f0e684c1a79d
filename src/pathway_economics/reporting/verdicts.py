"""Verdicts of every party under every arrangement, and of every scenario."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from pathway_economics.evaluate.statistics import interval
from pathway_economics.reporting.findings import DECISION, Finding
from pathway_economics.reporting.words import listed, money, number, share, spread

MARKS = {
    "willing": ("✓", "good"),
    "gains": ("▲", "good"),
    "unaffected": ("–", "calm"),
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
    if row["unit"] == "QALY":
        amount, ends = _health(finding)
    else:
        told = finding.payoff(party, DECISION)
        currency = finding.settlement.outcomes.currency
        amount = money(told["mean"], currency, sign=True)
        ends = spread(told["low"], told["high"], currency)
    return {
        "mark": mark,
        "style": style,
        "verdict": row["verdict"],
        "needed": bool(row["needed"]),
        "why": row["why_needed"],
        "rule": row["rule"],
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
    return f"{_signed(float(gain.mean()))} QALY", f"{_signed(float(low))} to {_signed(float(high))}"


def _signed(value: float) -> str:
    text = number(value, 1)
    return f"+{text}" if value > 0 and float(text.replace(",", "")) else text


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


def scenario_rows(base: Sequence[Finding], others: Mapping[str, Sequence[Finding]]) -> list[Row]:
    """Return one row per scenario and arrangement: verdict, cash, health."""
    rows = []
    for label, findings in {"Base case": base, **others}.items():
        for index, finding in enumerate(findings):
            currency = finding.settlement.outcomes.currency
            purse, health = finding.purse(), finding.purse("QALY", "societal")
            rows.append(
                {
                    "scenario": label if index == 0 else "",
                    "span": len(findings),
                    "arrangement": finding.name,
                    "refusers": _names(finding.consents.refusers),
                    "harmed": _names(finding.consents.harmed),
                    "goes_ahead": finding.consents.goes_ahead,
                    "purse": money(purse["mean"], currency, sign=True),
                    "interval": spread(purse["low"], purse["high"], currency),
                    "chance": share(float(np.clip(purse["p_worse_off"], 0, 1))),
                    "health": _signed(health["mean"]),
                }
            )
    return rows


def _names(names: Sequence[str]) -> str:
    return listed(list(names)) if names else "nobody"
