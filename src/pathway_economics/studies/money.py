"""Checks of money: cash balances, costs add up, and time discounts."""

from dataclasses import replace

import numpy as np

from pathway_economics.outcomes import Outcomes, Settlement
from pathway_economics.pathway import CapacityPool
from pathway_economics.population import Environment
from pathway_economics.studies.bench import Bench, Check, each
from pathway_economics.studies.changes import (
    changed,
    doubled,
    times,
    undiscounted,
    with_capacity,
    with_pathways,
    with_unit_costs,
    without_budgets,
    without_capacity,
)
from pathway_economics.studies.verification import ROUNDING, Finding, gap, is_rounding

DEARER = 1.5
"""Factor by which unit costs are raised."""


def cash_balances(bench: Bench) -> Finding:
    """Add up the positions of all accounts: they must be zero."""
    bench.needs_environments()
    outcomes = bench.outcomes
    settled = [bench.settle(outcomes, terms) for terms in bench.model.arrangements.values()]
    books: list[Outcomes | Settlement] = [outcomes, *settled]
    left, moved = 0.0, 0.0
    for book in books:
        net = np.zeros(outcomes.shape)
        for account in book.ledger.accounts:
            net += book.ledger.position(account)
        left = max(left, float(np.abs(net).max()))
        amounts = (float(np.abs(entry.amount).max(initial=0.0)) for entry in book.ledger.entries)
        moved = max([moved, *amounts])
    e, y, d = outcomes.shape
    return Finding(
        left <= ROUNDING * moved,
        f"Positions over all accounts sum to at most {left:.1g} {outcomes.currency} in {e} "
        f"environments, {len(settled)} arrangements, {y} years and {d:,} draws; the largest entry "
        f"is {moved:,.0f}.",
    )


def costs_of_nought(bench: Bench) -> Finding:
    """Look for costs where nothing has a unit cost and no strategy a programme."""
    strategies = [replace(s, programme={}) for s in bench.model.strategies.values()]
    free = changed(bench.model, strategies=strategies, arrangements={})
    outcomes = bench.run(with_pathways(free, with_unit_costs(0.0)))
    held = [outcomes.cost, outcomes.resource_value, outcomes.value_cost]
    held += [entry.amount for entry in outcomes.ledger.entries]
    largest = max(float(np.abs(array).max(initial=0.0)) for array in held)
    return Finding(
        largest == 0.0, f"The largest cost or spending anywhere is {largest:g} {outcomes.currency}."
    )


def dearer_care(bench: Bench) -> Finding:
    """Raise every unit cost by half: the cost must rise by half."""
    alone = without_budgets(bench.model)
    before, after = bench.run(alone), bench.run(with_pathways(alone, with_unit_costs(DEARER)))
    apart = gap(after.cost, DEARER * before.cost)
    return Finding(
        is_rounding(apart),
        f"With every unit cost half as much again, the cost per person goes from "
        f"{each(before.strategies, before.cost, 2)} to {each(after.strategies, after.cost, 2)} "
        f"{before.currency}; largest gap from {DEARER:g} times {apart:.1g}.",
    )


def twice_the_people(bench: Bench) -> Finding:
    """Double everybody and every capacity: budgets must double."""
    bench.needs_environments()
    model = bench.model
    twice = changed(
        with_pathways(model, with_capacity(2.0)),
        population=doubled(model.population),
        capacity=[_twice(pool) for pool in model.capacity.values()],
        arrangements={},
    )
    before, after = bench.outcomes, bench.run(twice)
    pairs = [
        (getattr(after, name), getattr(before, name))
        for name in ("activity", "resource_value", "qalys", "life_years")
    ]
    pairs.append((_spending(after), _spending(before)))
    apart = max(gap(found, 2.0 * wanted) for found, wanted in pairs)
    told = (
        each(outcomes.environments, _spending(outcomes).sum(axis=1), 0)
        for outcomes in (before, after)
    )
    return Finding(
        is_rounding(apart),
        f"With twice the people and capacity, spending on care in the window goes from "
        f"{' to '.join(told)} {before.currency}; largest gap from twice, activity and health "
        f"included, {apart:.1g}.",
    )


def no_discount(bench: Bench) -> Finding:
    """Take discounting away: totals must be the plain sums over the years, and no lower."""
    model = bench.model
    names = tuple(model.strategies)
    horizon = replace(model.horizon, budget_years=model.horizon.years)
    one = (1.0, *(0.0,) * (horizon.years - 1))
    people = replace(model.population, prevalent={}, incident=one, growth=0.0, entry="start")
    alone = with_pathways(without_budgets(model), without_capacity)
    plain = changed(
        undiscounted(changed(alone, horizon=horizon)),
        population=people,
        environments=[Environment(name, {name: 1}) for name in names],
    )
    discounted, outcomes = bench.run(alone), bench.run(plain)
    sums = {
        "cost": outcomes.resource_value.sum(axis=(1, 2)),
        "qaly": outcomes.qalys.sum(axis=1),
        "life_year": outcomes.life_years.sum(axis=1),
    }
    apart = max(gap(getattr(outcomes, name), found) for name, found in sums.items())
    above = max(
        float((getattr(discounted, name) - getattr(outcomes, name)).max())
        / (float(getattr(outcomes, name).max()) or 1.0)
        for name in ("cost", "life_year")
    )
    return Finding(
        is_rounding(apart) and above <= ROUNDING,
        f"Undiscounted cost per person: {each(names, outcomes.cost, 2)}; summed over the years: "
        f"{each(names, sums['cost'], 2)}; discounted: {each(names, discounted.cost, 2)} "
        f"{outcomes.currency}. Largest gap of cost, QALYs and life years {apart:.1g}.",
    )


def _twice(pool: CapacityPool) -> CapacityPool:
    step = None if pool.step is None else times(pool.step, 2.0)
    return replace(pool, step=step, slack=times(pool.slack, 2.0))


def _spending(outcomes: Outcomes) -> np.ndarray:
    """Return what is spent on care, shape (E, Y, D), programmes apart."""
    spent = np.zeros(outcomes.shape)
    for entry in outcomes.ledger.entries:
        if entry.category == "resource":
            spent += entry.amount
    return spent


MONEY = (
    Check(
        "cash balances",
        "TECH-VER table 2, results: parts sum to the total; double entry",
        cash_balances,
    ),
    Check(
        "all unit costs 0 give no cost",
        "TECH-VER table 2, event-state: set all costs to 0",
        costs_of_nought,
    ),
    Check(
        "higher unit costs give a higher cost",
        "TECH-VER table 2, pre-analysis and event-state: raise prices",
        dearer_care,
    ),
    Check(
        "undiscounted totals are sums over the years, and no lower",
        "TECH-VER table 2, results: set discount rates to 0",
        no_discount,
    ),
    Check(
        "twice the people have twice the budget",
        "ISPOR-SMDM 7 (Eddy 2012), verification",
        twice_the_people,
    ),
)
