"""Nobody is lost, and nobody is made."""

import numpy as np
import pytest
from hypothesis import given

from pathway_economics.horizon import Horizon
from pathway_economics.model import Model, run
from pathway_economics.pathway import Pathway, State, Strategy
from pathway_economics.population import Environment, Population
from properties.changes import with_environments, with_twin
from properties.generators import models, whole_models
from reference import OneDraw


def person_years(draw, entries, rate=None):
    """Return the weighed years of people who enter by cycle and stay, by cycle."""
    present, years = 0.0, []
    for cycle, weights in enumerate(draw.moment_weights()):
        present += entries.get(cycle, 0.0)
        factors = (1.0, 1.0) if rate is None else draw.discounts(cycle, rate)[:2]
        counted = sum(w * f for w, f in zip(weights, factors, strict=True))
        years.append(present * counted / draw.per_year)
    return years


def entries_of(draw):
    """Return how many people enter in each cycle, by the definition of the population."""
    population, entries = draw.population, {}
    for year in range(draw.horizon.budget_years):
        people, first = draw.entering(year), year * draw.per_year
        parts = draw.per_year if population.entry == "even" else 1
        for cycle in range(first, first + parts):
            entries[cycle] = people / parts
    entries[0] += sum(draw.number(count) for count in population.prevalent.values())
    return entries


@whole_models
@given(models(healthy=True))
def test_everybody_stays_in_every_environment_year_and_draw(model):
    """With utility 1 in every state, health is the time of all who came."""
    outcomes = run(model, n_draws=9, seed=11, block=8)
    rate = model.horizon.discount_health
    drawn = outcomes.draws.chunk(0)
    for d in (0, 8):
        draw = OneDraw(model, {n: v if np.isscalar(v) else v[d] for n, v in drawn.items()})
        entries = entries_of(draw)
        yearly = np.add.reduceat(
            person_years(draw, entries), range(0, draw.n_cycles, draw.per_year)
        )[: len(outcomes.years)]
        value = sum(person_years(draw, entries, rate))
        one = sum(person_years(draw, {0: 1.0}, rate))
        for e in range(len(outcomes.environments)):
            assert outcomes.qalys[e, :, d] == pytest.approx(yearly, rel=1e-9, abs=1e-9)
            assert outcomes.life_years[e, :, d] == pytest.approx(yearly, rel=1e-9, abs=1e-9)
            assert outcomes.value_qaly[e, d] == pytest.approx(value, rel=1e-9)
        assert outcomes.qaly[:, d] == pytest.approx(one, rel=1e-9)
        assert outcomes.life_year[:, d] == pytest.approx(one, rel=1e-9)


@whole_models
@given(models(since_start=False))
def test_moving_to_an_identical_strategy_changes_nothing(model):
    """However many switch, and whenever: what is the same gives the same."""
    first, years = next(iter(model.strategies)), model.horizon.budget_years
    rising = [(y + 1) / (years + 1) for y in range(years)]
    both = with_environments(
        with_twin(model, first),
        Environment("All", {first: 1}),
        Environment("Moving", {first: "rest", "Twin": rising}),
    )
    outcomes = run(both, n_draws=8, seed=12)
    for figure in ("activity", "resource_value", "qalys", "life_years", "value_qaly"):
        known = getattr(outcomes, figure)
        a, b = known[outcomes.environment("All")], known[outcomes.environment("Moving")]
        scale = np.abs(a).max(initial=1.0)
        np.testing.assert_allclose(a, b, rtol=1e-9, atol=1e-9 * scale)


@whole_models
@given(models())
def test_identical_strategies_give_identical_results(model):
    for name in model.strategies:
        outcomes = run(with_twin(model, name), n_draws=8, seed=13)
        original = outcomes.strategies.index(name)
        for figure in ("cost", "qaly", "life_year", "cost_by_provider"):
            known = getattr(outcomes, figure)
            scale = np.abs(known[original]).max(initial=1.0)
            np.testing.assert_allclose(known[-1], known[original], rtol=1e-12, atol=1e-12 * scale)


def share_switched(shares):
    """Return the activity of the second strategy in the last year, per person there."""
    model = Model(
        title="Switching",
        pathway=Pathway([State("Well", utility=1)], start={"Well": 1}),
        strategies=[Strategy("Usual"), Strategy("New", states={"Well": {"utility": 0}})],
        horizon=Horizon("2026", years=len(shares), correction="start", discount_health=0),
        population=Population(prevalent={"Well": 1000}),
        environments=[
            Environment("Current", {"Usual": 1}),
            Environment("Proposed", {"Usual": "rest", "New": shares}),
        ],
    )
    return run(model, n_draws=1).qalys[1, :, 0]


def test_from_a_fifth_to_a_half_moves_three_in_eight():
    """Definition 7: (0.5 - 0.2) / (1 - 0.2) = 0.375 of those not yet on it."""
    assert share_switched([0.2, 0.5]) == pytest.approx([800, 800 * (1 - 0.375)])
    assert 800 * 0.375 == 300  # so that 200 + 300 = 500 of 1,000 are on it


def test_a_falling_share_applies_to_entrants_only():
    """Nobody is taken off a strategy: 500 stay on it though its share falls to 0.2."""
    assert share_switched([0.5, 0.2]) == pytest.approx([500, 500])


def test_everybody_switches_when_the_share_reaches_one():
    assert share_switched([0.0, 0.25, 1.0]) == pytest.approx([1000, 750, 0])


def test_entrants_join_with_the_share_of_their_year():
    """Year 1: 100 x 0.8. Year 2: 80 x 0.625 stay, and 100 x 0.5 join."""
    model = Model(
        title="Joining",
        pathway=Pathway([State("Well", utility=1)], start={"Well": 1}),
        strategies=[Strategy("Usual"), Strategy("New", states={"Well": {"utility": 0}})],
        horizon=Horizon("2026", years=2, correction="start"),
        population=Population(incident=100),
        environments=[Environment("Current", {"Usual": "rest", "New": [0.2, 0.5]})],
    )
    assert run(model, n_draws=1).qalys[0, :, 0] == pytest.approx([80, 80 * 0.625 + 100 * 0.5])
