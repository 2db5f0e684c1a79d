"""Presets in a model file: those there are, and rows that a user adds."""

import pytest

from pathway_economics.contracts import Blended
from pathway_economics.errors import InvalidModel
from pathway_economics.io.model_file import load_model, loads
from pathway_economics.model import canonical_text

MODEL = """format: 1
title: One
{presets}
horizon: {{years: 1}}
parties: {{ICB: {{role: commissioner}}, Trust: {{role: provider}}}}
pathway:
  states: {{Well: {{}}}}
  services: {{Admission: {{provider: Trust, unit_cost: 1}}}}
  uses: {{Well: {{Admission: 1}}}}
  start: {{Well: 1}}
strategies: {{Usual care: {{}}}}
arrangements:
  Tariff:
    Emergencies:
      blended:
        preset: {preset}
        payer: ICB
        payee: Trust
        services: [Admission]
        price: 100
        {more}
"""
ROW = (
    "{preset: ours, kind: blended, first_year: 2026/27, term: variable_rate, value: 0.4, "
    "unit: share, source: our contract, status: read}"
)


def text(preset, presets="", more=""):
    return MODEL.format(preset=preset, presets=presets, more=more)


def emergencies(model):
    return model.arrangements["Tariff"].contracts["Emergencies"]


def test_a_preset_fills_in_what_the_contract_leaves_out():
    read = emergencies(loads(text("mret 2012/13")))
    terms = {"payer": "ICB", "payee": "Trust", "services": ["Admission"], "price": 100}
    assert read == Blended(**terms, variable_rate=0.3, variable_rate_below=1)
    own = emergencies(loads(text("mret 2012/13", more="variable_rate: 0.5")))
    assert own == Blended(**terms, variable_rate=0.5, variable_rate_below=1)


def test_the_text_of_the_model_has_the_terms_and_needs_no_preset():
    told = canonical_text(loads(text("mret 2012/13")))
    assert '"variable_rate": 0.3' in told
    assert "preset" not in told
    assert emergencies(loads(told)) == emergencies(loads(text("mret 2012/13")))


def test_rows_of_a_users_own_stand_in_the_model_or_in_a_file_beside_it(tmp_path):
    inline = emergencies(loads(text("ours 2026/27", presets=f"presets: [{ROW}]")))
    (tmp_path / "ours.csv").write_text(
        "preset,kind,first_year,last_year,term,value,unit,source,status\n"
        "ours,blended,2026/27,,variable_rate,0.4,share,our contract,read\n"
    )
    (tmp_path / "model.yaml").write_text(text("ours 2026/27", presets="presets: ours.csv"))
    assert emergencies(load_model(tmp_path / "model.yaml")) == inline
    assert str(inline.variable_rate) == "0.4"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"preset": "mret"}, "A preset has a name and a year, such as mret 2012/13: got 'mret'"),
        ({"preset": "mreet 2012/13"}, "Did you mean 'mret'"),
        ({"preset": "ours 2026", "presets": "presets: ours.csv"}, "has no folder"),
        ({"preset": "ours 2026", "presets": "presets: [3]"}, "A row is a mapping"),
        (
            {"preset": "ours 2026", "presets": f"presets: [{ROW.replace('0.4', 'lots')}]"},
            "Row 1 of rows of your own: value='lots' is no number",
        ),
        (
            {"preset": "ours 2026", "presets": f"presets: [{ROW.replace('blended', 'block')}]"},
            "'ours' is one of 'block', not of 'blended'",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_line(given, told):
    with pytest.raises(InvalidModel, match=told) as refused:
        loads(text(**given))
    assert str(refused.value).startswith("<text>:")
