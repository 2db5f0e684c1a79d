"""Names become rows; every row is fed by rows before it."""

from hypothesis import given

from engine.cases import TREE, network_of
from pathway_economics.engine.hazards import with_probabilities
from pathway_economics.pathway import Pathway, Service, State, apply
from properties.generators import models, whole_models


def test_states_stand_first_then_services_as_patients_pass_through_them():
    found = network_of(TREE, ["Well", "Ill", "Dead"])
    assert found.n_states == 3
    assert set(found.names[:3]) == {"Well", "Ill", "Dead"}
    assert found.row("Test") < found.row("Treat")


def test_a_link_with_a_cost_becomes_a_row_of_its_own():
    found = network_of(TREE, ["Well", "Ill", "Dead"])
    assert [node.name for node in found.links] == ["Well → Dead"]
    assert found.row("Well → Dead") >= found.n_states


def test_every_source_is_left_once_by_remainder_or_stays():
    """What stays in a state is an edge too: 4 + 1 for the link's row, and 3 remainders."""
    found = network_of(TREE, ["Well", "Ill", "Dead"])
    moves = {(found.names[e.source], found.names[e.target]) for e in found.edges}
    assert moves == {
        ("Well", "Test"), ("Well", "Well → Dead"), ("Well → Dead", "Dead"), ("Well", "Well"),
        ("Test", "Treat"), ("Test", "Well"), ("Treat", "Ill"), ("Ill", "Ill"), ("Dead", "Dead"),
    }  # fmt: skip


def test_a_service_that_nobody_reaches_has_no_part_in_it():
    """Its links stand in the pathway, as when a strategy deletes what led to it."""
    pathway = Pathway(
        [State("Well"), State("Dead")],
        [Service("Visit"), Service("Scan")],
        links={"Visit": {"Scan": 0.5, "Well": "rest"}, "Scan": {"Dead": 1}},
        start={"Well": 1},
    )
    found = network_of(pathway, ["Well", "Dead"])
    moves = {(found.names[e.source], found.names[e.target]) for e in found.edges}
    assert moves == {("Well", "Well"), ("Dead", "Dead")}


def test_a_row_with_many_feeders_is_summed_at_once():
    names = [f"S{i}" for i in range(12)]
    links = {name: {"Dead": 0.1} for name in names}
    pathway = Pathway([State(n) for n in (*names, "Dead")], links=links, start={"S0": 1})
    found = network_of(pathway, [*names, "Dead"])
    dead, alive = found.stages[-1].fans
    assert found.names[dead.rows.start] == found.names[alive.rows.start] == "Dead"
    assert dead.edges.stop - dead.edges.start == 1  # who stays dead
    assert alive.edges.stop - alive.edges.start == 12  # from each state: consecutive rows
    assert isinstance(alive.sources, slice)
    assert (dead.adds, alive.adds) == (False, True)


@whole_models
@given(models())
def test_every_edge_leads_from_a_row_that_is_full_by_then(model):
    for strategy in model.strategies.values():
        pathway = with_probabilities(apply(strategy, model.pathway))
        found = network_of(pathway, list(pathway.states))
        full = set(range(found.n_states))
        for stage in found.stages:
            for rank in (*stage.ranks, *stage.fans):
                sources = {edge.source for edge in found.edges[rank.edges]}
                assert sources <= full
            full |= set(range(stage.rows.start, stage.rows.stop))
