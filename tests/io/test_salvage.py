"""Stand-ins for what is wrong, so that the rest can be checked."""

from pathway_economics.contracts import Pool
from pathway_economics.io.salvage import STAND_IN, plain_fields, salvage
from pathway_economics.io.tree import read_tree
from pathway_economics.parties import Party
from pathway_economics.pathway import CapacityPool, Service

MISSING = {"type": "float_type", "loc": (0, "rate")}


def given(text):
    return read_tree(text)[0].value


def test_what_was_complained_of_gets_a_stand_in_where_an_expression_may_stand():
    fields = given("{unit_cost: .inf, provider: &a GP, consumes: {hours: .nan, beds: 2}}")
    assert plain_fields(Service, fields) == {
        "unit_cost": STAND_IN,
        "consumes": {"hours": STAND_IN, "beds": 2},
    }


def test_a_field_with_a_default_is_left_out_and_nothing_more_is_sure():
    seen = []

    def attempt(data):
        seen.append(data)
        return "made", []

    thing, hidden = salvage(Party, {"name": "ICB", "rate": "x"}, [MISSING], attempt)
    assert (thing, hidden, seen) == ("made", [], [{"name": "ICB"}])


def test_of_fields_that_contradict_one_another_one_is_left_out():
    whole = {"type": "value_error", "loc": (0,)}

    def attempt(data):
        fits = data.get("stepped") == STAND_IN
        return ("made", []) if fits else (None, [whole])

    data = {"name": "Beds", "variable": 0.8, "stepped": 0.5}
    assert salvage(CapacityPool, data, [whole], attempt) == ("made", [])


def test_what_cannot_be_mended_gives_nothing():
    wrong = {"type": "missing", "loc": (0, "scope")}
    assert salvage(Pool, {"members": ["ICB"]}, [wrong], lambda _: (None, [wrong])) == (None, [])
