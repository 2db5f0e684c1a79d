"""Checks of people and health: nobody is lost, nobody lives twice, and health adds up."""

from dataclasses import replace

import numpy as np

from pathway_economics.horizon import MAX_YEARS, Horizon
from pathway_economics.model import Model
from pathway_economics.outcomes import Keep, Outcomes
from pathway_economics.studies.bench import Bench, Check, Inapplicable, each
from pathway_economics.studies.changes import (
    changed,
    counted_as_living,
    only_utility,
    undiscounted,
    with_pathways,
    with_utility,
    without_budgets,
)
from pathway_economics.studies.deaths import without_deaths
from pathway_economics.studies.verification import ROUNDING, Array, Finding, gap, is_rounding

CLOSER = 0.1
"""Share of the way to full health by which utilities are raised."""


def everyone_is_somewhere(bench: Bench) -> Finding:
    """Count time in every state, death included: it must be all the time there is."""
    counted = undiscounted(with_pathways(bench.model, counted_as_living))
    outcomes = bench.run(changed(counted, arrangements={}))
    whole = _horizon_years(bench.model.horizon)
    lost = gap(outcomes.life_year, np.array(whole))
    told = [f"{each(outcomes.strategies, outcomes.life_year)} of {whole:,.3f} years per person"]
    if outcomes.environments:
        wanted = _years_of_all(outcomes, counted)
        lost = max(lost, gap(outcomes.life_years, wanted[np.newaxis]))
        found = outcomes.life_years.sum(axis=1)
        came = wanted.sum(axis=0).mean()
        told.append(f"{each(outcomes.environments, found, 1)} of {came:,.1f} person-years")
    words = f"With time in every state counted, death included: {'; '.join(told)}"
    return Finding(is_rounding(lost), f"{words}; largest gap {lost:.1g} of the whole.")


def states_add_up(bench: Bench) -> Finding:
    """Follow people from state to state: shares must add up, and the dead must stay dead."""
    keep = Keep(traces=True, draws=bench.n_draws)
    traces = bench.run(changed(bench.model, arrangements={}), keep=keep).traces
    if traces is None:
        return Finding(False, "The run kept no traces, though it was asked to.")
    occupancy, dead = traces.occupancy, ~np.array(traces.alive)
    lost = gap(occupancy.sum(axis=1), np.array(1.0))
    least = float(min(occupancy.min(), traces.waiting.min(initial=0.0)))
    risen = max(0.0, float(-np.diff(occupancy[:, dead].sum(axis=1), axis=1).min(initial=0.0)))
    last = occupancy[:, dead, -1].sum(axis=1)
    return Finding(
        is_rounding(lost) and least >= -ROUNDING and risen <= ROUNDING,
        f"Shares of people in {len(traces.states)} states at {occupancy.shape[2]:,} moments add up "
        f"to 1 within {lost:.1g}; the least share or queue is {least:.1g}; the share who are dead "
        f"falls by at most {risen:.1g} in a cycle and ends at "
        f"{each(tuple(bench.model.strategies), last)}.",
    )


def utilities_of_one(bench: Bench) -> Finding:
    """Compare QALYs with life years where every living state has utility 1."""
    healthy = with_pathways(bench.model, only_utility(1.0))
    outcomes = bench.run(changed(healthy, arrangements={}))
    apart = gap(outcomes.qaly, outcomes.life_year)
    if outcomes.environments:
        apart = max(apart, gap(outcomes.qalys, outcomes.life_years))
    return Finding(
        is_rounding(apart),
        f"QALYs per person: {each(outcomes.strategies, outcomes.qaly)}; life years: "
        f"{each(outcomes.strategies, outcomes.life_year)}; largest gap {apart:.1g}, years of the "
        "budget window included.",
    )


def utilities_of_nought(bench: Bench) -> Finding:
    """Look for QALYs where no state has a utility and nothing heals."""
    outcomes = bench.run(changed(with_pathways(bench.model, only_utility(0.0)), arrangements={}))
    held = (outcomes.qaly, outcomes.qalys, outcomes.value_qaly)
    largest = max(float(np.abs(array).max(initial=0.0)) for array in held)
    return Finding(largest == 0.0, f"The largest number of QALYs anywhere is {largest:g}.")


def nobody_dies(bench: Bench) -> Finding:
    """Close every way to death: everyone must live the whole horizon."""
    immortal = with_pathways(without_budgets(undiscounted(bench.model)), without_deaths)
    outcomes = bench.run(immortal)
    whole = _horizon_years(bench.model.horizon)
    apart = gap(outcomes.life_year, np.array(whole))
    return Finding(
        is_rounding(apart),
        f"Without deaths: {each(outcomes.strategies, outcomes.life_year)} of {whole:,.3f} years "
        f"per person; largest gap {apart:.1g}.",
    )


