"""Who enters, who switches, and when."""

import numpy as np
import pytest

from engine.cases import draws_of, plan_of
from pathway_economics.engine.block import run_block
from pathway_economics.engine.chunks import Block
from pathway_economics.engine.values import Guard
from pathway_economics.horizon import Horizon
from pathway_economics.parameters import Empirical, Parameter, Uniform
from pathway_economics.pathway import Pathway, State, Strategy
from pathway_economics.population import Environment, Population

WELL = Pathway([State("Well", utility=1)], start={"Well": 1})
USUAL = Strategy("Usual")
OTHER = {"Well": {"utility": 0}}


def block(draws, lanes=8):
    """Return a block of draws from the first, in which no trace is kept."""
    return Block(draws, 0, lanes, (), Guard(lanes), 0, seed=1)


def qalys(population, shares, strategies=(USUAL,), horizon=None, pathway=WELL):
    """Return the health of one environment by year beside usual care, in the first draw."""
    plan = plan_of(
        pathway,
        strategies,
        horizon or Horizon("2026", years=2, correction="start"),
        population=population,
        environments=(Environment("Now", {"Usual": 1}), Environment("Then", shares)),
    )
    return run_block(plan, block(draws_of().chunk(0))).qalys[1, :, 0]


def test_prevalent_people_are_there_when_the_first_year_starts():
    assert qalys(Population(prevalent={"Well": 60}), {"Usual": 1}).tolist() == [60, 60]


def test_incident_people_enter_when_their_year_starts():
    assert qalys(Population(incident=[10, 5]), {"Usual": 1}).tolist() == [10, 15]


def test_even_entry_is_in_equal_parts_by_cycle():
    """Three each quarter: 3, 6, 9 and 12 people for a quarter each are 7.5 person-years."""
    horizon = Horizon("2026", years=1, cycle="quarter", correction="start")
    even = Population(incident=12, entry="even")
    assert qalys(even, {"Usual": 1}, horizon=horizon).tolist() == [7.5]


def test_nobody_enters_or_switches_after_the_budget_window():
    horizon = Horizon("2026", years=3, budget_years=1, correction="start", discount_health=0)
    plan = plan_of(
        WELL,
        horizon=horizon,
        population=Population(incident=10),
        environments=(Environment("Now", {"Usual": 1}),),
    )
    totals = run_block(plan, block({}))
    assert totals.qalys[0, :, 0].tolist() == [10]
    assert totals.value_qaly[0, 0] == 30


def test_the_comparator_is_left_in_proportion_to_what_rises():
    """From 0.8 to 0.5: 0.1 to A and 0.2 to B; of each, those with utility 0 are missing."""
    strategies = (USUAL, Strategy("A", states=OTHER), Strategy("B"))
    shares = {"Usual": "rest", "A": [0.1, 0.2], "B": [0.1, 0.3]}
    found = qalys(Population(prevalent={"Well": 100}), shares, strategies)
    assert found == pytest.approx([90, 80])


@pytest.mark.parametrize("order", [("Usual", "A"), ("A", "Usual")])
def test_the_order_of_strategies_decides_nothing(order):
    """0.2 to 0.5 moves 37.5 % of 80: 80 and 50 of 100 are well, those on A are not."""
    known = {"Usual": USUAL, "A": Strategy("A", states=OTHER)}
    shares = {"A": [0.2, 0.5], "Usual": "rest"}
    people = Population(prevalent={"Well": 100})
    found = qalys(people, shares, tuple(known[name] for name in order))
    assert found == pytest.approx([80, 80 * (1 - 0.375)])


def test_a_share_may_fall_in_one_draw_and_rise_in_another():
    """Usual care goes from 0.5 to 0.3 or to 0.7; only where it falls does anybody move."""
    share = Parameter("s", Empirical([0.3, 0.7]), "share", assumption="a test")
    plan = plan_of(
        Pathway([State("Well", utility="where(time_on_strategy > 5, 0.5, 1)")], start={"Well": 1}),
        (USUAL, Strategy("New", states=OTHER)),
        Horizon("2026", years=2, correction="start"),
        population=Population(prevalent={"Well": 100}),
        environments=(
            Environment("Now", {"Usual": 1}),
            Environment("Then", {"Usual": [0.5, "s"], "New": "rest"}),
        ),
    )
    drawn = draws_of(share, n_draws=64).chunk(0)
    falls = drawn["s"][:64] == 0.3
    found = run_block(plan, block({"s": drawn["s"][:64]}, 64)).qalys[1, 1]
    np.testing.assert_allclose(found, np.where(falls, 50 * (0.3 / 0.5), 50))


def test_a_share_that_falls_elsewhere_moves_nobody():
    """A falls by 0.3 and B rises by 0.3: those on A stay there, and Usual is left alone."""
    strategies = (USUAL, Strategy("A", states=OTHER), Strategy("B"))
    shares = {"Usual": 0.5, "A": [0.4, 0.1], "B": [0.1, 0.4]}
    found = qalys(Population(prevalent={"Well": 100}), shares, strategies)
    assert found == pytest.approx([60, 60])


def test_who_switches_keeps_age_and_starts_time_on_strategy():
    """All switch in year two: aged 61, and in their first year on the strategy."""
    utility = "where(time_on_strategy < 1, 0.001, 0) * age"
    strategies = (USUAL, Strategy("New", states={"Well": {"utility": utility}}))
    shares = {"Usual": "rest", "New": [0, 1]}
    population = Population(prevalent={"Well": 100}, age=60)
    assert qalys(population, shares, strategies) == pytest.approx([100, 100 * 0.061])


@pytest.mark.parametrize(
    ("population", "shares", "place"),
    [
        (Population(incident="wide - 9"), {"Usual": 1}, "population, incident"),
        (Population(prevalent={"Well": "wide - 9"}), {"Usual": 1}, "population, prevalent"),
        (Population(incident=1), {"Usual": "rest", "New": "wide"}, "environment 'Now', shares"),
    ],
)
def test_impossible_numbers_of_people_are_counted(population, shares, place):
    wide = Parameter("wide", Uniform(1.5, 2), "ratio", assumption="too wide, for a test")
    plan = plan_of(
        WELL,
        (USUAL, Strategy("New")),
        population=population,
        environments=(Environment("Now", shares),),
    )
    drawn = {"wide": np.asarray(draws_of(wide).chunk(0)["wide"])[:8]}
    some = block(drawn)
    run_block(plan, some)
    assert {where for where, _ in some.guard.refusals().draws} == {place}
