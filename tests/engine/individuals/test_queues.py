"""People who wait in order for a service of limited capacity."""

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.individuals.agreement import assert_agree
from engine.individuals.test_cycles import model
from pathway_economics.engine import Individuals
from pathway_economics.engine.individuals.queues import OpenGate, Turns
from pathway_economics.errors import InvalidModel
from pathway_economics.horizon import Horizon
from pathway_economics.model import run
from pathway_economics.outcomes import Keep
from pathway_economics.pathway import Link, Pathway, Service, State, Strategy
from pathway_economics.population import Environment, Population, Subgroup

QUARTERS = Horizon("2026", years=2, cycle="quarter", correction="start")
ADVICE = Strategy("Advice", start={"Waiting": 0.5, "Home": 0.5})
NOW, THEN = Environment("Now", {"Usual": 1}), Environment("Then", {"Advice": 1})


def clinic(capacity=10.0, freed="queue", horizon=QUARTERS, **population):
    people = {"prevalent": {"Waiting": 20}, "incident": 48, "entry": "even", **population}
    pathway = Pathway(
        [
            State("Waiting", utility=0.6),
            State("Treated", utility=0.9, dead=False),
            State("Home", utility=1, dead=False),
            State("Dead"),
        ],
        [Service("Clinic", unit_cost=100, capacity=capacity, freed=freed)],
        links={
            "Waiting": {"Clinic": Link("rest", unit_cost=5), "Dead": 0.05},
            "Clinic": {"Treated": 0.8, "Waiting": "rest"},
        },
        start={"Waiting": 1},
    )
    environments = [NOW, THEN, Environment("Both", {"Advice": [0.2, 0.6], "Usual": "rest"})]
    return model(
        pathway,
        ("Usual", ADVICE),
        horizon,
        population=Population(**people),
        environments=environments,
    )


@pytest.mark.parametrize("freed", ["queue", "closed"])
def test_an_overloaded_clinic_agrees_with_the_cohort(freed):
    """Many stand for each one who waits, so that people are the fluid of a cohort."""
    assert_agree(clinic(freed=freed), n=4_000, n_draws=64)


def test_subgroups_wait_in_one_queue_as_in_the_cohort():
    groups = [Subgroup("A", 0.3, covariates={"x": 1}), Subgroup("B", 0.7, covariates={"x": 2})]
    assert_agree(clinic(subgroups=groups), n=4_000, n_draws=32)


def test_first_come_first_served_by_hand():
    """4 wait in the first year, 4 come in each; 3 can be seen, from the first year on.

    Waiting when each year begins: 4, 1 + 4 = 5, 2 + 4 = 6. The one person of the first year is
    seen at once with 3 / 4, else in the second: 1 + 0.25 years of waiting in the mean.
    """
    pathway = Pathway(
        [State("Waiting", utility=1), State("Seen", dead=False)],
        [Service("Clinic", capacity=3)],
        links={"Waiting": {"Clinic": 1}, "Clinic": {"Seen": 1}},
        start={"Waiting": 1},
    )
    horizon = Horizon("2026", years=3, correction="start", discount_costs=0, discount_health=0)
    people = Population(incident=4)
    made = model(pathway, horizon=horizon, population=people, environments=[NOW])
    keep = Keep(traces=True)
    n_draws = 400
    outcomes = run(made, n_draws, engine=Individuals(12), keep=keep)  # each stands for one
    for draw in range(n_draws):
        np.testing.assert_allclose(outcomes.traces.waiting[0, 0, :, draw], [4, 5, 6])
    np.testing.assert_allclose(outcomes.activity[0, 0], 3.0)
    error = np.sqrt(0.25 * 0.75 / (12 * n_draws))
    assert abs(outcomes.qaly.mean() - 1.25) < 4 * error


@settings(max_examples=25)
@given(st.floats(0, 30), st.integers(20, 60), st.integers(0, 1_000))
def test_no_more_are_served_than_can_be(capacity, n, seed):
    """Four cycles a year, each over by less than the people whom the last one stands for.

    Fails if those who are the last to be served are always served.
    """
    outcomes = run(clinic(capacity), 9, seed, engine=Individuals(n))
    stands_for = (20 + 2 * 48) / (n - 9) + 1e-9
    assert outcomes.activity[:, 0].max() <= 4 * (capacity + stands_for)


def test_near_capacity_people_wait_longer_than_a_fluid():
    """9.5 are expected and 10 can be seen: nobody waits in a cohort, in a real clinic some do.

    Here 190 people each come with 0.05 in a month and are well again at once, so that arrivals
    vary as a binomial number does; each person stands for one.
    """
    pathway = Pathway(
        [State("Home", utility=1), State("Waiting", utility=0.5)],
        [Service("Clinic", capacity=10)],
        links={"Home": {"Waiting": 0.05}, "Waiting": {"Clinic": 1}, "Clinic": {"Home": 1}},
        start={"Home": 1},
    )
    horizon = Horizon("2026", years=4, cycle="month", correction="start")
    people = Population(prevalent={"Home": 190})
    made = model(pathway, horizon=horizon, population=people, environments=[NOW])
    keep = Keep(traces=True)
    fluid = run(made, 1, keep=keep).traces.waiting[0, 0, 12:].mean()
    real = run(made, 100, engine=Individuals(190), keep=keep).traces.waiting[0, 0, 12:].mean()
    assert fluid < 9.6
    assert real > fluid + 1.0


@pytest.mark.parametrize("block", [8, 32])
def test_the_block_does_not_matter(block):
    once, again = (run(clinic(3.7), 40, engine=Individuals(60), block=b) for b in (None, block))
    for name in ("cost", "qaly", "activity", "value_cost"):
        np.testing.assert_array_equal(getattr(once, name), getattr(again, name))


def test_nobody_waits_in_continuous_time():
    with pytest.raises(InvalidModel, match="nobody waits, but 'Clinic' has a capacity"):
        run(clinic(), 2, engine=Individuals(50, "continuous"))


def test_a_capacity_that_is_used_up_but_for_rounding_serves_nobody_more():
    """Three times 0.1 is a hair above 0.3; in the first draw nobody has come since."""
    gate = SimpleNamespace(turns={"Clinic": Turns.none(1, 2)}, lanes=2)
    waited, mass = np.array([1.0, 1.0, 1.0, 0.0]), np.full(4, 0.1)
    OpenGate._note(gate, "Clinic", 0, waited, mass, np.array([0, 0, 0, 1]), np.array([0.3, 0.3]))
    assert gate.turns["Clinic"].part[0, 0] == 0.0
