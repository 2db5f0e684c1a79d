"""A capacity is for people who wait in one state and pass through the service."""

import warnings

import pytest

from pathway_economics.errors import InvalidModel, PathwayEconomicsWarning
from pathway_economics.io.model_file import loads

FILE = """\
format: 1
title: A clinic
horizon: {{first_year: 2026, years: 1}}
parties: {{Trust: {{role: provider}}}}
pathway:
  start: {{Waiting: 1}}
  states: {{Waiting: {{}}, Treated: {{}}}}
  services: {{Clinic: {{provider: Trust, capacity: 10, overdispersion: {spread}}}}}
  links: {links}
  uses: {uses}
strategies: {{Usual: {{}}}}
population: {{incident: 10}}
environments: {{Now: {{Usual: 1}}}}
"""
PLACE = "t.yaml:8: pathway > services > Clinic > capacity: 'Clinic' has a capacity, "
THROUGH = "{Waiting: {Clinic: rest}, Clinic: {Treated: 1}}"


def made(links=THROUGH, uses="{}", spread=0):
    return loads(FILE.format(links=links, uses=uses, spread=spread), "t.yaml")


def told(links, uses="{}"):
    with pytest.raises(InvalidModel) as refused:
        made(links, uses)
    return str(refused.value).splitlines()


def nobody(why, instead=""):
    return [
        f"{PLACE}but nobody passes through it: {why}. Only people who wait in a state and pass "
        "through the service can be held up: link the state to the service and the service to "
        f"where they go next, as in links: {THROUGH}{instead}. Or leave out its capacity; or, in a "
        "strategy that does without, delete the service: services: {Clinic: null}."
    ]


def test_a_capacity_of_what_is_only_used_says_how_people_pass_through():
    used = told("{Waiting: {Treated: 0.1}}", "{Waiting: {Clinic: 1}}")
    assert used == nobody("it is only used, by 'Waiting'", " and delete its uses")
    assert told("{Waiting: {Treated: 0.1}}") == nobody("no link leads to it")


def test_the_mend_that_is_told_is_a_sound_model():
    made()


def test_two_states_in_which_people_wait_are_told_once():
    assert told("{Waiting: {Clinic: 1}, Treated: {Clinic: 0.1}, Clinic: {Treated: 1}}") == [
        f"{PLACE}so that people wait for it in one state, the only one that links to it; links "
        "come from Waiting, Treated."
    ]


def test_chance_that_may_exceed_a_capacity_is_a_notice():
    with pytest.warns(PathwayEconomicsWarning):
        model = made(spread=0.5)
    assert model.notices == (
        "Service 'Clinic' has a capacity and overdispersion=0.5: a run with chance=True varies the "
        "counts of a year after the queue is served, so that they may exceed the capacity; give "
        "overdispersion -1 to a service that always runs full.",
    )


@pytest.mark.parametrize("spread", [0, -1])
def test_a_service_without_chance_of_its_own_has_no_such_notice(spread):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        made(spread=spread)


def test_what_is_passed_through_and_used_cannot_have_a_capacity():
    assert told(THROUGH, "{Treated: {Clinic: 2}}") == [
        f"{PLACE}but it is also used, by 'Treated': what is used never waits, and would not "
        "count against the capacity. Delete the uses, or let them be of another service."
    ]
