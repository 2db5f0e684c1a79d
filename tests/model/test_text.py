"""The canonical text: what the run record needs to run again."""

import json
from dataclasses import replace

from hypothesis import given

from pathway_economics.horizon import Horizon
from pathway_economics.model import Model, canonical_text
from pathway_economics.parameters import Parameter
from pathway_economics.pathway import Pathway, State, Strategy
from properties.generators import models, whole_models

SMALL = Model(
    "Small",
    Pathway([State("Well", utility=1), State("Dead")], links={"Well": {"Dead": "p / 3"}},
            start={"Well": 1}),
    [Strategy("Usual"), Strategy("New", states={"Well": {"utility": "0.1 * (2 + 3)"}})],
    Horizon("2026", years=3),
    parameters=[Parameter("p", 0.1, "per year", source="Table 2")],
)  # fmt: skip


def test_the_text_is_short_and_sorted_as_the_model_is():
    plain = json.loads(canonical_text(SMALL))
    assert list(plain)[:2] == ["format", "title"]
    assert plain["pathway"]["links"] == {"Well": {"Dead": "p / 3"}}
    assert plain["parameters"] == {"p": {"fixed": 0.1, "unit": "per year", "source": "Table 2"}}
    assert "population" not in plain


def test_another_spelling_of_an_expression_is_the_same_text():
    """In an edit as everywhere: brackets that mean nothing are not kept."""
    same = {"Well": {"utility": "(0.1) * ((2 + 3))"}}
    other = replace(SMALL, strategies=[Strategy("Usual"), Strategy("New", states=same)])
    assert canonical_text(other) == canonical_text(SMALL)


@whole_models
@given(models())
def test_every_number_keeps_its_bits(model):
    """JSON and back: what is plain stays plain."""
    text = canonical_text(model)
    assert json.dumps(json.loads(text), indent=1, ensure_ascii=False) + "\n" == text
