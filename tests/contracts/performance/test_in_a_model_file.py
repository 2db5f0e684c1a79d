"""Contracts of this family as a model file spells them: read, checked, written back."""

import jsonschema
import pytest

from pathway_economics.contracts import settle
from pathway_economics.errors import InvalidModel
from pathway_economics.io.model_file import loads
from pathway_economics.io.schema import schema
from pathway_economics.io.tree import read_tree
from pathway_economics.model import run
from pathway_economics.model.text import canonical_text

MODEL = """
format: 1
title: Performance
horizon: {first_year: 2026/27, years: 2, cycle: year, discount_costs: 0, discount_health: 0}
parties:
  ICB: {role: commissioner}
  Trust: {role: provider}
  Fund: {role: supplier}
pathway:
  start: {Ill: 1}
  states: {Ill: {utility: 0.7}}
  services:
    Admission: {provider: Trust, unit_cost: 4000}
    Readmission: {provider: Trust, unit_cost: 4000}
  uses: {Ill: {Admission: 1, Readmission: 0.15}}
strategies: {Usual care: {}}
population: {prevalent: {Ill: 100}}
environments: {Current: {Usual care: 1}}
arrangements:
  Quality:
    Care: {block: {payer: ICB, payee: Trust, amount: 400000}}
    CQUIN:
      quality_payment:
        payer: ICB
        payee: Trust
        preset: cquin 2022/23
        scope: [Care]
        prepaid: true
        indicators:
          Readmissions:
            achieved: {services: [Readmission], per: [Admission]}
            floor: 0.2
            target: 0.1
            weight: 0.6
          Jabs: {achieved: 0.93, threshold: 0.9, weight: 0.4}
    Outcomes:
      outcome_based:
        payer: ICB
        payee: Trust
        amount: 100
        at_risk: 0.2
        indicators: {Health: {achieved: {health: qalys}, target: 140}}
    Bond:
      outcome_bond:
        payer: ICB
        investor: Fund
        delivery: Trust
        investment: [90, 0]
        price: 1
        achieved: {services: [Admission]}
        total_cap: 120
"""


def test_it_is_read_and_settled_by_hand():
    model = loads(MODEL)
    settled = settle(run(model, n_draws=8), model.arrangements["Quality"])
    paid = {
        e.label: [float(x) for x in e.amount.mean(axis=-1).ravel()]
        for e in settled.ledger.entries
        if e.source in ("CQUIN", "Outcomes", "Bond")
    }
    assert paid["Quality payment, prepaid"] == pytest.approx([5_000] * 2)  # 1.25 % of 400,000
    # readmissions of 0.15 are half way: 0.6 x 0.5 + 0.4 x 1 = 0.7
    assert paid["Quality payment, clawed back"] == pytest.approx([-1_500] * 2)
    assert paid["Certain part"] == pytest.approx([80] * 2)
    # 100 people at 0.7 are 70 QALYs of 140: half of the 20 at risk
    assert paid["Earned by outcomes"] == pytest.approx([10] * 2)
    assert paid["Outcome payments"] == pytest.approx([100, 20])


def test_it_is_written_back_as_it_was_read():
    model = loads(MODEL)
    again = loads(canonical_text(model))
    assert again.arrangements["Quality"].contracts == model.arrangements["Quality"].contracts


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("threshold: 0.9", "treshold: 0.9", "treshold"),
        ("achieved: 0.93, ", "", "achieved"),
        ("weight: 0.4", "weight: 0.5", "sum to 1.1; they must sum to 1"),
        ("weight: 0.4", "weight: 1.4", "weight=1.4, but a share lies in [0, 1]"),
        ("services: [Readmission]", "services: [Readmision]", "'Readmision'"),
        ("scope: [Care]", "scope: [Car]", "No contract is named 'Car'. Did you mean 'Care'?"),
        ("investor: Fund", "investor: Fond", "No party is named 'Fond'. Did you mean 'Fund'?"),
        ("prepaid: true", "prepaid: yes", "write true"),
    ],
)
def test_mistakes_are_told(old, new, told):
    with pytest.raises(InvalidModel) as refused:
        loads(MODEL.replace(old, new))
    assert told in str(refused.value)
    assert len(refused.value.complaints) == 1


def test_it_is_valid_under_the_schema():
    validator = jsonschema.Draft202012Validator(schema())
    validator.validate(read_tree(MODEL)[0].plain())
    wrong = MODEL.replace("threshold: 0.9", "treshold: 0.9")
    assert not validator.is_valid(read_tree(wrong)[0].plain())
