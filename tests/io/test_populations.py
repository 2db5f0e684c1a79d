"""Subgroups and their covariates: one mistake is one complaint, and hints know all names."""

import pytest

from pathway_economics.errors import InvalidModel
from pathway_economics.io.model_file import loads

FILE = """\
format: 1
title: Two subgroups
horizon: {{first_year: 2026, years: 1}}
pathway:
  start: {{Well: 1}}
  states: {{Well: {{utility: 1}}, Dead: {{}}}}
  links:
    Well: {{Dead: {dead}}}
strategies: {{Usual: {{}}}}
population:
  incident: 10
  subgroups:
    Women: {{{women}}}
    Men: {{{men}}}
"""
WOMEN, MEN = "share: 0.5, covariates: {male: 0}", "share: 0.5, covariates: {male: 1}"
HERE = "t.yaml:13: population > subgroups > Women"


def told(dead="0.01 * male", women=WOMEN, men=MEN):
    with pytest.raises(InvalidModel) as refused:
        loads(FILE.format(dead=dead, women=women, men=men), "t.yaml")
    return str(refused.value).splitlines()


def test_subgroups_that_are_sound():
    assert len(loads(FILE.format(dead="0.01 * male", women=WOMEN, men=MEN)).population.subgroups)


@pytest.mark.parametrize(
    ("given", "place", "message"),
    [
        (
            "{male: female}",
            " > covariates > male",
            "A plain number is needed here: got 'female'; expressions cannot stand here.",
        ),
        ("{male: true}", " > covariates > male", "A plain number is needed here: got true."),
        ("male", " > covariates", "A mapping is needed here: got 'male'."),
    ],
)
def test_a_covariate_of_the_wrong_kind_is_one_complaint(given, place, message):
    assert told(women=f"share: 0.5, covariates: {given}") == [f"{HERE}{place}: {message}"]


def test_a_covariate_that_is_wrong_everywhere_is_still_known():
    found = told(women=WOMEN.replace("0}", "f}"), men=MEN.replace("1}", "m}"))
    assert [line.split(": ")[1] for line in found] == [
        f"population > subgroups > {name} > covariates > male" for name in ("Women", "Men")
    ]


def test_covariates_are_known_of_a_subgroup_that_cannot_be_read():
    assert told(women="covariates: {male: 0}", men="share: rest, covariates: {male: 1}") == [
        f"{HERE}: The field 'share' is missing; give it."
    ]


def test_a_covariate_that_one_subgroup_lacks_is_missing():
    assert told(women="share: 0.5") == [
        f"{HERE}: male is missing; give every subgroup the same covariates."
    ]


@pytest.mark.parametrize(
    ("dead", "message"),
    [
        ("0.01 * mle", "No parameter or covariate is named 'mle'. Did you mean 'male'?"),
        ("0.01 * sex", "No parameter or covariate is named 'sex'. Declared: male."),
        ("0.01 * agee", "No parameter or covariate is named 'agee'. Did you mean 'age'?"),
    ],
)
def test_hints_know_covariates_and_variables(dead, message):
    assert told(dead) == [f"t.yaml:8: pathway > links > Well > Dead: {message}"]


def test_a_subgroup_without_an_age_is_named():
    place = "t.yaml:8: pathway > links > Well > Dead: 'age' is used, but the"
    assert told("0.001 * age", women=f"age: 60, {WOMEN}") == [
        f"{place} subgroup 'Men' has no age, nor has the population; give its age."
    ]
    assert told("0.001 * age") == [f"{place} population has no age; give its age."]
