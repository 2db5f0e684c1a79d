"""Links by rate or time become probabilities of a cycle that compete."""

import math

import pytest

from pathway_economics.engine.hazards import hazard, with_probabilities
from pathway_economics.horizon import Horizon
from pathway_economics.model import Model, run
from pathway_economics.outcomes import Keep
from pathway_economics.pathway import Link, Pathway, State, Strategy

STATES = [State("Well", utility=1), State("Ill", utility=1, dead=False), State("Dead")]


def occupied(links, *, years=4, cycle="year", start="Well"):
    """Return the share of people in each state at each moment."""
    model = Model(
        "Hazards",
        Pathway(STATES, links=links, start={start: 1}),
        [Strategy("Usual")],
        Horizon("2026", years=years, cycle=cycle),
    )
    trace = run(model, n_draws=1, keep=Keep(traces=True)).traces
    return {state: trace.occupancy[0, i, :, 0] for i, state in enumerate(trace.states)}


def test_a_pathway_of_probabilities_is_left_alone():
    pathway = Pathway(STATES, links={"Well": {"Dead": 0.1}}, start={"Well": 1})
    assert with_probabilities(pathway) is pathway


def test_a_hazard_in_words():
    assert str(hazard(Link(rate="r"))) == "r * cycle_years"
    assert str(hazard(Link(time_to="exponential(r)", clock="reset"))) == "r * cycle_years"
    risen = str(hazard(Link(time_to="weibull(a, b)", clock="reset")))
    assert risen == (
        "weibull_cumulative(time_in_state + cycle_years, a, b) - "
        "weibull_cumulative(time_in_state, a, b)"
    )


@pytest.mark.parametrize("cycle", ["year", "month"])
def test_an_exponential_lifetime_is_one_whatever_the_cycle(cycle):
    well = occupied({"Well": {"Dead": Link(rate=0.3)}}, cycle=cycle)["Well"]
    assert well[-1] == pytest.approx(math.exp(-0.3 * 4))


def test_two_rates_compete():
    """Of those who leave, one in four falls ill: 0.1 against 0.3."""
    found = occupied({"Well": {"Ill": Link(rate=0.1), "Dead": Link(rate=0.3)}})
    left = 1 - math.exp(-0.4 * 4)
    assert found["Ill"][-1] == pytest.approx(left / 4)
    assert found["Dead"][-1] == pytest.approx(left * 3 / 4)


@pytest.mark.parametrize("clock", ["forward", "reset"])
@pytest.mark.parametrize(
    ("time_to", "survival"),
    [
        ("weibull(1.4, 3)", lambda t: math.exp(-((t / 3) ** 1.4))),
        ("gompertz(0.2, 0.1)", lambda t: math.exp(-0.1 / 0.2 * (math.exp(0.2 * t) - 1))),
        ("loglogistic(2, 3)", lambda t: 1 / (1 + (t / 3) ** 2)),
        ("lognormal(1, 0.5)", lambda t: 0.5 * math.erfc((math.log(t) - 1) / (0.5 * 2**0.5))),
        ("piecewise(0.1, 2, 0.5)", lambda t: math.exp(-(0.1 * min(t, 2) + 0.5 * max(t - 2, 0)))),
        ("exponential(0.2)", lambda t: math.exp(-0.2 * t)),
    ],
)
def test_survival_is_that_of_the_family(time_to, survival, clock):
    """Alone from the start, both clocks are the same."""
    well = occupied({"Well": {"Dead": Link(time_to=time_to, clock=clock)}}, cycle="quarter")["Well"]
    assert well[1:] == pytest.approx([survival(t / 4) for t in range(1, 17)])


def test_a_clock_starts_anew_with_each_illness():
    """Half fall ill each year; the ill die after two years in the state, whenever they came."""
    found = occupied(
        {"Well": {"Ill": 0.5}, "Ill": {"Dead": Link(time_to="piecewise(0, 2, 1e9)", clock="reset")}}
    )
    assert found["Ill"] == pytest.approx([0, 0.5, 0.75, 0.875, 0.9375 - 0.5])
    assert found["Dead"] == pytest.approx([0, 0, 0, 0, 0.5])


def test_a_clock_that_runs_on_does_not():
    """From the second year on everybody ill dies, though they came just now."""
    found = occupied(
        {
            "Well": {"Ill": 0.5},
            "Ill": {"Dead": Link(time_to="piecewise(0, 2, 1e9)", clock="forward")},
        }
    )
    assert found["Ill"] == pytest.approx([0, 0.5, 0.75, 0.125, 0.0625])
