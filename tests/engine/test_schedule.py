"""When expressions change, and who can be followed together."""

import pytest

from pathway_economics.engine.schedule import COHORT, Scheduler
from pathway_economics.horizon import Horizon
from pathway_economics.parameters.expressions import Constant, as_expression
from pathway_economics.population import Population

HORIZON = Horizon("2026", years=3, budget_years=3)


def scheduled(*texts, takers=(0,), population=None, horizon=HORIZON):
    scheduler = Scheduler(horizon, population or Population(incident=1), {})
    asked = [[as_expression(text) for text in texts], [Constant(1.0)]]
    return scheduler.schedules(asked, [takers, (0,)], current=(1,))[0]


def said(schedule, slot, entry=0, start=0):
    """Return the expression of a slot in each cycle, as text."""
    ids = schedule.ids[schedule.group(0, 0, entry, start)[1:]]
    return [str(schedule.expressions[number]) for number in ids[slot]]


def test_what_does_not_vary_is_one_expression():
    assert said(scheduled("p * 2"), 0) == ["p * 2"] * 3


@pytest.mark.parametrize(
    ("text", "by_cycle"),
    [
        ("cycle", ["1", "2", "3"]),
        ("time", ["0", "1", "2"]),
        ("age", ["60", "61", "62"]),
        ("year", ["2026", "2027", "2028"]),
        ("where(cycle <= 2, p, q)", ["p", "p", "q"]),
    ],
)
def test_variables_become_numbers(text, by_cycle):
    assert said(scheduled(text, population=Population(incident=1, age=60)), 0) == by_cycle


def test_time_counts_from_entry_and_the_year_does_not():
    schedule = scheduled("cycle", "year")
    assert said(schedule, 0, entry=1, start=1) == ["1", "1", "2"]
    assert said(schedule, 1, entry=1, start=1) == ["2026", "2027", "2028"]


def test_time_on_strategy_counts_from_the_switch():
    schedule = scheduled("time_on_strategy")
    assert said(schedule, 0, entry=0, start=1) == ["0", "0", "1"]
    assert said(schedule, 0, entry=0, start=0) == ["0", "1", "2"]


def test_people_whom_no_expression_tells_apart_share_a_column():
    schedule = scheduled("p")
    assert [year.columns for year in schedule.years] == [((COHORT, 0, 0, 0), (0, 0, 0, 0))] * 3


def test_people_are_told_apart_only_while_they_differ():
    """Entrants of three years; from cycle 2 on, all say the same."""
    schedule = scheduled("where(cycle <= 1, p, q)")
    assert [len(year.columns) for year in schedule.years] == [2, 3, 3]


def test_environments_are_followed_apart():
    schedule = scheduled("p", takers=(0, 1))
    assert {environment for environment, *_ in schedule.years[0].columns} == {COHORT, 0, 1}


def test_a_strategy_that_no_environment_offers_has_its_one_person():
    assert {c for year in scheduled("cycle", takers=()).years for c in year.columns} == {
        (COHORT, 0, 0, 0)
    }


def test_numbers_are_folded():
    (only,) = scheduled("0.5 * 2").expressions
    assert only == Constant(1.0)
