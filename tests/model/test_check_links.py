"""Links by rate and time: no rest, one way of saying how often, and families by their names."""

import pytest

from pathway_economics.errors import InvalidModel
from pathway_economics.io.model_file import loads

FILE = """\
format: 1
title: Ways out of a state
horizon: {{first_year: 2026, years: 1}}
pathway:
  start: {{Well: 1}}
  states: {{Well: {{}}, Ill: {{}}, Dead: {{}}}}
  links:
    Well:
      Ill: {ill}
      Dead: {dead}
strategies: {{Usual: {{}}}}
"""
RATE = "{rate: 0.1}"
NO_REST = (
    "The links out of 'Well' have rates or times, which leave no 'rest' to share out: who takes "
    "none of them stays in 'Well'. Leave out the link to 'Ill', or give it a rate or time_to of "
    "its own."
)


def told(ill, dead=RATE):
    with pytest.raises(InvalidModel) as refused:
        loads(FILE.format(ill=ill, dead=dead), "t.yaml")
    return str(refused.value).splitlines()


def test_a_state_whose_ways_are_by_rate_has_no_rest():
    assert told("rest") == [f"t.yaml:9: pathway > links > Well > Ill: {NO_REST}"]
    assert told("{rate: rest}") == [f"t.yaml:9: pathway > links > Well > Ill > rate: {NO_REST}"]


def test_a_probability_beside_a_rate_is_told_as_one():
    assert told("0.2") == [
        "t.yaml:8: pathway > links > Well: The links out of 'Well' compete: give all of them by "
        "rate or time_to, or all by probability; 'Ill' has a probability."
    ]


@pytest.mark.parametrize("dead", [RATE, "0.1"])
def test_a_link_by_rate_and_time_is_told_once(dead):
    assert told('{rate: 0.1, time_to: "weibull(1, 2)"}', dead) == [
        "t.yaml:9: pathway > links > Well > Ill: A link has rate and time_to; give exactly one of "
        "probability, rate and time_to."
    ]


@pytest.mark.parametrize(
    ("time_to", "message"),
    [
        (
            "weibul(1.1, 10)",
            "No distribution of a time is named 'weibul'. Did you mean weibull(shape, scale)?",
        ),
        ("gompertz(1)", "gompertz takes 2 parameters, not 1; write gompertz(shape, rate)."),
        ("exponential(1, 2)", "exponential takes 1 parameter, not 2; write exponential(rate)."),
        ("weibull", "weibull needs its parameters; write weibull(shape, scale)."),
        (
            "weibull_prob(0, 1, 1, 2)",
            "weibull_prob is no distribution of a time; write weibull(shape, scale).",
        ),
        (
            "piecewise(1, 2)",
            "piecewise ends with a rate, after pairs of a rate and until when it holds, at most 19 "
            "parameters: got 2; write piecewise(rate, until, rate, ...).",
        ),
        (
            "2 * time",
            "2 * time is no distribution of a time; write one of exponential(rate), weibull(shape, "
            "scale), gompertz(shape, rate), loglogistic(shape, scale), lognormal(meanlog, sdlog), "
            "piecewise(rate, until, rate, ...), with its parameters.",
        ),
    ],
)
def test_what_is_no_distribution_of_a_time_is_told_the_right_one(time_to, message):
    assert told(f'{{time_to: "{time_to}"}}') == [
        f"t.yaml:9: pathway > links > Well > Ill > time_to: {message}"
    ]


@pytest.mark.parametrize(
    ("chance", "message"),
    [
        (
            "weibul(1.1, 10)",
            "No function or table is named 'weibul'. Did you mean 'weibull'? It is the "
            "distribution of a time: it belongs in the time_to of a link. Elsewhere, call "
            "weibull_survival, weibull_cumulative or weibull_prob.",
        ),
        (
            "weibull_prb(1, 2)",
            "No function or table is named 'weibull_prb'. Did you mean 'weibull_prob'?",
        ),
        (
            "weibull_prob(1, 2)",
            "weibull_prob takes 4 arguments, not 2; write weibull_prob(start, end, shape, scale).",
        ),
        ("hr_prob(0.1)", "hr_prob takes 2 arguments, not 1; write hr_prob(probability, ratio)."),
        ("exp * 2", "'exp' is a function: call it, with its arguments in brackets."),
    ],
)
def test_a_wrong_call_is_told_the_right_one(chance, message):
    assert told(f'"{chance}"', "0.1") == [f"t.yaml:9: pathway > links > Well > Ill: {message}"]
