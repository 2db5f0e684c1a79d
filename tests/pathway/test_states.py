"""States, services, links and uses: read once, then frozen."""

import pytest

from pathway_economics.errors import InvalidModel
from pathway_economics.parameters.expressions import Constant, Name
from pathway_economics.pathway import Link, Pathway, Service, State


def test_numbers_and_texts_are_read_as_expressions():
    pathway = Pathway(
        [State("Well", utility="u"), State("Dead")],
        [Service("Visit", unit_cost=31, consumes={"hours": "h"})],
        links={"Well": {"Dead": 0.1, "Visit": "p"}, "Visit": {"Well": "rest"}},
        uses={"Well": {"Visit": 2}},
        start={"Well": 1},
    )
    assert pathway.states["Well"].utility == Name("u")
    assert pathway.services["Visit"].consumes["hours"] == Name("h")
    assert pathway.links["Well"]["Dead"].probability == Constant(0.1)
    assert pathway.links["Visit"]["Well"].is_rest
    assert pathway.uses["Well"]["Visit"] == Constant(2.0)


def test_a_pathway_cannot_be_changed():
    pathway = Pathway([State("Well")], links={"Well": {"Dead": 0.1}}, start={"Well": 1})
    for mapping in (pathway.states, pathway.links, pathway.links["Well"], pathway.start):
        with pytest.raises(TypeError, match="frozen"):
            mapping["x"] = 1


def test_two_of_one_name_are_refused():
    with pytest.raises(InvalidModel, match="Two state entries are named 'Well'"):
        Pathway([State("Well"), State("Well")], start={"Well": 1})


def test_a_mapping_by_name_says_the_same_as_a_list():
    listed = Pathway([State("Well")], [Service("Visit")], start={"Well": 1})
    mapped = Pathway({"Well": State("Well")}, {"Visit": Service("Visit")}, start={"Well": 1})
    assert listed == mapped


def test_only_a_cost_or_a_health_effect_makes_a_move_count():
    assert not Link(0.1, provider="Trust").has_reward
    assert Link(0.1, unit_cost=1).has_reward
    assert Link(0.1, health_effect="loss").has_reward


@pytest.mark.parametrize("wrong", [float("nan"), float("inf"), "p +", "__import__('os')", True])
def test_what_is_no_number_is_refused(wrong):
    with pytest.raises(InvalidModel):
        State("Well", utility=wrong)
