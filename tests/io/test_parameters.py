"""Joint distributions and rank correlations in a model file."""

import json

import jsonschema
import pytest

from pathway_economics.errors import InvalidModel
from pathway_economics.io.model_file import loads
from pathway_economics.io.schema import schema
from pathway_economics.io.tree import read_tree
from pathway_economics.model.text import canonical_text
from pathway_economics.parameters import Correlation, MultiNormal, Posterior

TEXT = """
format: 1
title: Joint
horizon: {first_year: "2026", years: 2}
parameters:
  fit:
    multinormal: {means: {slope: 0.5, cut: -5.5}, covariance: [[0.002, 0.001], [0.001, 0.04]]}
    unit: log scale
    source: a paper
  told:
    multinormal: {means: {a: 1, b: 2}, se: {a: 0.1, b: 0.2}, correlation: [[1, 0.5], [0.5, 1]]}
    unit: log scale
    source: a paper
  chain:
    posterior: {draws: {p: [0.1, 0.2, 0.3], q: [5, 6, 7]}, in_order: true}
    unit: ratio
    source: a fit
  u: {uniform: {low: 0, high: 1}, unit: ratio, source: a paper}
  v: {uniform: {low: 0, high: 1}, unit: ratio, source: a paper}
correlations:
  - {of: [u, v], rho: 0.4, method: iman-conover}
pathway:
  start: {Well: 1}
  states: {Well: {utility: u}, Dead: {}}
  links: {Well: {Dead: p * exp(slope) / 4}}
strategies: {Usual: {}}
"""


def test_joint_distributions_are_read():
    model = loads(TEXT)
    fit = MultiNormal(means={"slope": 0.5, "cut": -5.5}, covariance=[[0.002, 0.001], [0.001, 0.04]])
    assert model.parameters["fit"].distribution == fit
    assert model.parameters["told"].distribution.errors == {"a": 0.1, "b": 0.2}
    chain = Posterior({"p": [0.1, 0.2, 0.3], "q": [5, 6, 7]}, in_order=True)
    assert model.parameters["chain"].distribution == chain
    assert model.correlations == (Correlation(("u", "v"), 0.4, "iman-conover"),)


def test_the_canonical_text_gives_the_same_model():
    model = loads(TEXT)
    again = loads(canonical_text(model))
    assert again.parameters == model.parameters
    assert again.correlations == model.correlations
    assert canonical_text(again) == canonical_text(model)


def test_the_method_of_a_copula_is_not_written():
    told = json.loads(canonical_text(loads(TEXT.replace(", method: iman-conover", ""))))
    assert told["correlations"] == [{"of": ["u", "v"], "rho": 0.4}]


def test_the_schema_knows_them():
    validator = jsonschema.Draft202012Validator(schema())
    validator.validate(read_tree(TEXT)[0].plain())
    for wrong in ("covarience", "draw"):
        right = {"covarience": "covariance", "draw": "draws"}[wrong]
        assert not validator.is_valid(read_tree(TEXT.replace(f"{right}:", f"{wrong}:"))[0].plain())


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("[0.001, 0.04]", "[0.002, 0.04]", "7: parameters > fit > multinormal: MultiNormal(<slope"),
        ("[0.001, 0.04]", "[0.001, x]", "covariance > 1 > 1: A plain number is needed here"),
        ("covariance", "covarience", "covarience: No field is named 'covarience' here. Did you"),
        ("se: {a: 0.1, b: 0.2}", "se: [0.1, 0.2]", "se: A mapping is needed here: got a list"),
        ("[5, 6, 7]", "[5, 6]", "columns differ in length (p 3, q 2)"),
        ("[5, 6, 7]", "[5, 6, seven]", "draws > q > 2: A plain number is needed here: got 'seven'"),
        ("in_order: true", "in_order: yes", "in_order: true or false is needed here: got 'yes'"),
        ("iman-conover", "rank", "method: One of 'copula' or 'iman-conover' is needed here"),
        ("[u, v]", "[u, p]", "'p' is part of 'chain', a posterior parameter, which no other can"),
        ("[u, v]", "[u, fit]", "'fit' is a multinormal parameter"),
    ],
)
def test_one_mistake_is_one_complaint(old, new, expected):
    with pytest.raises(InvalidModel) as caught:
        loads(TEXT.replace(old, new))
    assert expected in str(caught.value)
    assert len(caught.value.complaints) == 1


@pytest.mark.parametrize(("old", "new"), [("means: {slope", "mean: {slope"), ("draws:", "draw:")])
def test_names_of_a_joint_distribution_that_cannot_be_read_are_not_missed(old, new):
    with pytest.raises(InvalidModel) as caught:
        loads(TEXT.replace(old, new))
    assert not any("No parameter is named" in c.message for c in caught.value.complaints)
