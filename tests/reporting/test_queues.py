from dataclasses import replace

import pytest

import pathway_economics as pe
from pathway_economics.reporting.queues import limited, queues
from reporting.waiting_room import clinic

TRACED = pe.Keep(traces=True)


@pytest.fixture
def model():
    return clinic()


def told(model, **how):
    """Return the means by environment and what is counted, in each year."""
    (queue,) = queues(model, pe.run(model, n_draws=2, keep=TRACED, **how))
    environment, rows = "", {}
    for row in queue["rows"]:
        environment = row["environment"] or environment
        rows[environment, row["what"]] = [cell["mean"] for cell in row["years"]]
    return queue, rows


def test_who_waits_and_who_is_not_seen_by_hand(model):
    """22, 24, 26 and 28 of those who wait are not seen; with advice 16, 12, 8, 4, then nobody."""
    queue, rows = told(model)
    assert rows == {
        ("Now", "Waiting, start of the year"): ["32.0", "40.0"],
        ("Now", "Waiting, mean of the year"): ["35.0", "43.0"],
        ("Now", "Seen in the year"): ["40.0", "40.0"],
        ("Now", "Unserved in a quarter, mean"): ["25.0", "33.0"],
        ("Then", "Waiting, start of the year"): ["26.0", "10.0"],
        ("Then", "Waiting, mean of the year"): ["20.0", "7.0"],
        ("Then", "Seen in the year"): ["40.0", "28.0"],
        ("Then", "Unserved in a quarter, mean"): ["10.0", "0.0"],
    }
    assert queue["n_draws"] == "2"


def test_where_people_wait_and_for_how_much(model):
    (queue,) = queues(model, pe.run(model, n_draws=1, keep=TRACED))
    assert "in “Waiting”" in queue["sentence"]
    assert "(visit per quarter): 10." in queue["sentence"]
    assert "stays, and serves those who wait" in queue["sentence"]


def test_strategies_with_capacities_of_their_own():
    more = pe.Strategy("More doctors", services={"Clinic": {"capacity": 14}})
    model = clinic([more], freed="closed")
    (queue,) = queues(model, pe.run(model, n_draws=1, keep=TRACED))
    assert "10 on Usual and 14 on More doctors" in queue["sentence"]
    assert "goes in proportion" in queue["sentence"]


def test_realised_counts_are_not_set_against_expected_queues(model):
    """Those seen may be more than those who wait, by chance."""
    queue, rows = told(model, chance=True)
    assert {what for _, what in rows} == {
        "Waiting, start of the year",
        "Waiting, mean of the year",
        "Seen in the year",
    }
    assert queue["rows"][0]["span"] == 3


def test_a_spread_that_is_rounded_away_is_left_out(model):
    (queue,) = queues(model, pe.run(model, n_draws=2, keep=TRACED))
    assert {cell["interval"] for row in queue["rows"] for cell in row["years"]} == {""}


def test_without_traces_nothing_is_known_of_queues(model):
    assert queues(model, pe.run(model, n_draws=1)) == []
    assert limited(model) == ["Clinic"]
    assert limited(clinic(capacity=None)) == []


def test_those_seen_are_of_the_draws_whose_queues_are_kept(model):
    ran = pe.run(model, n_draws=3, keep=pe.Keep(traces=True, draws=2))
    (queue,) = queues(model, ran)
    assert queue["n_draws"] == "2"
    assert [cell["mean"] for cell in queue["rows"][3]["years"]] == ["25.0", "33.0"]


def test_a_year_that_the_horizon_cuts_short_is_told_of_the_cycles_there_are():
    model = clinic()
    short = replace(model, horizon=replace(model.horizon, cycles=7))
    rows = queues(short, pe.run(short, 16, 0, keep=pe.Keep(traces=True)))[0]["rows"]
    assert {row["what"] for row in rows} >= {"Waiting, mean of the year", "Seen in the year"}


def test_nothing_is_said_of_those_seen_where_the_line_was_not_kept():
    model = clinic()
    found = pe.run(model, 16, 0, keep=pe.Keep(traces=True, lines=[]))
    whats = {row["what"] for row in queues(model, found)[0]["rows"]}
    assert whats == {"Waiting, start of the year", "Waiting, mean of the year"}
