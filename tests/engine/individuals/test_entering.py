"""Where people start, and which strategy they take up."""

from types import SimpleNamespace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from pathway_economics import Individuals, Keep, run
from pathway_economics.engine.individuals.entering import pick
from pathway_economics.horizon import Horizon
from pathway_economics.model import Model
from pathway_economics.pathway import Pathway, State, Strategy
from pathway_economics.population import Environment, Population

NAMES = ("A", "B", "C")


def chosen(chance, cell, shares):
    return pick(np.array(chance), SimpleNamespace(cell=np.array(cell)), NAMES, shares).tolist()


def test_a_share_is_a_stretch_of_the_numbers_in_order_of_names():
    """A up to 0.2, B up to 0.5, C beyond."""
    assert chosen([0.1, 0.3, 0.7], [0, 0, 0], [0.2, 0.3, 0.5]) == [0, 1, 2]


def test_nobody_falls_in_a_share_that_is_nothing_in_their_draw():
    """In draw 0 A and B are all there is, though rounding leaves a little beyond them."""
    shares = [np.array([0.5, 0.2]), np.array([0.5 - 1e-10, 0.3]), np.array([0.0, 0.5])]
    assert chosen([1 - 1e-12, 1 - 1e-12], [0, 1], shares) == [1, 2]


def test_a_share_that_is_nothing_for_all_is_left_out():
    assert chosen([0.1, 0.6, 0.99], [0, 0, 0], [0.0, 0.5, 0.5]) == [1, 2, 2]


def known(prevalent, shares=(1.0,), n=200):
    """Return the people by state and strategy, of a population that stays where it is."""
    states = [State("Mild", utility=1), State("Severe", utility=0)]
    strategies = [Strategy("Usual"), Strategy("New", states={"Mild": {"utility": 0}})]
    offered = {"Usual": shares[0], "New": "rest"}
    model = Model(
        "Starts",
        Pathway(states, start={"Mild": 0.3, "Severe": 0.7}),
        strategies,
        Horizon("2026", years=1, correction="start"),
        population=Population(prevalent=prevalent),
        environments=[Environment("Now", {"Usual": 1}), Environment("Then", offered)],
    )
    return run(model, 8, engine=Individuals(n), keep=Keep(traces=True))


@settings(max_examples=30)
@given(st.integers(1, 400), st.integers(1, 400), st.integers(20, 300))
def test_people_who_are_there_are_by_state_as_given(mild, severe, n):
    """Within three persons' worth, where luck alone would miss by sqrt(n) / 2.

    Fails if starting states are by luck.
    """
    health = known({"Mild": mild, "Severe": severe}, n=n).qalys[0, 0]
    worth = (mild + severe) / n
    assert abs(health - mild).max() <= 3 * worth


@settings(max_examples=30)
@given(st.floats(0.05, 0.95), st.integers(50, 300))
def test_strategies_are_taken_up_as_their_shares_say(share, n):
    """Of 60 who are mild those on usual care count: within a tenth, by state and strategy both."""
    health = known({"Mild": 60, "Severe": 140}, (share,), n).qalys[1, 0]
    assert abs(health - 60 * share).max() <= 200 * 5 / n


def test_more_people_keep_their_starting_states():
    few, many = (known({"Mild": 1}, n=n).traces.occupancy[0, 0, 0] for n in (50, 5_000))
    assert abs(few - 0.3).max() <= 2.5 / 50
    assert abs(many - 0.3).max() <= 2.5 / 5_000
