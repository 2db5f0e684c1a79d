"""From a position down to what it is made of: contracts, their terms, activity and price."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from math import isnan
from typing import TYPE_CHECKING, Any

from pathway_economics.evaluate.comparison import proposed
from pathway_economics.evaluate.explain import explain
from pathway_economics.outcomes import Settlement

if TYPE_CHECKING:
    import pandas as pd

CENT = 0.005
"""Amounts closer than this are the same. [currency]"""

HEADS = {"resource": "Spending on care", "programme": "Programmes"}
"""What entries that follow from no contract are listed under."""


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a walk.

    Attributes
    ----------
    depth
        How far down, from 0; what stands below a line and one deeper adds up to it.
    text
        What it says.
    amount
        As the party sees it, below zero where it pays; ``None`` where a line only tells
        terms. [currency]
    """

    depth: int
    text: str
    amount: float | None


@dataclass(frozen=True, slots=True, eq=False)
class Walk:
    """A position and what it is made of, to be read from the top.

    Attributes
    ----------
    title
        Whose position it is, where and when.
    currency
        Of every amount.
    steps
        The lines, from the position down.
    table
        The entries behind it, as ``explain`` returns them.
    """

    title: str
    currency: str
    steps: tuple[Step, ...]
    table: "pd.DataFrame"

    @property
    def position(self) -> float:
        """The position: mean over draws. [currency]"""
        return float(self.steps[0].amount or 0.0)

    def __repr__(self) -> str:
        return "\n".join(f"{'  ' * step.depth}{_told(step)}" for step in self.steps)

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td style='text-align:left;padding-left:{1.5 * step.depth:g}em'>"
            f"{_bold(escape(step.text), step)}</td><td style='text-align:right'>"
            f"{'' if step.amount is None else _bold(_money(step.amount), step)}</td></tr>"
            for step in self.steps
        )
        return f"<table><tr><th></th><th>{escape(self.currency)}</th></tr>{rows}</table>"


def walk(
    settlement: Settlement,
    party: str,
    environment: str | None = None,
    year: str | int | None = None,
) -> Walk:
    """Return a position, and below it each contract, its terms, and activity times price.

    Parameters
    ----------
    settlement
        The arrangement.
    party
        Name of a party or of any other account.
    environment
        The last environment if omitted.
    year
        Label of one budget year, or the calendar year in which it begins; all of them,
        each with its own lines, if omitted.

    Returns
    -------
    Walk
        Means over draws. Every line with an amount is the sum of those one step deeper.

    Examples
    --------
    >>> import numpy as np
    >>> from pathway_economics.contracts import Activity, Arrangement, settle
    >>> from pathway_economics.horizon import Horizon
    >>> from pathway_economics.outcomes import Line
    >>> from pathway_economics.outcomes.assembled import assembled
    >>> from pathway_economics.ledger import Entry
    >>> from pathway_economics.parties import Party
    >>> units = np.full((1, 1, 1, 2), 100.0)
    >>> care = Entry("Trust", "EXTERNAL", "resource", "Admission", 4_328 * units[:, 0],
    ...              source="Admission", activity=units[:, 0])
    >>> outcomes = assembled(
    ...     title="Admissions", currency="GBP", price_year="2024/25",
    ...     horizon=Horizon("2026/27"), environments=["Now"],
    ...     parties=[Party("ICB", role="commissioner"), Party("Trust", role="provider")],
    ...     lines=[Line("Admission", "service", "Trust", "admission")],
    ...     activity=units, spending=[care],
    ... )
    >>> terms = Activity(payer="ICB", payee="Trust", services=["Admission"], price=4_100)
    >>> walk(settle(outcomes, Arrangement("Today", {"Admissions": terms})), "Trust")
    Trust, Now, 2026/27: -22,800 = received 410,000 - paid 432,800 [GBP, Today, mean]
      Admissions: +410,000
        The ICB pays the Trust GBP 4,100 for each admission.
        Admission at the contract price, from ICB: 100 x 4,100 = +410,000
      Spending on care: -432,800
        Admission, 100 units: -432,800
    """
    outcomes = settlement.outcomes
    table = explain(settlement, party, environment, year=year)
    where = outcomes.environments[proposed(outcomes, environment)]
    chosen = _years(outcomes.years, year)
    span = chosen[0] if len(chosen) == 1 else f"{chosen[0]} to {chosen[-1]}"
    title = f"{party}, {where}, {span}"
    note = f" [{outcomes.currency}, {settlement.name}, mean]"
    steps = [Step(0, title + _split(table) + note, float(table["amount"].sum()))]
    if len(chosen) == 1:
        steps += _below(settlement, table, party, 1)
    else:
        for label in chosen:
            part = table[table["year"] == label]
            steps.append(Step(1, label + _split(part), float(part["amount"].sum())))
            steps += _below(settlement, part, party, 2)
    return Walk(title, outcomes.currency, tuple(steps), table)