def higher_utilities(bench: Bench) -> Finding:
    """Raise every utility: QALYs must not fall."""
    alone = without_budgets(bench.model)
    before = bench.run(alone)
    raised = with_utility(lambda utility: utility + CLOSER * (1.0 - utility))
    after = bench.run(with_pathways(alone, raised))
    fall = float((before.qaly - after.qaly).max())
    return Finding(
        fall <= ROUNDING,
        f"With every utility a tenth closer to 1, QALYs per person go from "
        f"{each(before.strategies, before.qaly)} to {each(after.strategies, after.qaly)}; "
        f"largest fall in any draw {max(fall, 0.0):.1g}.",
    )


def longer_horizon(bench: Bench) -> Finding:
    """Follow people for longer: life years and costs must not fall."""
    shorter, longer = _two_horizons(without_budgets(bench.model))
    before, after = bench.run(shorter), bench.run(longer)
    fall = max(
        float(((early - late) / np.abs(early).max(initial=1.0)).max())
        for early, late in ((before.life_year, after.life_year), (before.cost, after.cost))
    )
    return Finding(
        fall <= ROUNDING,
        f"From {shorter.horizon.n_cycles} to {longer.horizon.n_cycles} cycles, life years per "
        f"person go from {each(before.strategies, before.life_year)} to "
        f"{each(after.strategies, after.life_year)}; largest fall in any draw, costs included, "
        f"{max(fall, 0.0):.1g}.",
    )


def _horizon_years(horizon: Horizon) -> float:
    """Return the time of one person who is followed to the end, as the correction counts it."""
    starts, ends = horizon.dwelling_weights()
    return float((starts + ends).sum()) * horizon.cycle_years


def _years_of_all(outcomes: Outcomes, model: Model) -> Array:
    """Return the person-years of all who came, shape (Y, D), if nobody leaves."""
    horizon, people = model.horizon, model.population
    prevalent = sum(outcomes.amounts(number)[0, 0] for number in people.prevalent.values())
    years = np.arange(len(outcomes.years))[:, np.newaxis]
    incident = (
        outcomes.amounts(people.incident)[0] * (1.0 + outcomes.amounts(people.growth)[0]) ** years
    )
    entering = np.zeros((horizon.n_cycles, outcomes.n_draws))
    entering[0] += prevalent
    per_year = horizon.cycles_per_year
    parts = per_year if people.entry == "even" else 1
    for year, number in enumerate(incident):
        cycles = slice(year * per_year, year * per_year + parts)
        entering[cycles] += number / parts
    starts, ends = horizon.dwelling_weights()
    counted = entering.cumsum(axis=0) * ((starts + ends) * horizon.cycle_years)[:, np.newaxis]
    by_year = np.add.reduceat(counted, range(0, horizon.n_cycles, per_year), axis=0)
    return np.asarray(by_year[: len(outcomes.years)])


def _two_horizons(model: Model) -> tuple[Model, Model]:
    """Return the model with a shorter and a longer horizon, one of which is its own.

    A year is taken off where there are several, so that no table is read beyond its end.
    """
    horizon, per_year = model.horizon, model.horizon.cycles_per_year
    step = 2 if horizon.correction == "simpson" and per_year % 2 else 1
    years = horizon.years - step if horizon.years > step else horizon.years + step
    if years > MAX_YEARS:
        raise Inapplicable(f"a horizon has at most {MAX_YEARS} years.")
    cycles = horizon.cycles
    if cycles is not None:
        cycles += (years - horizon.years) * per_year
    other = replace(horizon, years=years, cycles=cycles, budget_years=1)
    parties = [replace(party, decision_years=None) for party in model.parties.values()]
    models = [
        changed(model, horizon=each_horizon, parties=parties)
        for each_horizon in (replace(horizon, budget_years=1), other)
    ]
    return (models[1], models[0]) if years < horizon.years else (models[0], models[1])


PEOPLE = (
    Check(
        "people in all states add up, and the dead stay dead",
        "TECH-VER table 2, event-state: sum of people, none below 0, no fewer dead; AdViSHE C3",
        states_add_up,
    ),
    Check(
        "everyone is somewhere",
        "TECH-VER table 2, event-state: people add up to the cohort",
        everyone_is_somewhere,
    ),
    Check(
        "all utilities 1 give life years",
        "TECH-VER table 2, event-state: set all utilities to 1",
        utilities_of_one,
    ),
    Check(
        "all utilities 0 give no QALYs",
        "TECH-VER table 2, event-state: set all utilities to 0",
        utilities_of_nought,
    ),
    Check(
        "without deaths everyone lives the whole horizon",
        "TECH-VER table 2, event-state and results: put mortality to 0",
        nobody_dies,
    ),
    Check(
        "higher utilities give no fewer QALYs",
        "TECH-VER table 2, event-state: lower utilities, fewer QALYs",
        higher_utilities,
    ),
    Check(
        "a longer horizon gives no fewer life years",
        "TECH-VER table 2, results: a shorter time horizon",
        longer_horizon,
    ),
)
