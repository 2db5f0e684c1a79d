"""Strategies are edits: what they do not name stays as it is."""

import pytest
from hypothesis import given

from pathway_economics.errors import InvalidModel
from pathway_economics.parameters.expressions import Constant
from pathway_economics.pathway import Link, Pathway, Programme, Service, State, Strategy, apply
from properties.generators import models, whole_models

USUAL = Pathway(
    [State("Well", utility=0.9, unit_cost=5), State("Dead")],
    [Service("Visit", "GP", 48), Service("Scan", "Trust", 90)],
    links={"Well": {"Visit": 0.3, "Dead": 0.1}, "Visit": {"Well": "rest", "Scan": 0.2},
           "Scan": {"Well": 1}},
    uses={"Well": {"Scan": 1}, "Visit": {"Scan": 2}},
    start={"Well": 1},
)  # fmt: skip


def test_a_changed_field_leaves_the_others():
    state = apply(Strategy("S", states={"Well": {"utility": 0.5}}), USUAL).states["Well"]
    assert (state.utility, state.unit_cost) == (Constant(0.5), Constant(5.0))


def test_a_new_name_adds():
    added = {"Ill": {"utility": 0.4}}
    pathway = apply(Strategy("S", states=added, links={"Well": {"Ill": 0.1}}), USUAL)
    assert pathway.states["Ill"] == State("Ill", utility=0.4)
    assert set(pathway.links["Well"]) == {"Visit", "Dead", "Ill"}


def test_nothing_deletes_a_service_with_all_that_leads_to_it():
    pathway = apply(Strategy("S", services={"Scan": None}), USUAL)
    assert set(pathway.services) == {"Visit"}
    assert set(pathway.links) == {"Well", "Visit"}
    assert set(pathway.links["Visit"]) == {"Well"}
    assert pathway.uses == {"Well": {}, "Visit": {}}


def test_nothing_deletes_a_link_or_a_use():
    pathway = apply(
        Strategy("S", links={"Well": {"Visit": None}}, uses={"Well": {"Scan": None}}), USUAL
    )
    assert set(pathway.links["Well"]) == {"Dead"}
    assert pathway.uses["Well"] == {}
    assert pathway.uses["Visit"] == USUAL.uses["Visit"]


def test_a_strategy_may_start_elsewhere():
    assert apply(Strategy("S", start={"Dead": 1}), USUAL).start == {"Dead": Constant(1.0)}


def test_the_pathway_itself_is_left_alone():
    before = repr(USUAL)
    apply(Strategy("S", states={"Well": None}, links={"Well": {"Dead": Link(0.2)}}), USUAL)
    assert repr(USUAL) == before


@whole_models
@given(models())
def test_no_edits_change_nothing_and_edits_made_twice_change_no_more(model):
    assert apply(Strategy("Nothing"), model.pathway) == model.pathway
    for strategy in model.strategies.values():
        once = apply(strategy, model.pathway)
        assert apply(strategy, once) == once


def test_consent_is_a_list():
    assert Strategy("S", consent=["ICB"]).consent == ("ICB",)
    with pytest.raises(InvalidModel, match="list of party names"):
        Strategy("S", consent="ICB")


def test_a_programme_cost_is_yearly():
    assert Programme("ICB", [1, 2]).amount == (Constant(1.0), Constant(2.0))
    assert Programme("ICB", 5).amount == Constant(5.0)