def _years(labels: tuple[str, ...], year: str | int | None) -> tuple[str, ...]:
    """Return the labels that are asked for; ``explain`` has refused unknown ones."""
    if year is None:
        return labels
    return tuple(label for label in labels if str(year) in (label, label.split("/")[0]))


def _split(table: "pd.DataFrame") -> str:
    """Return a position as what is received less what is paid, in words."""
    amounts = table["amount"]
    received, paid = amounts.clip(lower=0).sum(), -amounts.clip(upper=0).sum()
    return f": {_plain(received - paid)} = received {_plain(received)} - paid {_plain(paid)}"


def _below(settlement: Settlement, table: "pd.DataFrame", party: str, depth: int) -> Iterator[Step]:
    """Yield each contract with its terms and entries, then what no contract says."""
    rows = table.to_dict("records")
    heads = [HEADS.get(row["category"], row["source"] or row["label"]) for row in rows]
    order = [head for head in dict.fromkeys(heads) if head not in HEADS.values()]
    order += [head for head in HEADS.values() if head in heads]
    for head in order:
        entries = [row for row, its in zip(rows, heads, strict=True) if its == head]
        yield Step(depth, head, sum(row["amount"] for row in entries))
        if head in settlement.terms:
            yield Step(depth + 1, settlement.terms[head], None)
        for row in entries:
            yield Step(depth + 1, _in_words(row, party, head), row["amount"])


def _in_words(row: dict[Any, Any], party: str, head: str) -> str:
    """Return an entry in words: what for, from or to whom, and activity times price."""
    told = [str(row["label"])]
    if head not in HEADS.values():
        other = row["payer"] if row["payee"] == party else row["payee"]
        told[0] += f", {'from' if row['payee'] == party else 'to'} {other}"
    activity, price, amount = row["activity"], row["price"], row["amount"]
    if isnan(activity):
        return told[0]
    if isnan(price):
        return f"{told[0]}, {_number(activity)} units"
    product = f"{told[0]}: {_number(activity)} x {_number(price)}"
    apart = abs(abs(activity * price) - abs(amount)) > max(CENT, 1e-9 * abs(amount))
    return f"{product}, draw by draw" if apart else product


def _told(step: Step) -> str:
    if step.amount is None or " = received " in step.text:
        return step.text
    join = " =" if " x " in step.text.rsplit(":", 1)[-1] and ":" in step.text else ":"
    return f"{step.text}{join} {_money(step.amount)}"


def _bold(text: str, step: Step) -> str:
    return f"<b>{text}</b>" if step.depth == 0 else text


def _money(amount: float) -> str:
    text = f"{amount:+,.0f}"
    return "0" if text in ("+0", "-0") else text


def _plain(amount: float) -> str:
    text = f"{amount:,.0f}"
    return "0" if text == "-0" else text


def _number(value: float) -> str:
    """Return a count or a price with the decimals that matter."""
    return f"{value:,.0f}" if abs(value - round(value)) < 1e-9 else f"{value:,.2f}"
