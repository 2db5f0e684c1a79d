"""From activity to cash: spending of every party, released or added, and by whom."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pathway_economics.engine.release import Terms, released
from pathway_economics.ledger import Entry
from pathway_economics.outcomes import Line, Release
from pathway_economics.parties import EXTERNAL
from pathway_economics.pathway import CapacityPool

Array = NDArray[np.float64]
Amounts = Callable[[Any], Array]
"""Yearly terms to an array that broadcasts to (E, Y, D)."""


@dataclass(frozen=True, slots=True)
class Spending:
    """Entries to the external account, what was released, and what others filled."""

    entries: tuple[Entry, ...]
    releases: tuple[Release, ...]
    backfilled: Array


def spending(
    lines: Sequence[Line],
    activity: Array,
    resource_value: Array,
    capacity: Array,
    pools: Sequence[CapacityPool],
    amounts: Amounts,
    *,
    filled: bool,
) -> Spending:
    """Return the spending of every party.

    In the reference environment spending equals resource value. In another it is the
    reference spending less what is released and plus what is added.

    Parameters
    ----------
    lines
        What is counted; those without a provider are nobody's spending.
    activity, resource_value : shape (E, L, Y, D)
        Of the modelled patients.
    capacity : shape (E, L, Y, D)
        What each line takes up of its pool. [measure per year]
    pools
        Capacity pools; a line in none releases all of its cost.
    amounts
        Evaluates expressions, to arrays that broadcast to (E, Y, D).
    filled
        Whether people are there when the first year starts, so that growth since then is
        growth indeed.
    """
    backfilled = np.zeros_like(activity)
    pooled: set[int] = set()
    entries, releases = [], []
    for pool in pools:
        members = [index for index, line in enumerate(lines) if _draws_on(line, pool)]
        pooled.update(members)
        unit = pool.measure or (lines[members[0]].unit if members else "")
        taken = capacity[:, members]
        release = _release(pool, unit, resource_value[:, members], taken, amounts, filled)
        releases.append(release)
        entries += [_entry(lines, index, activity, resource_value) for index in members]
        if release.non_cash_releasing.any():
            entries.append(_kept(release))
        share = amounts(pool.backfill)
        backfilled[:, members] = _filled(activity[:, members], capacity[:, members], share)
    for index, line in enumerate(lines):
        if line.provider is not None and index not in pooled:
            entries.append(_entry(lines, index, activity, resource_value))
            releases += _freely(line, activity[:, index], resource_value[:, index], filled)
    return Spending(tuple(entries), tuple(releases), backfilled)


def _draws_on(line: Line, pool: CapacityPool) -> bool:
    return line.kind == "service" and line.name in pool.services and line.provider == pool.party


def _release(
    pool: CapacityPool,
    unit: str,
    values: Array,
    taken: Array,
    amounts: Amounts,
    filled: bool,
) -> Release:
    """Return the release of a pool from its members' values and capacity, (E, member, Y, D)."""
    value, capacity = values.sum(axis=1), taken.sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        each = np.where(taken[:1] > 0.0, values[:1] / taken[:1], values / taken)
    volume = (np.nan_to_num(each, posinf=0.0) * (taken[:1] - taken)).sum(axis=1)
    reduction = value[:1] - value
    step = None if pool.step is None else amounts(pool.step)
    terms = Terms(
        variable=amounts(pool.variable),
        stepped=amounts(pool.stepped),
        step=step,
        lag_years=pool.lag_years,
        backfill=amounts(pool.backfill),
        slack=amounts(pool.slack),
    )
    cash, steps = released(reduction, volume, capacity, value[0], terms)
    return Release(
        party=pool.party,
        pool=pool.name,
        reduction=reduction,
        cash_releasing=cash,
        non_cash_releasing=reduction - cash,
        cost_avoidance=_cost_avoidance(reduction, value[0], filled),
        measure=unit,
        freed=capacity[:1] - capacity,
        closed=steps,
        step=float("nan") if step is None else float(step.mean()),
        services=tuple(pool.services),
    )


def _freely(line: Line, activity: Array, value: Array, filled: bool) -> list[Release]:
    """Return the release of a line in no pool, if anything changes: all of it is cash."""
    change = value[:1] - value
    if line.provider is None or not change.any():
        return []
    none = np.zeros_like(change)
    freed = activity[:1] - activity
    avoided = _cost_avoidance(change, value[0], filled)
    nan = float("nan")
    return [
        Release(
            line.provider, "", change, change, none, avoided, line.unit, freed, none, nan, line.name
        )
    ]


def _filled(activity: Array, capacity: Array, share: Array) -> Array:
    """Return what other patients are given of each service of a pool, shape (E, member, Y, D).

    The share of what is free in the pool as a whole, in proportion to what each service
    freed, in units that take up what they do in the reference.
    """
    freed = np.maximum(capacity[:1] - capacity, 0.0)
    gross = freed.sum(axis=1)
    net = np.maximum((capacity[:1] - capacity).sum(axis=1), 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        part = np.where(gross > 0.0, net / gross, 0.0)
        units = np.where(freed > 0.0, freed * activity[:1] / capacity[:1], 0.0)
    filled: Array = units * (share * part)[:, np.newaxis]
    return filled


def _entry(lines: Sequence[Line], index: int, activity: Array, resource_value: Array) -> Entry:
    """Return a line's spending at resource value."""
    line = lines[index]
    return Entry(
        str(line.provider),
        EXTERNAL,
        "resource",
        line.name,
        resource_value[:, index],
        source=line.name,
        activity=activity[:, index],
    )


def _kept(release: Release) -> Entry:
    """Return what of a pool's change in resource value does not become cash."""
    return Entry(
        release.party,
        EXTERNAL,
        "resource",
        f"{release.pool}: not released",
        release.non_cash_releasing,
        source=release.pool,
    )


def _cost_avoidance(reduction: Array, reference: Array, filled: bool) -> Array:
    """Return how much of each reduction is growth of the reference since its first year."""
    if not filled:
        return np.zeros_like(reduction)
    growth = np.maximum(reference - reference[:1], 0.0)
    avoided: Array = np.minimum(np.maximum(reduction, 0.0), growth)
    return avoided
