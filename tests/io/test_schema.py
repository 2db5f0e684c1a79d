"""The JSON Schema says what the reader does."""

import json
from copy import deepcopy
from pathlib import Path

import jsonschema
import pytest

from pathway_economics import datasets
from pathway_economics.io.schema import schema
from pathway_economics.io.sections import PRESETS, SECTIONS, TEXTS
from pathway_economics.io.tree import read_tree

SAMPLE = (Path(__file__).parent / "sample.yaml").read_text()


@pytest.fixture(scope="module")
def validator():
    return jsonschema.Draft202012Validator(schema())


def test_it_is_a_schema_and_plain_json():
    jsonschema.Draft202012Validator.check_schema(json.loads(json.dumps(schema())))


def test_every_section_that_is_read_is_in_it_and_no_other():
    assert set(schema()["properties"]) == {"format", *TEXTS, PRESETS, *SECTIONS}


def test_the_sample_is_valid(validator):
    validator.validate(read_tree(SAMPLE)[0].plain())


TEST = dict.fromkeys(
    ("true_positive", "false_positive", "false_negative", "true_negative"), "Stable"
) | {"prevalence": 0.02, "sensitivity": "sens", "specificity": 0.95}


@pytest.mark.parametrize(
    ("section", "name", "entry", "valid"),
    [
        ("tables", "dies", {"file": "life.csv", "column": "male", "source": "a"}, True),
        ("tables", "dies", {"file": "life.csv", "axes": ["age"], "outside": "hold"}, True),
        ("tables", "dies", {"file": "life.csv", "values": [1]}, False),
        ("tables", "dies", {"column": "male"}, False),
        ("pathway", "tests", {"Admission": TEST}, True),
        ("pathway", "tests", {"Admission": {**TEST, "positive": "Stable"}}, False),
        ("pathway", "tests", {"Admission": {"prevalence": 0.02}}, False),
    ],
)
def test_tables_in_files_and_tests(validator, section, name, entry, valid):
    document = read_tree(SAMPLE)[0].plain()
    document.setdefault(section, {})[name] = entry
    assert validator.is_valid(document) is valid


@pytest.mark.parametrize("name", datasets.names())
def test_the_bundled_examples_are_valid(validator, name):
    validator.validate(read_tree(datasets.text(name))[0].plain())


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("format",), 2),
        (("currencyy",), "GBP"),
        (("horizon", "cycle"), "fortnight"),
        (("horizon", "years"), "forty"),
        (("parties", "ICB", "role"), "payer"),
        (("parties", "ICB", "budget"), 1),
        (("parameters", "p_admit", "gamma"), {"mean": 1, "se": 1}),
        (("parameters", "p_admit", "source"), "both a source and an assumption"),
        (("pathway", "states", "Stable", "utilty"), 1),
        (("pathway", "links", "Stable", "Dead"), [0.1]),
        (("strategies", "Usual care", "colour"), "red"),
        (("environments", "Current", "Usual care"), []),
        (("capacity", "Acute beds", "services"), "Admission"),
        (("arrangements", "Gain share", "Savings", "gain_share", "payers"), "ICB"),
        (("arrangements", "Gain share", "Savings", "block"), {}),
    ],
)
def test_what_the_reader_refuses_is_invalid(validator, path, value):
    document = deepcopy(read_tree(SAMPLE)[0].plain())
    place = document
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    assert not validator.is_valid(document)


def test_fields_carry_the_words_of_the_docstrings():
    party = schema()["$defs"]["Party"]["properties"]
    assert "[QALY" not in party["role"]["description"]
    assert "per QALY" in party["value_of_health"]["description"]
    assert "name" not in party
