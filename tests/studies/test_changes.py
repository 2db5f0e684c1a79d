from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given

import pathway_economics as pe
from pathway_economics.parameters import Constant
from pathway_economics.pathway import Link, Pathway, Service, State, Strategy, apply
from pathway_economics.studies.changes import (
    _pinned,
    counted_as_living,
    doubled,
    only_utility,
    times,
    with_capacity,
    with_pathways,
    with_unit_costs,
    without_capacity,
)
from properties.generators import models, whole_models


@pytest.fixture
def edited():
    """Return a model whose strategy adds, changes and deletes."""
    pathway = Pathway(
        [State("Well", utility=0.8), State("Ill", utility=0.5), State("Dead")],
        [Service("Test", unit_cost=10)],
        links={"Well": {"Test": 0.5, "Dead": 0.1}, "Test": {"Ill": 1}},
        start={"Well": 1},
    )
    lone = Strategy(
        "Alone", states={"Ill": None}, services={"Test": None}, links={"Well": {"Test": None}}
    )
    treated = Strategy(
        "Treated",
        states={"Cured": {"utility": 0.9, "unit_cost": 5}},
        services={"Drug": {"unit_cost": 7, "health_effect": 0.1}},
        links={"Well": {"Cured": Link(0.2, unit_cost=3)}, "Cured": {"Dead": 0.1}},
        uses={"Well": {"Drug": 1}},
    )
    return pe.Model("Edits", pathway, [Strategy("Usual"), lone, treated], pe.Horizon("2026"))


@whole_models
@given(models())
def test_writing_pathways_back_changes_nothing(model):
    same = with_pathways(model, lambda pathway: pathway)
    a, b = pe.run(model, n_draws=8), pe.run(same, n_draws=8)
    for figure in ("cost", "qaly", "life_year", "resource_value", "life_years"):
        np.testing.assert_array_equal(getattr(a, figure), getattr(b, figure))


@whole_models
@given(models())
def test_edits_written_back_give_the_same_pathways(model):
    same = with_pathways(model, lambda pathway: pathway)
    for name, strategy in model.strategies.items():
        was = _pinned(apply(strategy, model.pathway))
        now = apply(same.strategies[name], same.pathway)
        for part in ("states", "services", "start"):
            assert getattr(now, part) == getattr(was, part)
        for part in ("links", "uses"):
            rows = ({k: v for k, v in getattr(p, part).items() if v} for p in (now, was))
            assert next(rows) == next(rows)


def pathways(model):
    return {name: apply(s, model.pathway) for name, s in model.strategies.items()}


def test_every_unit_cost_is_multiplied_whoever_wrote_it(edited):
    found = pathways(with_pathways(edited, with_unit_costs(2.0)))
    assert found["Usual"].services["Test"].unit_cost == Constant(20.0)
    assert found["Treated"].states["Cured"].unit_cost == Constant(10.0)
    assert found["Treated"].services["Drug"].unit_cost == Constant(14.0)
    assert found["Treated"].links["Well"]["Cured"].unit_cost == Constant(6.0)
    assert set(found["Alone"].states) == {"Well", "Dead"}


def test_living_states_have_the_utility_and_nothing_else_heals(edited):
    treated = pathways(with_pathways(edited, only_utility(1.0)))["Treated"]
    assert {n: s.utility.value for n, s in treated.states.items()} == {
        "Well": 1, "Ill": 1, "Dead": 0, "Cured": 1
    }  # fmt: skip
    assert treated.services["Drug"].health_effect == Constant(0.0)


def test_death_counts_as_life_on_purpose(edited):
    usual = pathways(with_pathways(edited, counted_as_living))["Usual"]
    assert usual.states["Dead"].dead is False
    assert usual.states["Dead"].utility == Constant(1.0)


def test_a_state_that_loses_its_utility_is_not_taken_for_death(edited):
    """Without a way out, utility or cost it would be."""
    usual = pathways(with_pathways(edited, only_utility(0.0)))["Usual"]
    assert {name: state.dead for name, state in usual.states.items()} == {
        "Well": False, "Ill": False, "Dead": True
    }  # fmt: skip


def test_twice_the_capacity_and_the_people(edited):
    limited = replace(edited.pathway, services={"Test": Service("Test", capacity=4)})
    assert with_capacity(2.0)(limited).services["Test"].capacity == Constant(8.0)
    assert without_capacity(limited).services["Test"].capacity is None
    people = doubled(pe.Population(prevalent={"Well": 5}, incident=[1, "n"]))
    assert people.prevalent["Well"] == Constant(10.0)
    assert [str(number) for number in people.incident] == ["2", "2 * n"]
    assert times(Constant(0.0), 2.0) == Constant(0.0)
