"""People who move once a cycle."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.individuals.agreement import TABLES, assert_agree
from pathway_economics.engine import Individuals
from pathway_economics.errors import InvalidModel
from pathway_economics.horizon import Horizon
from pathway_economics.model import Model, run
from pathway_economics.outcomes import Keep
from pathway_economics.parameters import Beta, Normal, Parameter, Uniform
from pathway_economics.pathway import Link, Pathway, Service, State, Strategy
from pathway_economics.population import Environment, Population, Subgroup

HERE = {"unit": "as used", "assumption": "made for a test"}
PLAIN = {"discount_costs": 0.0, "discount_health": 0.0}


def model(pathway, strategies=("Usual",), horizon=None, **parts):
    strategies = [s if isinstance(s, Strategy) else Strategy(s) for s in strategies]
    horizon = horizon or Horizon("2026", years=6, correction="end", **PLAIN)
    return Model("Made for a test", pathway, strategies, horizon, **parts)


def mortal(chance):
    return Pathway(
        [State("Well", utility=0.8, unit_cost=10), State("Dead")],
        links={"Well": {"Dead": chance}},
        start={"Well": 1},
    )


CERTAIN = Pathway(
    [State("Well", utility=0.8, unit_cost=10), State("Ill", utility=0.5), State("Dead")],
    [Service("Test", unit_cost=100), Service("Drug", unit_cost=5)],
    links={
        "Well": {"Test": 1},
        "Test": {"Dead": 0, "Ill": Link(1, unit_cost=7, health_effect=-0.1)},
        "Ill": {"Dead": Link(1, unit_cost=3)},
    },
    uses={"Ill": {"Drug": 2}},
    start={"Well": 1},
)


def test_what_is_certain_by_hand():
    """Year 1: 10 well, 100 test, 7 move; year 2: 2 drugs at 5 and 3 for the move, at 10 %.

    Health: 0.8 - 0.1 in year 1, 0.5 in year 2. Alive for two years.
    """
    horizon = Horizon("2026", years=3, correction="start", discount_costs=0.1, discount_health=0)
    outcomes = run(model(CERTAIN, horizon=horizon), 3, engine=Individuals(7))
    np.testing.assert_allclose(outcomes.cost, [[117 + 13 / 1.1] * 3])
    np.testing.assert_allclose(outcomes.qaly, [[1.2] * 3])
    np.testing.assert_allclose(outcomes.life_year, [[2.0] * 3])


def test_budgets_of_what_is_certain_by_hand():
    """30 are there and 10 enter each year: 40 tests, then 10; drugs 2 x 40 a year later."""
    people = Population(prevalent={"Well": 30}, incident=10)
    certain = model(
        CERTAIN,
        horizon=Horizon("2026", years=3, correction="start", **PLAIN),
        population=people,
        environments=[Environment("Now", {"Usual": 1})],
    )
    outcomes = run(certain, 2, engine=Individuals(8))
    tests, drugs = outcomes.line("Test"), outcomes.line("Drug")
    np.testing.assert_allclose(outcomes.activity[0, tests, :, 0], [40, 10, 10])
    np.testing.assert_allclose(outcomes.activity[0, drugs, :, 0], [0, 80, 20])
    np.testing.assert_allclose(outcomes.life_years[0, :, 0], [40, 50, 20])
    np.testing.assert_allclose(outcomes.resource_value[0, drugs, :, 0], [0, 400, 100])
    # all 60 who start in the window cost 117 + 13, but the last 10 have their first year alone
    np.testing.assert_allclose(outcomes.value_cost, [[50 * 130 + 10 * 117] * 2])


def test_sojourns_are_geometric():
    """Counted at the end, of those who die with 0.25 a cycle: 0.75 + 0.75^2 + ... + 0.75^6."""
    n, draws = 2_000, 40
    found = run(model(mortal(0.25)), draws, engine=Individuals(n)).life_year[0]
    exact = 0.75 * (1 - 0.75**6) / 0.25
    assert abs(found.mean() - exact) < 4 * found.std(ddof=1) / np.sqrt(draws)
    spread = np.sqrt(_variance(0.75, 6) / n)
    assert found.std(ddof=1) == pytest.approx(spread, rel=0.4)  # the luck of n people


def _variance(p, years):
    """Return the variance of the number of years survived, at most ``years``."""
    ends = [(k, p**k * (1 - p)) for k in range(years)] + [(years, p**years)]
    mean = sum(k * w for k, w in ends)
    return sum((k - mean) ** 2 * w for k, w in ends)


tenths = st.integers(0, 10).map(lambda k: k / 10)


@st.composite
def pathways(draw):
    """Three states, two services in a row, all ways with tenths that sum to at most one."""
    first, second = sorted((draw(tenths), draw(tenths)))
    on, toll = draw(tenths), draw(st.sampled_from([0, 7]))
    return Pathway(
        [
            State("Well", utility=0.9, unit_cost=draw(st.sampled_from([0, 20]))),
            State("Ill", utility="0.5 - 0.1 * min(time_in_state, 2)"),
            State("Dead"),
        ],
        [Service("Test", unit_cost=3), Service("Care", unit_cost="10 + time", health_effect=0.1)],
        links={
            "Well": {"Test": first, "Ill": Link((second - first) / 2, unit_cost=toll)},
            "Test": {"Care": on, "Ill": "rest"},
            "Care": {"Well": 0.5, "Ill": 0.25, "Dead": 0.25},
            "Ill": {"Dead": f"where(time_in_state > 1, {second}, {first})", "Well": "rest"}
            if draw(st.booleans())
            else {"Dead": draw(tenths)},
        },
        uses={"Ill": {"Test": draw(st.sampled_from([1, 0.5]))}, "Test": {"Care": 0.1}},
        start={"Well": 0.5, "Ill": 0.5},
    )


CORRECTIONS = st.sampled_from(["start", "end", "half-cycle", "life-table"])


@settings(max_examples=15)
@given(pathways(), CORRECTIONS)
def test_people_agree_with_the_cohort(pathway, correction):
    """Fails if visits are counted at the end, or the rest is taken first."""
    made = model(pathway, horizon=Horizon("2026", years=5, correction=correction))
    assert_agree(made, n=400, n_draws=40, tables=("cost", "qaly", "life_year"), within=6.0)


@settings(max_examples=25)
@given(pathways(), st.integers(0, 100))
def test_identical_strategies_differ_in_nothing(pathway, seed):
    """Fails if luck is keyed by strategy."""
    outcomes = run(model(pathway, ("One", "Two")), 9, seed, engine=Individuals(50))
    for table in (outcomes.cost, outcomes.qaly, outcomes.life_year):
        np.testing.assert_array_equal(table[0], table[1])


@settings(max_examples=25)
@given(pathways(), st.integers(0, 100))
def test_everybody_is_somewhere(pathway, seed):
    """Fails if those who leave a service for the rest are forgotten."""
    keep = Keep(traces=True)
    outcomes = run(model(pathway), 9, seed, engine=Individuals(50), keep=keep)
    people = outcomes.traces.occupancy.sum(axis=1)
    np.testing.assert_allclose(people, 1.0, rtol=1e-12)


@settings(max_examples=25)
@given(pathways(), st.randoms(use_true_random=False))
def test_the_order_of_states_and_services_does_not_matter(pathway, random):
    """Fails if luck is keyed by the number of a state."""
    states, services = list(pathway.states.values()), list(pathway.services.values())
    random.shuffle(states)
    random.shuffle(services)
    other = Pathway(states, services, pathway.links, pathway.uses, pathway.start)
    before, after = (run(model(p), 9, engine=Individuals(50)) for p in (pathway, other))
    for name in ("cost", "life_year"):
        np.testing.assert_allclose(getattr(after, name), getattr(before, name), rtol=1e-12)


UNSURE = [Parameter("p", Beta(mean=0.2, se=0.05), **HERE)]
OPEN = Population(incident=[30, 40, 50], entry="start", prevalent={"Well": 100})
TWO = [
    Environment("Now", {"Usual": 1}),
    Environment("Then", {"New": [0.2, 0.5, 0.5], "Usual": "rest"}),
]


def opened(**parts):
    new = Strategy("New", links={"Well": {"Dead": "p / 2"}}, states={"Well": {"unit_cost": 30}})
    horizon = Horizon("2026", years=6, budget_years=3, cycle="quarter")
    given = {"population": OPEN, "environments": TWO, "parameters": UNSURE, **parts}
    return model(mortal("p"), ("Usual", new), horizon, **given)


@pytest.mark.parametrize("block", [8, 16, 64])
def test_the_block_does_not_matter(block):
    """The same bits; fails if luck is keyed by the place in the block."""
    once, again = (run(opened(), 70, engine=Individuals(60), block=b) for b in (None, block))
    for name in ("cost", "qaly", "activity", "value_cost", "life_years"):
        np.testing.assert_array_equal(getattr(once, name), getattr(again, name))


def test_more_draws_keep_the_first():
    few, many = (run(opened(), n, engine=Individuals(60)) for n in (5, 40))
    np.testing.assert_array_equal(few.cost, many.cost[:, :5])


def test_those_who_switch_are_those_of_definition_7():
    """A share that rises from 0.2 to 0.5 moves 37.5 % of those on the other strategy."""
    horizon = Horizon("2026", years=2, correction="start", **PLAIN)
    stay = Pathway([State("Well", utility=1)], [Service("New care")], start={"Well": 1})
    new = Strategy("New", uses={"Well": {"New care": 1}})
    environments = [
        Environment("Now", {"Usual": 1}),
        Environment("Then", {"New": [0.2, 0.5], "Usual": "rest"}),
    ]
    people = Population(prevalent={"Well": 1_000})
    made = model(stay, ("Usual", new), horizon, population=people, environments=environments)
    n, draws = 1_000, 50
    found = run(made, draws, engine=Individuals(n)).activity[1, 0] / 1_000
    error = np.sqrt(0.25 / (n * draws))
    np.testing.assert_allclose(found.mean(axis=-1), [0.2, 0.5], atol=4 * error)
    moved = (found[1] - found[0]) / (1 - found[0])
    assert abs(moved.mean() - 0.375) < 4 * np.sqrt(0.375 * 0.625 / 800 / draws)


RICH = Pathway(
    [
        State("Well", utility="0.9 - 0.001 * age"),
        State("Ill", utility=0.4, unit_cost=50),
        State("Dead"),
    ],
    [Service("Visit", unit_cost="20 + 2 * time_on_strategy")],
    links={
        "Well": {"Ill": "p * (1 + risk)", "Dead": 0.02},
        "Ill": {"Dead": "where(time_in_state < 1, 0.2, 0.1)", "Well": 0.1},
    },
    uses={"Ill": {"Visit": "1 + 0.1 * time"}, "Well": {"Visit": 0.2}},
    start={"Well": 1},
)


def rich(**population):
    people = {
        "incident": 40,
        "prevalent": {"Well": 60, "Ill": 20},
        "growth": 0.1,
        "age": 50,
        "subgroups": [
            Subgroup("Low", 0.7, covariates={"risk": 0}),
            Subgroup("High", "rest", age=70, covariates={"risk": 1.5}),
        ],
        **population,
    }
    new = Strategy(
        "New",
        links={"Well": {"Ill": "p * (1 + risk) * where(time_on_strategy < 1.5, 0.3, 0.8)"}},
        uses={"Well": {"Visit": 1}},
        adherence=0.8,
        stopping=0.1,
    )
    horizon = Horizon("2026", years=5, budget_years=3, cycle="half-year", discount_health=0.015)
    return model(
        RICH,
        ("Usual", new),
        horizon,
        parameters=UNSURE,
        population=Population(**people),
        environments=TWO,
    )


@pytest.mark.parametrize("entry", ["start", "even"])
def test_subgroups_adherence_stopping_and_switching_agree_with_the_cohort(entry):
    groups = ("subgroup_cost", "subgroup_qaly", "subgroup_life_year")
    assert_agree(rich(entry=entry), n=600, n_draws=64, tables=(*TABLES, *groups))


def test_totals_are_those_of_the_subgroups():
    outcomes = run(rich(), 20, engine=Individuals(40))
    for name in ("cost", "qaly", "life_year"):
        weighted = (getattr(outcomes, f"subgroup_{name}") * outcomes.subgroup_shares).sum(axis=1)
        np.testing.assert_allclose(getattr(outcomes, name), weighted)


def test_attributes_are_those_of_people():
    """The utility is a hundredth of the age, 60 on average: the same people in every draw."""
    aged = Pathway([State("Well", utility="age / 100", unit_cost="10 * bmi")], start={"Well": 1})
    people = Population(attributes={"age": Normal(mean=60, se=5), "bmi": Normal(mean=27, se=2)})
    horizon = Horizon("2026", years=2, correction="start", **PLAIN)
    made = model(aged, population=people, horizon=horizon)
    n = 5_000
    outcomes = run(made, 3, engine=Individuals(n))
    np.testing.assert_allclose(outcomes.qaly, outcomes.qaly[0, 0])  # 0.6, and 0.61 a year later
    assert abs(outcomes.qaly[0, 0] - 1.21) < 4 * 2 * 0.05 / np.sqrt(n)
    assert abs(outcomes.cost[0, 0] - 540) < 4 * 2 * 20 / np.sqrt(n)
    with pytest.raises(InvalidModel, match="engine=Individuals"):
        run(made, 3)


def test_a_risk_that_differs_between_people():
    """Of those with r below 0.5, half of all, nobody dies; of the others all do."""
    people = Population(attributes={"r": Uniform(low=0, high=1)})
    made = model(mortal("where(r < 0.5, 0, 1)"), population=people)
    n = 4_000
    found = run(made, 2, engine=Individuals(n)).life_year[0] / 6
    assert np.all(np.abs(found - 0.5) < 4 * 0.5 / np.sqrt(n))


def test_impossible_numbers_of_people_are_refused():
    people = Population(attributes={"r": Normal(mean=0, se=1)})
    with pytest.raises(InvalidModel, match="a probability in"):
        run(model(mortal("r"), population=people), 4, engine=Individuals(50))
    doubtful = [Parameter("p", Normal(mean=0.9, se=0.2), **HERE)]
    with pytest.raises(InvalidModel, match="a probability in"):
        run(model(mortal("p"), parameters=doubtful), 40, engine=Individuals(5))


def test_too_few_people_for_their_kinds_are_refused():
    with pytest.raises(InvalidModel, match="14 kinds of people"):
        run(rich(entry="even"), 2, engine=Individuals(13))


def test_the_record_says_how_people_were_followed():
    assert run(model(CERTAIN), 2, engine=Individuals(5)).record.engine == "5 individuals, by cycle"
    assert run(model(CERTAIN), 2).record.engine == "cohort"
