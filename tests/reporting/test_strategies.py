from dataclasses import replace

import numpy as np

from builders import outcomes
from pathway_economics.reporting.strategies import (
    population_rows,
    strategy_rows,
    subgroup_rows,
)


def run_of(cost, qaly):
    """Return a run in which two strategies have these costs and QALYs per person."""
    return outcomes(cost=np.array(cost)[:, None], qaly=np.array(qaly)[:, None], n_draws=8)


def test_a_chance_of_being_best_where_a_threshold_is_given(run):
    assert [row["strategy"] for row in strategy_rows(run, None)] == list(run.strategies)
    assert strategy_rows(run, None)[0]["p_best"] == ""
    assert strategy_rows(run, 20_000)[0]["p_best"] != ""


def test_a_dominating_strategy_shows_what_it_saves_and_gains():
    row = strategy_rows(run_of([500.0, 200.0], [1.0, 1.5]), None)[1]
    assert row["cost_difference"]["mean"] == "−GBP 300"
    assert row["qaly_difference"]["mean"] == "+0.5000"
    assert row["ratio"] == "dominates"


def test_differences_are_from_the_first_strategy():
    first, second = strategy_rows(run_of([500.0, 800.0], [1.0, 1.5]), None)
    assert first["cost_difference"]["mean"] == "–"
    assert second["ratio"] == "GBP 600 per QALY"


def test_programme_costs_count_at_population_level():
    # Nothing differs but a programme of 100 a year over three years, and 2 QALY a year.
    proposed = np.array([0.0, 1.0])[:, np.newaxis, np.newaxis]
    run = outcomes(
        {}, programme={"ICB": 100 * proposed}, qalys=10 + 2 * proposed, n_years=3, n_draws=8
    )
    (row,) = population_rows(run)
    assert (row["cost"], row["qaly"], row["ratio"]) == ("+GBP 300", "+6.0", "GBP 50 per QALY")


def test_health_that_is_not_modelled_is_not_counted(run):
    zero = replace(run, qalys=0 * run.qalys, value_qaly=0 * run.value_qaly, qaly=0 * run.qaly)
    assert population_rows(zero)[0]["qaly"] == "not counted"
    assert strategy_rows(zero, None)[1]["qaly"]["mean"] == "–"


def test_subgroups_apart_and_everybody_last():
    """A quarter save 100 and three quarters cost 300 for half a QALY: 200 and 0.375 in the mean."""
    cost, qaly = [[[500.0], [500.0]], [[400.0], [800.0]]], [[[1.0], [1.0]], [[1.0], [1.5]]]
    whole = run_of([500.0, 700.0], [1.0, 1.375])
    apart = replace(
        whole,
        subgroups=("Young", "Old"),
        subgroup_shares=np.array([[0.25], [0.75]]),
        subgroup_cost=np.array(cost),
        subgroup_qaly=np.array(qaly),
    )
    rows = subgroup_rows(apart, None)
    heads = [(row["subgroup"], row["strategy"], row["share"]) for row in rows]
    assert heads == [
        ("Young", "Usual care", "25 %"),
        ("", "Remote monitoring", "25 %"),
        ("Old", "Usual care", "75 %"),
        ("", "Remote monitoring", "75 %"),
        ("Everybody", "Usual care", "100 %"),
        ("", "Remote monitoring", "100 %"),
    ]
    assert rows[1]["cost_difference"]["mean"] == "−GBP 100"
    assert rows[3]["ratio"] == "GBP 600 per QALY"
    assert rows[5]["ratio"] == "GBP 533 per QALY"
    assert rows[0]["ratio"] == rows[2]["ratio"] == rows[4]["ratio"] == "–"


def test_no_subgroups_no_rows(run):
    assert subgroup_rows(run, None) == []
