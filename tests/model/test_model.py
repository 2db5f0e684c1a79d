"""The whole model: frozen, read from lists or mappings, told in a line."""

from dataclasses import FrozenInstanceError, replace

import pytest

from pathway_economics.errors import InvalidModel
from pathway_economics.horizon import Horizon
from pathway_economics.model import Model
from pathway_economics.parameters import Parameter
from pathway_economics.parties import Party
from pathway_economics.pathway import Pathway, State, Strategy

PATHWAY = Pathway(
    [State("Well", utility="u"), State("Dead")], links={"Well": {"Dead": 0.1}}, start={"Well": 1}
)
U = Parameter("u", 0.8, "QALY per year", assumption="for a test")
PARTS = {
    "title": "Survival of <b>",
    "pathway": PATHWAY,
    "strategies": [Strategy("Usual"), Strategy("New")],
    "horizon": Horizon("2026/27", years=20, budget_years=5),
}


def test_lists_and_mappings_say_the_same():
    listed = Model(**PARTS, parameters=[U])
    mapped = Model(
        **{**PARTS, "strategies": {"Usual": Strategy("Usual"), "New": Strategy("New")}},
        parameters={"u": U},
    )
    assert list(listed.strategies) == list(mapped.strategies) == ["Usual", "New"]
    assert listed.parameters == mapped.parameters


def test_two_of_one_name_are_refused():
    with pytest.raises(InvalidModel, match="named 'ICB'"):
        Model(**PARTS, parameters=[U], parties=[Party("ICB", "commissioner")] * 2)


def test_a_model_cannot_be_changed_but_copied_with_a_change():
    model = Model(**PARTS, parameters=[U])
    with pytest.raises(FrozenInstanceError):
        model.title = "Other"
    with pytest.raises(TypeError, match="frozen"):
        model.strategies["Third"] = Strategy("Third")
    assert replace(model, title="Other").title == "Other"


def test_reprs_can_be_read():
    model = Model(**PARTS, parameters=[U])
    assert repr(model) == (
        "<Model 'Survival of <b>': 2 strategies, 2 states, 0 services, 0 parties, 0 arrangements>"
    )
    html = model._repr_html_()
    assert "Survival of &lt;b&gt;" in html
    assert "1, of which 1 assumptions" in html
    assert "20 years from 2026/27 in cycles of a year, budget window 5 years" in html
