"""Tests whose shares are impossible, and those of a strategy beside the pathway's own ways."""

import pytest

from pathway_economics.errors import InvalidModel
from pathway_economics.io.model_file import loads

WAYS = "true_positive: Ill, false_positive: Ill, false_negative: Well, true_negative: Well"
FILE = f"""\
format: 1
title: A test
horizon: {{first_year: 2026, years: 1}}
parameters:
  sens: {{fixed: 85, unit: share, assumption: for a test}}
  about: {{normal: {{mean: 90, se: 2}}, unit: share, assumption: for a test}}
  right: {{beta: {{mean: 0.9, se: 0.02}}, unit: share, assumption: for a test}}
  derived: {{formula: sens / 100, unit: share, assumption: for a test}}
  wrong: {{formula: sens / 10, unit: share, assumption: for a test}}
pathway:
  start: {{In: 1}}
  states: {{In: {{}}, Ill: {{}}, Well: {{}}, Old: {{}}}}
  services: {{FIT: {{}}}}
  links: {{In: {{FIT: 1}}}}
  tests:
    FIT: {{prevalence: 0.1, sensitivity: right, specificity: 0.9, {WAYS}}}
strategies:
  Usual: {{}}
  Other:
    tests:
      FIT: {{prevalence: 0.1, sensitivity: derived, specificity: 0.9, {WAYS}}}
"""


def told(*edits):
    text = FILE
    for old, new in edits:
        assert text.count(old) >= 1
        text = text.replace(old, new, 1)
    with pytest.raises(InvalidModel) as refused:
        loads(text, "t.yaml")
    return str(refused.value).splitlines()


def test_a_share_that_is_possible_is_not_complained_of():
    loads(FILE)


@pytest.mark.parametrize(
    ("given", "value", "share"),
    [("sens", "85", "0.85"), ("about", "90", "0.9"), ("wrong", "8.5", "0.085")],
)
def test_a_percentage_from_a_parameter_is_told_on_load(given, value, share):
    """85 / 10 is 8.5, for certain; a mean above one has draws above one."""
    assert told(("sensitivity: right", f"sensitivity: {given}")) == [
        f"t.yaml:16: pathway > tests > FIT > sensitivity: sensitivity = {given} is {value}, but a "
        f"share between 0 and 1 is needed; {value} looks like a percentage: write {share}."
    ]


def test_a_strategy_s_test_is_told_in_the_strategy():
    (complaint,) = told(
        ("prevalence: 0.1, sensitivity: derived", "prevalence: -sens, sensitivity: 1")
    )
    assert complaint == (
        "t.yaml:21: strategies > Other > tests > FIT > prevalence: prevalence = -sens is -85, but "
        "a share between 0 and 1 is needed."
    )


LEFT = (
    "strategies > Other > tests > FIT: The test takes the place of all ways out of 'FIT', but the "
    "pathway's own to 'Old' would stay beside it; delete what it replaces, as in links: {FIT: "
    "{Old: null}} (None in Python)."
)


def test_a_strategy_s_test_beside_ways_of_the_pathway_is_a_mistake():
    assert told(("true_positive: Ill, false", "true_positive: Old, false")) == [
        f"t.yaml:21: {LEFT}"
    ]
    ways = FILE[FILE.index("  tests:") : FILE.index("strategies:")]
    linked = ("links: {In: {FIT: 1}}", "links: {In: {FIT: 1}, FIT: {Old: 0.2, Well: rest}}")
    assert told((ways, ""), linked) == [f"t.yaml:19: {LEFT}"]


def test_ways_that_a_strategy_deletes_do_not_stand_beside_its_test():
    text = FILE.replace("true_positive: Ill, false", "true_positive: Old, false", 1)
    loads(text.replace("  Other:\n", "  Other:\n    links: {FIT: {Old: null}}\n"))
    loads(text.replace("  Other:\n", "  Other:\n    states: {Old: null}\n"))


@pytest.mark.parametrize("given", ["sqrt(0 - 1)", "log(0)"])
def test_a_share_of_plain_numbers_that_is_none_is_told(given):
    (line,) = told(("sensitivity: right", f"sensitivity: {given}"))
    assert "but a share between 0 and 1 is needed" in line
