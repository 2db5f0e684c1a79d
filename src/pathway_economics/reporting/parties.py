"""One section per party: how it decides, its cash by year, and what moves it."""

from collections.abc import Mapping, Sequence
from typing import Any

from pathway_economics.evaluate import explain
from pathway_economics.parties import EXTERNAL, Party
from pathway_economics.reporting.findings import DECISION, WINDOW, Finding
from pathway_economics.reporting.verdicts import verdict_cell
from pathway_economics.reporting.words import money, percent, share, whole, whole_spread

TOP = 6
"""Entries that a party's section names; the rest are added up."""

NIL = 0.5
"""Amounts below this count as nothing. [currency]"""

Row = dict[str, Any]


def party_sections(findings: Sequence[Finding]) -> list[Row]:
    """Return what each party's section tells."""
    outcomes = findings[0].settlement.outcomes
    return [
        {
            "name": name,
            "role": party.role.replace("_", " "),
            "decides": how_it_decides(party, outcomes.currency),
            "patient": party.role == "patient",
            "verdicts": _verdicts(findings, name),
            "reference": _reference(findings[0], name),
            "cash": [_cash_row(finding, name) for finding in findings],
            "freed": _freed(findings[0], name),
            "moves": _moves(findings, name),
        }
        for name, party in outcomes.parties.items()
    ]


def _verdicts(findings: Sequence[Finding], party: str) -> list[Row]:
    """Return verdict and reason, once for the arrangements that share them."""
    cells: dict[tuple[str, ...], Row] = {}
    names: dict[tuple[str, ...], list[str]] = {}
    for finding in findings:
        cell = verdict_cell(finding, party)
        key = (cell["verdict"], cell["rule"], cell["why"])
        cells[key] = cell
        names.setdefault(key, []).append(finding.name)
    every = len(cells) == 1 and len(findings) > 1
    return [
        cell | {"arrangements": "Every arrangement" if every else ", ".join(names[key])}
        for key, cell in cells.items()
    ]


def how_it_decides(party: Party, currency: str) -> str:
    """Return the rule of a party in words."""
    if party.role == "patient":
        return "Patients hold no purse: they are harmed if their expected health falls."
    years = party.decision_years
    span = f"{years} year{'' if years == 1 else 's'}" if years else "the whole budget window"
    words = f"Judges expected cash over {span}"
    if party.rate:
        words += f", discounted at {percent(party.rate)} a year"
    if party.value_of_health:
        words += f", values a QALY at {money(party.value_of_health, currency)}"
    if party.risk_aversion:
        words += f", is averse to risk ({party.risk_aversion:.3g} per {currency})"
    words += f"; it accepts no less than {money(party.hurdle, currency)}"
    if party.yearly_limit is not None:
        words += f" and no year worse than a loss of {money(party.yearly_limit, currency)}"
    return words + "."


def _reference(finding: Finding, party: str) -> list[str]:
    """Return the party's mean net cash in the reference under the status quo."""
    means = finding.status_quo.position(party)[0].mean(axis=-1)
    return [whole(float(mean)) for mean in (*means, means.sum())]


def _cash_row(finding: Finding, party: str) -> Row:
    years = finding.settlement.outcomes.years
    total = finding.payoff(party, WINDOW)
    moved = any(
        abs(finding.payoff(party, year)[end]) >= NIL for year in years for end in ("low", "high")
    )
    return {
        "arrangement": finding.name,
        "years": [whole(finding.payoff(party, year)["mean"]) for year in years],
        "total": whole(total["mean"]),
        "interval": whole_spread(total["low"], total["high"]),
        "worse": share(total["p_worse_off"]),
        "cvar": whole(total["cvar_90"]),
        "breakeven": (total["break_even_year"] or "never") if moved else "",
        "worst": f"{total['worst_year']}: {whole(total['worst_year_cash'])}" if moved else "",
        "decision": whole(finding.payoff(party, DECISION)["mean"]),
        "technology": whole(finding.payoff(party, WINDOW, "technology effect")["mean"]),
        "rebasing": whole(finding.payoff(party, WINDOW, "rebasing effect")["mean"]),
    }


def _freed(finding: Finding, party: str) -> str:
    """Return what became of the change in the party's resource value, in words."""
    outcomes = finding.settlement.outcomes
    currency = outcomes.currency
    cash, rest, avoided = (
        finding.payoff(party, WINDOW, measure)["mean"]
        for measure in ("cash_releasing", "non_cash_releasing", "cost_avoidance")
    )
    paper = cash + rest
    if abs(paper) < 1 and abs(cash) < 1:
        return ""
    thing = "costs" if outcomes.parties[party].role == "supplier" else "care"
    if paper < 0:
        verb = "grow" if thing == "costs" else "grows"
        words = f"Its own {thing} {verb} by {money(-paper, currency)} at average cost"
        return f"{words}, of which {money(-cash, currency)} is spent in cash."
    verb = "shrink" if thing == "costs" else "shrinks"
    words = (
        f"Its own {thing} {verb} by {money(paper, currency)} at average cost: "
        f"{money(cash, currency)} becomes cash and {money(rest, currency)} does not"
    )
    avoided = min(avoided, paper)  # growth avoided is part of the reduction
    growth = f"; {money(avoided, currency)} of it is growth avoided" if avoided >= 1 else ""
    return f"{words}{growth}."


def _moves(findings: Sequence[Finding], party: str) -> list[Row]:
    """Return what changes most, by arrangement; each column adds up to the payoff."""
    columns = [_changes(finding, party) for finding in findings]
    keys = dict.fromkeys(key for column in columns for key in column)
    size = {key: max(abs(column.get(key, 0.0)) for column in columns) for key in keys}
    order = sorted((key for key in keys if size[key] >= NIL), key=lambda key: -size[key])
    told = len(order) if len(order) == TOP + 1 else TOP  # a rest of one is shown itself
    rows = [
        {"what": key, "cells": [whole(column.get(key, 0.0)) for column in columns]}
        for key in order[:told]
    ]
    if order[told:]:
        rest = [sum(column.get(key, 0.0) for key in order[told:]) for column in columns]
        what = f"{len(order) - told} smaller entries"
        rows.append({"what": what, "cells": [whole(value) for value in rest]})
    return rows


def _changes(finding: Finding, party: str) -> Mapping[str, float]:
    """Return the mean change of each kind of entry over the budget window, in words."""
    table = explain(finding.settlement, party, finding.environment, finding.status_quo)
    totals: dict[str, float] = {}
    columns = (table[name] for name in ("payer", "payee", "category", "label", "change"))
    for payer, payee, category, label, change in zip(*columns, strict=True):
        what = _what(payee if payer == party else payer, category, label)
        totals[what] = totals.get(what, 0.0) + float(change)
    return totals


def _what(other: str, category: str, label: str) -> str:
    """Return an entry in words.

    Contracts between two accounts are netted, so that a new way of paying the same sum does
    not show as two large changes.
    """
    if other != EXTERNAL:
        return f"Payments between it and {other}, net"
    if category in ("contract", "transfer"):
        return f"{label}, from outside funders, net"
    return f"Own spending: {label}"
