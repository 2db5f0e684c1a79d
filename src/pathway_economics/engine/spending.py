"""From activity to cash: spending of every party, released or added, and by whom."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pathway_economics.engine.release import Terms, released
from pathway_economics.ledger import Entry
from pathway_economics.outcomes import Line, Release
from pathway_economics.parties import EXTERNAL
from pathway_economics.pathway import CapacityPool, Service

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
    pools: Sequence[CapacityPool],
    services: Mapping[str, Service],
    amounts: Amounts,
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
    pools
        Capacity pools; a line in none releases all of its cost.
    services
        By name, for the measures they consume.
    amounts
        Evaluates expressions, to arrays that broadcast to (E, Y, D).
    """
    backfilled = np.zeros_like(activity)
    pooled = {name: pool for pool in pools for name in pool.services}
    entries, releases = [], []
    for pool in pools:
        members = [
            index
            for index, line in enumerate(lines)
            if line.kind == "service" and line.name in pool.services and line.provider == pool.party
        ]
        release = _of_pool(pool, members, lines, activity, resource_value, services, amounts)
        releases.append(release)
        entries += _entries(
            pool.party, pool.name, members, lines, activity, resource_value, release
        )
        share = amounts(pool.backfill)
        for index in members:
            less = activity[:1, index] - activity[:, index]
            filled = np.where(release.reduction > 0.0, share * np.maximum(less, 0.0), 0.0)
            backfilled[:, index] = filled
    for index, line in enumerate(lines):
        if line.provider is None or (line.kind == "service" and line.name in pooled):
            continue
        change = resource_value[:1, index] - resource_value[:, index]
        entries.append(
            Entry(
                line.provider,
                EXTERNAL,
                "resource",
                line.name,
                resource_value[:, index],
                source=line.name,
                activity=activity[:, index],
            )
        )
        if change.any():
            avoided = _cost_avoidance(change, resource_value[0, index])
            none = np.zeros_like(change)
            releases.append(
                Release(
                    line.provider,
                    "",
                    change,
                    change,
                    none,
                    avoided,
                    line.unit,
                    activity[:1, index] - activity[:, index],
                    none,
                    float("nan"),
                )
            )
    return Spending(tuple(entries), tuple(releases), backfilled)


def _of_pool(
    pool: CapacityPool,
    members: Sequence[int],
    lines: Sequence[Line],
    activity: Array,
    resource_value: Array,
    services: Mapping[str, Service],
    amounts: Amounts,
) -> Release:
    value = resource_value[:, members].sum(axis=1)
    measure = np.zeros_like(value)
    for index in members:
        consumed = services[lines[index].name].consumes.get(pool.measure or "", 0.0)
        per_unit = amounts(consumed) if pool.measure else 1.0
        measure += activity[:, index] * per_unit
    reduction, freed = value[:1] - value, measure[:1] - measure
    with np.errstate(divide="ignore", invalid="ignore"):
        each = np.where(measure[:1] > 0.0, value[:1] / measure[:1], 0.0)
        each = np.where((each == 0.0) & (measure > 0.0), value / measure, each)
    step = None if pool.step is None else amounts(pool.step)
    terms = Terms(
        variable=amounts(pool.variable),
        stepped=amounts(pool.stepped),
        step=step,
        lag_years=pool.lag_years,
        backfill=amounts(pool.backfill),
        slack=amounts(pool.slack),
    )
    cash, steps = released(reduction, freed, each, terms)
    return Release(
        party=pool.party,
        pool=pool.name,
        reduction=reduction,
        cash_releasing=cash,
        non_cash_releasing=reduction - cash,
        cost_avoidance=_cost_avoidance(reduction, value[0]),
        measure=pool.measure or (lines[members[0]].unit if members else ""),
        freed=freed,
        closed=steps,
        step=float("nan") if step is None else float(step.mean()),
    )


def _entries(
    party: str,
    pool: str,
    members: Sequence[int],
    lines: Sequence[Line],
    activity: Array,
    resource_value: Array,
    release: Release,
) -> list[Entry]:
    """Return each line at resource value, and what of the change does not become cash."""
    entries = [
        Entry(
            party,
            EXTERNAL,
            "resource",
            lines[index].name,
            resource_value[:, index],
            source=lines[index].name,
            activity=activity[:, index],
        )
        for index in members
    ]
    kept = release.non_cash_releasing
    if kept.any():
        label = f"{pool}: not released"
        entries.append(Entry(party, EXTERNAL, "resource", label, kept, source=pool))
    return entries


def _cost_avoidance(reduction: Array, reference: Array) -> Array:
    """Return how much of each reduction is growth of the reference since its first year."""
    growth = np.maximum(reference - reference[:1], 0.0)
    avoided: Array = np.minimum(np.maximum(reduction, 0.0), growth)
    return avoided
