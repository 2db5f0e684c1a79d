"""Edits of strategies that cannot be made: each with its path, with all other complaints."""

import pytest

from pathway_economics.errors import InvalidModel
from pathway_economics.horizon import Horizon
from pathway_economics.model import Model
from pathway_economics.pathway import Pathway, Service, State, Strategy

FULL = "pathway > states > Well > utility: The utility is 2, above 1, which is full health; write "
"""Another mistake, which is told beside that of the edit."""


def told(**edits):
    pathway = Pathway(
        [State("Well", utility=2), State("Dead")],
        [Service("Clinic")],
        links={"Well": {"Clinic": 0.1}, "Clinic": {"Dead": 1}},
        start={"Well": 1},
    )
    with pytest.raises(InvalidModel) as refused:
        Model("Edits", pathway, [Strategy("Usual"), Strategy("New", **edits)], Horizon("2026"))
    first, *others = str(refused.value).splitlines()
    assert first == f"{FULL}0.02?"
    return others


@pytest.mark.parametrize(
    ("edit", "field", "message"),
    [
        (
            {"freed": "oops"},
            " > freed",
            "Service 'Clinic': freed='oops'; it must be 'queue' or 'closed'.",
        ),
        ({"unit_cost": [1]}, " > unit_cost", "[1] is neither a number nor an expression."),
        (
            {"consumes": 3},
            " > consumes",
            "A mapping of amounts by measure is needed here: got 3.",
        ),
        ({"fred": "queue"}, " > fred", "'fred' is not a field. Did you mean 'freed'?"),
        (3, "", "A mapping of changed fields is needed here, or None: got 3."),
    ],
)
def test_an_edit_that_cannot_be_made_is_told_with_everything_else(edit, field, message):
    assert told(services={"Clinic": edit}) == [
        f"strategies > New > services > Clinic{field}: {message}"
    ]


def test_all_edits_that_cannot_be_made_come_at_once():
    wrong = {"freed": "oops", "capacity": "a +"}
    found = told(services={"Clinic": wrong, "Ward": {"freed": "no"}})
    places = [line.split(": ")[0].removeprefix("strategies > New > services > ") for line in found]
    assert places == ["Clinic > capacity", "Clinic > freed", "Ward > freed"]


def test_edits_are_given_by_name():
    with pytest.raises(InvalidModel) as refused:
        Strategy("New", services=[Service("Clinic")])
    assert str(refused.value).startswith(
        "Strategy 'New': services are changed fields by name, such as "
        "{'Clinic': {'unit_cost': 5}}: got ["
    )


def test_keys_and_names_that_are_no_text_are_told_with_all_others():
    here = "strategies > New > services > Clinic"
    found = told(services={"Clinic": {1: 2, "provider": ["Trust"]}})
    assert found[0].startswith(f"{here} > 1: 1 is not a field.")
    assert found[1] == f"{here} > provider: A text is needed here: got ['Trust']."
