from dataclasses import replace

import pathway_economics as pe
from pathway_economics.reporting.people import (
    attributes,
    followers,
    how_run,
    subgroup_definitions,
)
from reporting.waiting_room import clinic

WELL = pe.Pathway([pe.State("Well", utility=1), pe.State("Dead")],
                  links={"Well": {"Dead": 0.1}}, start={"Well": 1})  # fmt: skip
FOLLOWS = pe.Parameter("follows", pe.distributions.Fixed(0.25), "share", assumption="for a test")


def two(strategy, **more):
    parts = {"horizon": pe.Horizon("2026", years=2), "parameters": [FOLLOWS]}
    return pe.Model("Two", WELL, [pe.Strategy("Usual"), strategy], **parts, **more)


def test_a_cohort_on_independent_draws_needs_no_word():
    assert how_run(pe.run(clinic(), n_draws=1)) == ""


def test_how_a_run_was_made_where_it_matters_for_intervals():
    people = pe.run(clinic(), n_draws=2, engine=pe.Individuals(68))
    assert "68 individuals, by cycle" in how_run(people)
    assert "first-order" in how_run(people)
    assert "finite population" in how_run(pe.run(clinic(), n_draws=2, chance=True))
    for sampler, word in (("LatinHypercube", "Latin hypercube"), ("Sobol", "Sobol")):
        made = getattr(pe.samplers, sampler)()
        assert word in how_run(pe.run(clinic(), n_draws=2, sampler=made))


def test_who_follows_and_who_stops():
    model = two(pe.Strategy("New", adherence="follows * 2", stopping=0.03))
    assert followers(model, pe.run(model, n_draws=1)) == [
        {
            "strategy": "New",
            "adherence": "follows * 2 (mean 50 %)",
            "stopping": "3 %",
            "fallback": "Usual",
        }
    ]


def test_stopping_that_changes_with_time_has_no_mean():
    model = two(pe.Strategy("New", stopping="0.1 * (time_on_strategy > 1)"))
    (row,) = followers(model, pe.run(model, n_draws=1))
    assert row["adherence"] == "100 %"
    assert "time_on_strategy" in row["stopping"]
    assert "changes with time" in row["stopping"]


def test_strategies_that_all_go_on_with_are_not_told():
    assert followers(clinic(), pe.run(clinic(), n_draws=1)) == []


def test_subgroups_with_their_shares_and_ages():
    groups = [
        pe.Subgroup("Young", 0.25, age=0, covariates={"frail": 0}),
        pe.Subgroup("Old", "rest", covariates={"frail": 1}),
    ]
    model = clinic(subgroups=groups)
    model = replace(model, population=replace(model.population, age=70))
    assert subgroup_definitions(model, pe.run(model, n_draws=1)) == [
        {"subgroup": "Young", "share": "25 %", "age": "0", "covariates": "frail 0"},
        {"subgroup": "Old", "share": "75 %", "age": "70", "covariates": "frail 1"},
    ]


def test_attributes_with_their_distributions():
    drawn = {"bmi": pe.distributions.Normal(mean=27, se=4)}
    model = two(pe.Strategy("New"), population=pe.Population(attributes=drawn))
    assert attributes(model) == [("bmi", "normal, mean 27, se 4")]
