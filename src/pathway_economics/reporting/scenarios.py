"""Verdicts of every scenario, and why less effect can cost less cash."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from pathway_economics.reporting.findings import Finding
from pathway_economics.reporting.words import listed, money, share, signed, spread

NIL = 0.5
"""Mean amounts up to this count as nothing. [currency]"""

Row = dict[str, Any]


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
                    "health": signed(health["mean"]) if finding.counts_health else "not counted",
                }
            )
    return rows


def _names(names: Sequence[str]) -> str:
    return listed(list(names)) if names else "nobody"


def why_less_effect_costs_less(base: Finding, others: Mapping[str, Sequence[Finding]]) -> str:
    """Return why the scenario with the least effect on survival loses less cash.

    Empty unless it gains fewer years of life than the base case and loses less cash.
    """
    found = {
        label: finding
        for label, findings in others.items()
        for finding in findings
        if finding.name == base.name
    }
    if not found:
        return ""
    label, least = min(found.items(), key=lambda item: abs(_years(item[1])))
    lost, mean = base.purse()["mean"], least.purse()["mean"]
    if not (lost < -NIL and mean > lost + NIL and _years(least) < _years(base)):
        return ""
    currency = base.settlement.outcomes.currency
    return (
        f"Under “{base.name}” the public purse loses less cash in “{label}” "
        f"({money(mean, currency, sign=True)}) than in the base case "
        f"({money(lost, currency, sign=True)}), although fewer years of life are gained: people "
        "who live longer use care."
    )


def _years(finding: Finding) -> float:
    """Return the mean years of life gained within the budget window."""
    outcomes = finding.settlement.outcomes
    e = outcomes.environment(finding.environment)
    return float((outcomes.life_years[e] - outcomes.life_years[0]).sum(axis=0).mean())
