"""Closed environments are not followed again, and nobody can tell."""

import numpy as np
import pytest

from pathway_economics.engine.closed import closed
from pathway_economics.horizon import Horizon
from pathway_economics.model import Model, run
from pathway_economics.parameters import Beta, Constant, Empirical, Name, Parameter
from pathway_economics.parties import Party
from pathway_economics.pathway import CapacityPool, Pathway, Service, State, Strategy
from pathway_economics.population import Environment, Population

ZERO, ONE, HALF, MANY = (Constant(x) for x in (0.0, 1.0, 0.5, 80.0))
FIGURES = ("activity", "resource_value", "qalys", "life_years", "value_cost", "value_qaly")


def model(people, shares, **population):
    """Return a model whose people, 100 of them, all start where its one person starts."""
    return Model(
        "Closed",
        Pathway(
            [State("Ill", utility=0.6), State("Dead")],
            [Service("Visit", "Trust", unit_cost=40, consumes={"rooms": 2})],
            links={"Ill": {"Dead": "p"}},
            uses={"Ill": {"Visit": "1 + year - 2026"}},
            start={"Ill": 1},
        ),
        [Strategy("Usual"), Strategy("New", uses={"Ill": {"Visit": 0.5}})],
        Horizon("2026", years=4, budget_years=2, cycle="quarter", discount_health=0.015),
        parties=[Party("Trust", "other")],
        parameters=[
            Parameter("p", Beta(mean=0.05, se=0.01), "per quarter", assumption="a test"),
            Parameter("n", Empirical([100.0]), "people", assumption="always 100"),
        ],
        population=Population(prevalent={"Ill": people}, **population),
        environments=[Environment("Now", {"Usual": 1}), Environment("Then", shares)],
        capacity=[CapacityPool("Rooms", "Trust", ["Visit"], measure="rooms", variable=0.2)],
    )


@pytest.mark.parametrize("shares", [{"New": 1}, {"New": 0.25, "Usual": "rest"}])
def test_a_closed_environment_equals_one_that_is_followed(shares):
    """100 people for certain are not followed; 100 in every draw might be others, and are."""
    spoken_for, followed = (run(model(people, shares), 20) for people in (100, "n"))
    for figure in FIGURES:
        np.testing.assert_allclose(
            getattr(spoken_for, figure), getattr(followed, figure), rtol=1e-12
        )
    for mine, theirs in zip(spoken_for.releases, followed.releases, strict=True):
        np.testing.assert_allclose(mine.freed, theirs.freed, atol=1e-9)


def test_people_on_each_strategy_by_hand():
    assert closed([(HALF, HALF), None], [MANY], [ZERO], [[ONE], [ONE]]) == (40.0, 40.0)


def test_what_rounding_leaves_of_the_rest_is_nobody():
    """0.7 + 0.2 + 0.1 falls short of one by a last bit."""
    rows = [(Constant(share),) for share in (0.7, 0.2, 0.1)]
    people = closed([*rows, None], [MANY], [ZERO], [[ONE]] * 4)
    assert people == pytest.approx((56, 16, 8, 0))
    assert people[3] == 0.0


@pytest.mark.parametrize(
    ("shares", "prevalent", "incident", "starts"),
    [
        ([(HALF, ONE), None], [MANY], [ZERO], [[ONE], [ONE]]),  # people switch
        ([(ONE,), (ZERO,)], [MANY], [ONE], [[ONE], [ONE]]),  # people enter
        ([(ONE,), (ZERO,)], [Name("n")], [ZERO], [[ONE], [ONE]]),  # their number is uncertain
        ([(Name("s"),), None], [MANY], [ZERO], [[ONE], [ONE]]),  # their shares are uncertain
        ([(ONE,)], [MANY, ZERO], [ZERO], [[HALF, HALF]]),  # they start elsewhere
    ],
)
def test_what_is_not_closed_is_followed(shares, prevalent, incident, starts):
    assert closed(shares, prevalent, incident, starts) is None
