"""The order of services, loops, and networkx in and out."""

import pytest
from hypothesis import given

from pathway_economics.errors import InvalidModel
from pathway_economics.pathway import (
    Pathway,
    Service,
    State,
    from_networkx,
    to_networkx,
    use_order,
    visit_generations,
)
from properties.generators import models, whole_models

SERVICES = [Service(name) for name in ("C", "B", "A")]


def test_generations_feed_only_later_ones():
    pathway = Pathway(
        [State("In")],
        SERVICES,
        links={"In": {"A": 0.5, "B": 0.1}, "A": {"B": 0.5, "C": 0.5}, "B": {"C": 1},
               "C": {"In": 1}},
        start={"In": 1},
    )  # fmt: skip
    assert visit_generations(pathway) == [("A",), ("B",), ("C",)]


@pytest.mark.parametrize(("field", "order"), [("links", visit_generations), ("uses", use_order)])
def test_a_loop_is_shown_all_around(field, order):
    rows = {"In": {"A": 0.5}, "A": {"B": 1}, "B": {"C": 1}, "C": {"A": 1}}
    with pytest.raises(InvalidModel, match=r"A → B → C → A|B → C → A → B|C → A → B → C"):
        order(Pathway([State("In")], SERVICES, **{field: rows}, start={"In": 1}))


def test_a_service_follows_all_that_use_it():
    pathway = Pathway([State("In")], SERVICES, uses={"A": {"B": 1}, "B": {"C": 1}}, start={"In": 1})
    assert use_order(pathway) == ["A", "B", "C"]


def test_a_service_may_be_both_linked_to_and_used():
    pathway = Pathway(
        [State("In")],
        [Service("A")],
        links={"In": {"A": 0.5}, "A": {"In": 1}},
        uses={"In": {"A": 2}},
        start={"In": 1},
    )
    back = from_networkx(to_networkx(pathway), pathway.start)
    assert back.links == pathway.links
    assert back.uses == pathway.uses


@whole_models
@given(models())
def test_a_pathway_survives_networkx(model):
    """All but empty rows, which say nothing."""
    back = from_networkx(to_networkx(model.pathway), model.pathway.start)
    assert back.states == model.pathway.states
    assert back.services == model.pathway.services
    for field in ("links", "uses"):
        rows = {source: row for source, row in getattr(model.pathway, field).items() if row}
        assert getattr(back, field) == rows
