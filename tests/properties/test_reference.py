"""The engine says what the slow, obvious loops say."""

import numpy as np
import pytest
from hypothesis import given

from pathway_economics.model import run
from properties.generators import models, whole_models
from reference import OneDraw, filled, pool_changes, spending

N_DRAWS, SHOWN = 9, (0, 8)
"""Nine draws in blocks of eight: the first block's first, and the second block's only one."""


def one_draw(model, outcomes, index):
    drawn = outcomes.draws.chunk(0)
    return OneDraw(model, {n: float(v if np.isscalar(v) else v[index]) for n, v in drawn.items()})


def near(value, scale=1.0):
    """Return what equals ``value`` to 1e-9 of its own size, or of the sums it came from."""
    return pytest.approx(value, rel=1e-9, abs=1e-9 * max(scale, 1.0))


@whole_models
@given(models())
def test_totals_of_environments_equal_the_loops(model):
    outcomes = run(model, n_draws=N_DRAWS, seed=3, block=8)
    for d in SHOWN:
        draw = one_draw(model, outcomes, d)
        for e, name in enumerate(model.environments):
            followed = draw.environment(name)
            for y in range(len(outcomes.years)):
                tally = followed.years[y]
                for x, line in enumerate(outcomes.lines):
                    key = (line.name, line.kind, line.provider, line.unit)
                    assert outcomes.activity[e, x, y, d] == near(tally.units[key])
                    assert outcomes.resource_value[e, x, y, d] == near(tally.money[key])
                assert outcomes.qalys[e, y, d] == near(tally.qalys, tally.life)
                assert outcomes.life_years[e, y, d] == near(tally.life)
            total = followed.discounted
            value_cost = total.cost + draw.discounted_programme(name)
            assert outcomes.value_cost[e, d] == near(value_cost)
            assert outcomes.value_qaly[e, d] == near(total.qalys, total.life)


@whole_models
@given(models() | models(budgets=False))
def test_totals_of_one_person_equal_the_loops(model):
    outcomes = run(model, n_draws=N_DRAWS, seed=4, block=8)
    for d in SHOWN:
        draw = one_draw(model, outcomes, d)
        for k in range(len(model.strategies)):
            person = draw.person(k)
            assert outcomes.cost[k, d] == near(person.cost)
            assert outcomes.qaly[k, d] == near(person.qalys, person.life)
            assert outcomes.life_year[k, d] == near(person.life)
            for p, party in enumerate(model.parties):
                borne = sum(m for (_, _, bearer, _), m in person.money.items() if bearer == party)
                assert outcomes.cost_by_provider[k, p, d] == near(borne)
            for g in range(len(outcomes.subgroups)):
                one = draw.person(k, g)
                assert outcomes.subgroup_shares[g, d] == near(draw.subgroup_shares()[g])
                assert outcomes.subgroup_cost[k, g, d] == near(one.cost)
                assert outcomes.subgroup_qaly[k, g, d] == near(one.qalys, one.life)
                assert outcomes.subgroup_life_year[k, g, d] == near(one.life)


@whole_models
@given(models())
def test_spending_equals_the_loops(model):
    outcomes = run(model, n_draws=N_DRAWS, seed=5, block=8)
    for d in SHOWN:
        draw = one_draw(model, outcomes, d)
        followed = [draw.environment(name) for name in model.environments]
        for e, name in enumerate(model.environments):
            care = spending(draw, followed[0], followed[e])
            programme = draw.programme(name)
            for party in model.parties:
                net = outcomes.ledger.position(party)[e, :, d]
                expected = [-a - b for a, b in zip(care[party], programme[party], strict=True)]
                scale = float(np.abs(outcomes.resource_value[:, :, :, d]).max(initial=0.0))
                assert list(net) == [near(amount, scale) for amount in expected]


@whole_models
@given(models())
def test_released_capacity_equals_the_loops(model):
    outcomes = run(model, n_draws=N_DRAWS, seed=6, block=8)
    releases = {release.pool: release for release in outcomes.releases if release.pool}
    scale = float(np.abs(outcomes.resource_value).max(initial=0.0))
    for d in SHOWN:
        draw = one_draw(model, outcomes, d)
        followed = [draw.environment(name) for name in model.environments]
        for pool in model.capacity.values():
            release = releases[pool.name]
            for e in range(len(followed)):
                for y, change in enumerate(pool_changes(draw, pool, followed[0], followed[e])):
                    assert release.reduction[e, y, d] == near(change.reduction, scale)
                    assert release.cash_releasing[e, y, d] == near(change.cash, scale)
                    assert release.closed[e, y, d] == change.steps
                    assert release.freed[e, y, d] == near(change.freed, scale)


@whole_models
@given(models())
def test_what_others_fill_equals_the_loops(model):
    outcomes = run(model, n_draws=N_DRAWS, seed=7, block=8)
    largest = float(np.abs(outcomes.activity).max(initial=0.0))
    for d in SHOWN:
        draw = one_draw(model, outcomes, d)
        followed = [draw.environment(name) for name in model.environments]
        for e in range(len(followed)):
            expected = {}
            for pool in model.capacity.values():
                expected |= filled(draw, pool, followed[0], followed[e])
            for x, line in enumerate(outcomes.lines):
                key = (line.name, line.kind, line.provider, line.unit)
                for y in range(len(outcomes.years)):
                    units = expected.get((key, y), 0.0)
                    assert outcomes.backfilled[e, x, y, d] == near(units, largest)
