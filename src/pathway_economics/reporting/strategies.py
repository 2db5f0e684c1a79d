"""What strategies cost and gain, whoever pays: per person, and with programme costs."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pathway_economics.evaluate import cost_effectiveness, cost_effectiveness_by_subgroup
from pathway_economics.evaluate.statistics import interval
from pathway_economics.evaluate.value import counts_health
from pathway_economics.outcomes import Outcomes
from pathway_economics.reporting.words import NOTHING, money, number, share, signed, spread

Array = NDArray[np.float64]
Row = dict[str, Any]


def strategy_rows(outcomes: Outcomes, threshold: float | None) -> list[Row]:
    """Return cost-effectiveness per person of each strategy, against the first."""
    table = cost_effectiveness(outcomes, threshold)
    return [
        _strategy_row({str(name): value for name, value in row.items()}, outcomes, index == 0)
        for index, (_, row) in enumerate(table.iterrows())
    ]


def subgroup_rows(outcomes: Outcomes, threshold: float | None) -> list[Row]:
    """Return cost-effectiveness in each subgroup whose totals were kept, and of everybody last."""
    if not outcomes.subgroups or not outcomes.subgroup_cost.size:
        return []
    table = cost_effectiveness_by_subgroup(outcomes, threshold)
    n_strategies = len(outcomes.strategies)
    rows = []
    for index, (_, found) in enumerate(table.iterrows()):
        row = {str(name): value for name, value in found.items()}
        first = index % n_strategies == 0
        everybody = index >= n_strategies * len(outcomes.subgroups)
        name = "Everybody" if everybody else row["subgroup"]
        group = {"subgroup": name if first else "", "share": share(row["share"])}
        span = {"span": n_strategies, "everybody": everybody}
        rows.append(group | span | _strategy_row(row, outcomes, first))
    return rows


def _strategy_row(row: Row, outcomes: Outcomes, comparator: bool) -> Row:
    currency, counted = outcomes.currency, counts_health(outcomes)
    nothing = {"mean": NOTHING, "interval": ""}

    def health(value: float) -> str:
        return number(value, 3)

    return {
        "strategy": row["strategy"],
        "cost": _with_ends(row, "cost", lambda value: money(value, currency)),
        "qaly": _with_ends(row, "qaly", health) if counted else nothing,
        "cost_difference": nothing
        if comparator
        else _with_ends(row, "cost_difference", lambda value: money(value, currency, sign=True)),
        "qaly_difference": nothing
        if comparator or not counted
        else _with_ends(row, "qaly_difference", lambda value: signed(value, 4)),
        "ratio": NOTHING if comparator or not counted else _against_comparator(row, currency),
        "status": _status(row, currency) if counted else "health not counted",
        "p_best": share(row["p_best"]) if "p_best" in row else "",
    }


def _against_comparator(row: Row, currency: str) -> str:
    return ratio(row["cost_difference"], row["qaly_difference"], currency)


def ratio(cost: float, qaly: float, currency: str) -> str:
    """Return the cost per QALY of a change in words.

    Examples
    --------
    >>> ratio(20_000.0, 2.0, "GBP"), ratio(-5.0, 1.0, "GBP"), ratio(5.0, -1.0, "GBP")
    ('GBP 10,000 per QALY', 'dominates', 'dominated')
    >>> ratio(-9_000.0, -3.0, "GBP"), ratio(5.0, 0.0, "GBP"), ratio(0.0, 0.0, "GBP")
    ('saves GBP 3,000 per QALY lost', 'dominated', 'no difference')
    """
    if not cost and not qaly:
        return "no difference"
    if cost <= 0 <= qaly:
        return "dominates"
    if qaly <= 0 <= cost:
        return "dominated"
    if qaly < 0:
        return f"saves {money(cost / qaly, currency)} per QALY lost"
    return f"{money(cost / qaly, currency)} per QALY"


def _status(row: Row, currency: str) -> str:
    """Return where a strategy stands on the frontier."""
    if row["status"]:
        return str(row["status"])
    if row["against"] and row["icer"] == row["icer"]:
        return f"on the frontier: {money(row['icer'], currency)} per QALY from {row['against']}"
    return "on the frontier"


def population_rows(outcomes: Outcomes) -> list[Row]:
    """Return what each environment changes for everyone who starts in the window.

    Programme costs are included, which no single person has a part of.
    """
    rows, counted = [], counts_health(outcomes)
    for e, name in enumerate(outcomes.environments[1:], start=1):
        cost = outcomes.value_cost[e] - outcomes.value_cost[0]
        qaly = outcomes.value_qaly[e] - outcomes.value_qaly[0]
        mean_cost, mean_qaly = float(cost.mean()), float(qaly.mean())
        low, high = ends(qaly)
        currency = outcomes.currency
        rows.append(
            {
                "environment": name,
                "cost": money(mean_cost, currency, sign=True),
                "cost_interval": spread(*ends(cost), currency),
                "qaly": signed(mean_qaly) if counted else "not counted",
                "qaly_interval": f"{signed(low)} to {signed(high)}" if counted else "",
                "ratio": ratio(mean_cost, mean_qaly, currency) if counted else NOTHING,
            }
        )
    return rows


def ends(draws: Array) -> tuple[float, float]:
    """Return the ends of the 95 % interval of draws."""
    low, high = interval(draws)
    return float(low), float(high)


def _with_ends(row: Row, name: str, words: Callable[[float], str]) -> Row:
    between = f"{words(row[f'{name}_low'])} to {words(row[f'{name}_high'])}"
    return {"mean": words(row[name]), "interval": between}
