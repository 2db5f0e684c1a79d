"""Cash to the outside: given line by line, or following from activity and unit costs."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pathway_economics.ledger import Category, Entry
from pathway_economics.outcomes.parts import Line, Release
from pathway_economics.parties import EXTERNAL

Array = NDArray[np.float64]


class Costed(NamedTuple):
    """Activity with what it costs, each array of shape (E, L, Y, D).

    Attributes
    ----------
    lines
        What is counted.
    activity
        Units. [units per year]
    unit_cost
        What a unit consumes. [currency per unit]
    cash_share
        Share of a reduction that becomes cash. [share]
    """

    lines: Sequence[Line]
    activity: Array
    unit_cost: Array
    cash_share: Array

    @property
    def value(self) -> Array:
        """Resource value. [currency per year]"""
        return self.activity * self.unit_cost


class Spent(NamedTuple):
    """What a party spends on one budget line, shape (E, Y, D) or one that broadcasts to it."""

    party: str
    label: str
    amount: Array
    recurrent: bool | None


def following(costed: Costed) -> tuple[list[Entry], list[Release]]:
    """Return spending that follows from activity, and what became of each change in it.

    In the reference spending is units times unit cost. What an environment does less releases
    the cash share of what it cost in the reference, what it does more costs in full, and
    dearer or cheaper units are cash.
    """
    entries, releases = [], []
    value = costed.value
    for row, line in enumerate(costed.lines):
        if line.provider is None:
            continue
        units, costs = costed.activity[:, row], costed.unit_cost[:, row]
        reduction = value[:1, row] - value[:, row]
        each = np.where(units[:1] > 0.0, costs[:1], costs)
        volume = each * (units[:1] - units)
        kept = np.where(volume > 0.0, (1.0 - costed.cash_share[:, row]) * volume, 0.0)
        about = (line.provider, EXTERNAL)
        entries.append(
            Entry(*about, "resource", line.name, value[:, row], line.name, activity=units)
        )
        if kept.any():
            label = f"{line.name}: not released"
            entries.append(Entry(*about, "resource", label, kept, source=line.name))
        if reduction.any():
            freed = units[:1] - units
            releases.append(_release(line.provider, (line,), reduction, kept, value[0, row], freed))
    return entries, releases


def as_entries(spent: Sequence[Spent], lines: Sequence[Line], activity: Array) -> Iterator[Entry]:
    """Yield the entries of cash that is given line by line.

    A label that is a service which the party delivers is its spending on that service. Of the
    others, what is stated as recurrent or not, or has nothing in the reference, is a programme.
    """
    n_envs, _, n_years, n_draws = activity.shape
    for each in spent:
        amount = np.ascontiguousarray(np.broadcast_to(each.amount, (n_envs, n_years, n_draws)))
        row = _row_of(each, lines)
        if row is not None:
            yield _entry(each, "resource", each.label, amount, activity[:, row])
        elif each.recurrent is None and (amount[0].any() or not amount.any()):
            yield _entry(each, "resource", each.label, amount)
        else:
            how = "non-recurrent" if each.recurrent is False else "recurrent"
            yield _entry(each, "programme", f"{each.label} ({how}, revenue)", amount)


def observed(entries: Sequence[Entry], costed: Costed) -> list[Release]:
    """Return what became of each party's change in resource value, from its cash as it is.

    What its spending on care fell by is cash-releasing; the rest of the change is not.
    """
    value, releases = costed.value, []
    for party in dict.fromkeys(line.provider for line in costed.lines if line.provider):
        rows = [row for row, line in enumerate(costed.lines) if line.provider == party]
        care = value[:, rows].sum(axis=1)
        cash = sum(
            (e.amount for e in entries if e.payer == party and e.category == "resource"),
            np.zeros_like(care),
        )
        reduction = care[:1] - care
        kept = reduction - (cash[:1] - cash)
        if reduction.any() or kept.any():
            lines = tuple(costed.lines[row] for row in rows)
            units = costed.activity[:, rows[0]] if len(rows) == 1 else np.zeros_like(kept)
            freed = units[:1] - units
            releases.append(_release(party, lines, reduction, kept, care[0], freed))
    return releases


def _row_of(spent: Spent, lines: Sequence[Line]) -> int | None:
    for row, line in enumerate(lines):
        if (line.name, line.provider) == (spent.label, spent.party):
            return row
    return None


def _entry(
    spent: Spent, category: Category, label: str, amount: Array, activity: Array | None = None
) -> Entry:
    return Entry(
        spent.party, EXTERNAL, category, label, amount, source=spent.label, activity=activity
    )


def _release(
    party: str,
    lines: Sequence[Line],
    reduction: Array,
    kept: Array,
    reference: Array,
    freed: Array,
) -> Release:
    growth = np.maximum(reference - reference[:1], 0.0)
    alone = lines[0] if len(lines) == 1 else None
    return Release(
        party=party,
        pool="" if alone else "All care",
        reduction=reduction,
        cash_releasing=reduction - kept,
        non_cash_releasing=kept,
        cost_avoidance=np.minimum(np.maximum(reduction, 0.0), growth),
        measure=alone.unit if alone else "",
        freed=freed,
        closed=np.zeros_like(reduction),
        step=float("nan"),
        line=alone.name if alone else "",
        services=tuple(line.name for line in lines),
    )
