"""Checks of what must make no difference: names, order, the seed once given."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from pathway_economics.contracts import Arrangement
from pathway_economics.ledger import Ledger
from pathway_economics.model import Model, canonical_text
from pathway_economics.outcomes import Outcomes
from pathway_economics.pathway import Pathway, Strategy
from pathway_economics.population import Environment
from pathway_economics.studies.bench import Bench, Check, Inapplicable, each
from pathway_economics.studies.changes import changed
from pathway_economics.studies.verification import Array, Finding, gap, is_rounding

TOTALS = ("cost", "qaly", "life_year")
"""Totals of a person, by strategy."""

BUDGETS = ("qalys", "life_years")
"""Health of everybody, by environment and year."""

AGAIN = "The reference again"


def identical_strategies(bench: Bench) -> Finding:
    """Replace every strategy by the first: nothing must differ."""
    model = bench.model
    first = next(iter(model.strategies.values()))
    if len(model.strategies) == 1:
        raise Inapplicable(f"{first.name!r} is the only strategy.")
    same: dict[str, Any] = {"programme": {}, "adherence": 1.0, "stopping": 0.0, "fallback": None}
    strategies = [replace(first, name=name, **same) for name in model.strategies]
    outcomes = bench.run(changed(model, strategies=strategies, arrangements={}))
    apart = max(gap(getattr(outcomes, t), getattr(outcomes, t)[:1]) for t in TOTALS)
    if "time_on_strategy" not in canonical_text(model):  # which starts anew when one moves
        tables = (*BUDGETS, "resource_value")
        apart = max([apart, *(gap(getattr(outcomes, t), getattr(outcomes, t)[:1]) for t in tables)])
    return Finding(
        is_rounding(apart),
        f"With every strategy as {first.name!r}, programmes apart, cost per person: "
        f"{each(outcomes.strategies, outcomes.cost, 2)} {outcomes.currency}; QALYs: "
        f"{each(outcomes.strategies, outcomes.qaly)}; largest difference {apart:.1g}.",
    )


def reference_again(bench: Bench) -> Finding:
    """Add an environment with the shares of the reference: it must differ in nothing."""
    bench.needs_environments()
    model = bench.model
    reference = next(iter(model.environments.values()))
    twin = Environment(AGAIN, reference.shares)
    outcomes = bench.run(changed(model, environments=[*model.environments.values(), twin]))
    tables = (
        getattr(outcomes, name) for name in (*BUDGETS, "activity", "backfilled", "resource_value")
    )
    apart = max(gap(table[-1], table[0]) for table in tables)
    for arrangement in model.arrangements.values():
        ledger = bench.settle(outcomes, arrangement).ledger
        positions = (ledger.position(account) for account in ledger.accounts)
        gaps = [gap(position[-1], position[0], _largest(ledger)) for position in positions]
        apart = max(apart, *gaps)
    return Finding(
        is_rounding(apart),
        f"An environment with the shares of {reference.name!r} differs from it by at most "
        f"{apart:.1g} in activity, cost, health and the positions of all accounts under "
        f"{len(model.arrangements)} arrangements.",
    )


def order_of_rows(bench: Bench) -> Finding:
    """Turn every list around that may be: nothing must change."""
    model, before = bench.model, bench.outcomes
    if before.record.engine != "cohort":
        raise Inapplicable("an individual's luck is shared out among links in their order.")
    turned = _turned_model(model)
    after = bench.run(turned)
    pairs = [
        (_by_name(after, name, "strategies"), _by_name(before, name, "strategies"))
        for name in TOTALS
    ]
    pairs += [
        (_by_name(after, name, "environments"), _by_name(before, name, "environments"))
        for name in BUDGETS
    ]
    apart = max(gap(found, wanted) for found, wanted in pairs)
    order = [after.environment(e) for e in before.environments]
    for name, arrangement in model.arrangements.items() if order else ():
        old = bench.settle(before, arrangement).ledger
        new = bench.settle(after, turned.arrangements[name]).ledger
        gaps = [
            gap(new.position(account)[order], old.position(account), _largest(old))
            for account in old.accounts
        ]
        apart = max(apart, *gaps)
    return Finding(
        is_rounding(apart),
        "With parameters, states, services, links, strategies, environments and contracts in the "
        "opposite order (the first strategy, environment and arrangement stay first), cost, "
        f"health and positions differ by at most {apart:.1g}.",
    )


def seed_repeats(bench: Bench) -> Finding:
    """Run again, with fewer draws, and with another seed."""
    model, n_draws = bench.model, bench.n_draws
    fewer = max(1, n_draws // 2)
    first, again = bench.outcomes, bench.run(model)
    part, other = bench.run(model, n_draws=fewer), bench.run(model, seed=bench.seed + 1)
    names = (*TOTALS, *BUDGETS, "activity")
    same = all(np.array_equal(getattr(first, n), getattr(again, n)) for n in names)
    kept = all(np.array_equal(getattr(first, n)[..., :fewer], getattr(part, n)) for n in names)
    varies = any(not is_rounding(gap(t, t[..., :1])) for t in (getattr(first, n) for n in names))
    moved = not all(np.array_equal(getattr(first, n), getattr(other, n)) for n in names)
    return Finding(
        same and kept and (moved or not varies),
        f"Seed {bench.seed} run twice gives {'the same' if same else 'OTHER'} bits; the first "
        f"{fewer:,} of {n_draws:,} draws are {'those' if kept else 'NOT those'} of a run of "
        f"{fewer:,}; seed {bench.seed + 1} gives {'other' if moved else 'the same'} numbers, "
        f"which {'vary' if varies else 'do not vary'} over draws.",
    )


def _largest(ledger: Ledger) -> float:
    """Return the largest amount of any entry, against which rounding is measured."""
    return max([0.0, *(float(np.abs(entry.amount).max(initial=0.0)) for entry in ledger.entries)])


def _by_name(outcomes: Outcomes, figure: str, kind: str) -> Array:
    """Return a figure with its first axis sorted by name."""
    names = getattr(outcomes, kind)
    array: Array = getattr(outcomes, figure)[[names.index(name) for name in sorted(names)]]
    return array


def _turned_model(model: Model) -> Model:
    turned: dict[str, Any] = {
        name: _turned(getattr(model, name)) for name in ("parties", "parameters", "tables")
    }
    people = model.population
    return changed(
        model,
        **turned,
        correlations=model.correlations[::-1],
        pathway=_turned_pathway(model.pathway),
        strategies=_turned_rest({n: _turned_edits(s) for n, s in model.strategies.items()}),
        population=replace(
            people, prevalent=_turned(people.prevalent), subgroups=_turned(people.subgroups)
        ),
        environments=_turned_rest(
            {n: replace(e, shares=_turned(e.shares)) for n, e in model.environments.items()}
        ),
        capacity=_turned(model.capacity),
        arrangements=_turned_rest(
            {n: Arrangement(n, _turned(a.in_force)) for n, a in model.arrangements.items()}
        ),
    )


def _turned(rows: Mapping[str, Any]) -> dict[str, Any]:
    return {name: rows[name] for name in reversed(list(rows))}


def _turned_rest(rows: Mapping[str, Any]) -> dict[str, Any]:
    """Return the rows in the opposite order after the first, which has a meaning."""
    names = list(rows)
    return {name: rows[name] for name in (*names[:1], *reversed(names[1:]))}


def _turned_pathway(pathway: Pathway) -> Pathway:
    return replace(
        pathway,
        states=_turned(pathway.states),
        services=_turned(pathway.services),
        links={source: _turned(row) for source, row in _turned(pathway.links).items()},
        uses={source: _turned(row) for source, row in _turned(pathway.uses).items()},
        start=_turned(pathway.start),
    )


def _turned_edits(strategy: Strategy) -> Strategy:
    return replace(
        strategy,
        states=_turned(strategy.states),
        services=_turned(strategy.services),
        links={source: _turned(row) for source, row in _turned(strategy.links).items()},
        uses={source: _turned(row) for source, row in _turned(strategy.uses).items()},
        start=None if strategy.start is None else _turned(strategy.start),
        programme=_turned(strategy.programme),
    )


SAMENESS = (
    Check(
        "identical strategies give no difference",
        "TECH-VER table 2, event-state: all inputs of the strategies equal",
        identical_strategies,
    ),
    Check(
        "an environment with the reference's shares gives no difference",
        "ISPOR-SMDM 7 (Eddy 2012), verification",
        reference_again,
    ),
    Check(
        "the order of rows makes no difference",
        "ISPOR-SMDM 7 (Eddy 2012), verification",
        order_of_rows,
    ),
    Check(
        "a seed repeats, and more draws keep the first",
        "TECH-VER table 2, results: results can be generated again; uncertainty: new runs",
        seed_repeats,
    ),
)
