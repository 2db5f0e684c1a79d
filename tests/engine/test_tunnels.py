"""States in which it matters how long people have been there."""

import numpy as np
import pytest

from engine.cases import plan_of
from pathway_economics.engine.tunnels import positions
from pathway_economics.horizon import Horizon
from pathway_economics.model import Model, run
from pathway_economics.outcomes import Keep
from pathway_economics.parameters.expressions import as_expression
from pathway_economics.pathway import Link, Pathway, Service, State, Strategy

STATES = [State("Well", utility=1), State("Ill", utility=0.5), State("Dead")]


def places(links, *, states=STATES, queued=(), n_moments=6):
    pathway = Pathway(states, links=links, start={"Well": 1})
    names = tuple(state.name for state in states)
    found = positions([pathway], names, queued, n_moments, 1, as_expression, {})
    return {name: sum(state == name for state, _ in found.places) for name in names}, found.apart


def test_only_what_depends_on_time_in_it_is_a_tunnel():
    lengths, apart = places({"Well": {"Ill": 0.1}, "Ill": {"Dead": "0.1 * time_in_state"}})
    assert lengths == {"Well": 1, "Ill": 6, "Dead": 1}
    assert apart == frozenset()


def test_a_tunnel_ends_where_nothing_changes_any_more():
    """0.1, 0.1, then 0.2 for ever: the third row is for all who have been there longer."""
    lengths, _ = places({"Ill": {"Dead": "where(time_in_state < 2, 0.1, 0.2)"}})
    assert lengths["Ill"] == 3


def test_rewards_by_time_in_a_state_are_counted_apart():
    states = [STATES[0], State("Ill", utility="exp(-time_in_state)"), STATES[2]]
    lengths, apart = places({"Ill": {"Dead": 0.1}}, states=states)
    assert lengths["Ill"] == 6
    assert apart == {"Ill"}


def test_who_waits_in_order_is_told_apart():
    assert places({}, queued={"Ill"})[0] == {"Well": 1, "Ill": 6, "Dead": 1}


def test_a_tunnel_moves_on_without_a_gather():
    """240 rows: those in the middle are one slice, and so are the ways out."""
    pathway = Pathway(
        STATES[::2], links={"Well": {"Dead": "0.001 * time_in_state"}}, start={"Well": 1}
    )
    horizon = Horizon("2026", years=20, cycle="month")
    network = plan_of(pathway, horizon=horizon).strategies[0].network
    assert network.n_states == 241 + 1
    stage = network.stages[-1]
    gathered = sum(
        rank.edges.stop - rank.edges.start
        for rank in (*stage.ranks, *stage.fans)
        if not isinstance(rank.sources, slice)
    )
    assert gathered <= 4
    assert network.n_counted_states == 2


def outcomes_of(pathway, **horizon):
    model = Model("Tunnel", pathway, [Strategy("Usual")], Horizon("2026", **horizon))
    return run(model, n_draws=1, keep=Keep(traces=True))


def test_a_geometric_sojourn_is_as_long_in_a_tunnel_as_without():
    """The probability does not depend on time in the state, though it says so."""
    still = Pathway(STATES, links={"Well": {"Dead": 0.2}}, start={"Well": 1})
    moving = Pathway(STATES, links={"Well": {"Dead": "0.2 + 0 * time_in_state"}}, start={"Well": 1})
    terms = {"years": 30, "discount_health": 0.0}
    a, b = outcomes_of(still, **terms), outcomes_of(moving, **terms)
    assert a.qaly == pytest.approx(b.qaly)
    assert a.qaly[0, 0] == pytest.approx(sum(0.8**t for t in range(30)) - (1 - 0.8**30) / 2)


def test_leaving_and_returning_through_a_service_starts_anew():
    """Ill for two years, then seen at once: sent home ill again, they have two more."""
    pathway = Pathway(
        STATES,
        [Service("Visit")],
        links={
            "Ill": {"Visit": "where(time_in_state >= 2, 1, 0)"},
            "Visit": {"Ill": 1},
        },
        start={"Ill": 1},
    )
    model = Model("Visits", pathway, [Strategy("Usual")], Horizon("2026", years=9))
    seen = run(model, n_draws=1, keep=Keep(traces=True)).traces.occupancy[0, 1, :, 0]
    assert seen == pytest.approx(np.ones(10))
    # Seen in the third, the sixth and the ninth year.
    priced = Pathway(
        STATES,
        [Service("Visit", unit_cost=1)],
        links=pathway.links,
        start=pathway.start,
    )
    terms = {"years": 9, "discount_costs": 0.0}
    assert outcomes_of(priced, **terms).cost[0, 0] == pytest.approx(3)


def test_a_reward_of_a_link_may_depend_on_the_time_before_it():
    """All die after three years: the move costs 10 a year they were ill."""
    pathway = Pathway(
        STATES,
        links={
            "Ill": {"Dead": Link("where(time_in_state >= 3, 1, 0)", unit_cost="10 * time_in_state")}
        },
        start={"Ill": 1},
    )
    assert outcomes_of(pathway, years=6, discount_costs=0.0).cost[0, 0] == pytest.approx(30)


def test_two_tunnels_at_once():
    """Well for exactly two years, then ill for exactly three, then dead."""
    pathway = Pathway(
        STATES,
        links={
            "Well": {"Ill": "where(time_in_state >= 1, 1, 0)"},
            "Ill": {"Dead": "where(time_in_state >= 2, 1, 0)"},
        },
        start={"Well": 1},
    )
    trace = outcomes_of(pathway, years=6).traces.occupancy[0, :, :, 0]
    assert trace[0] == pytest.approx([1, 1, 0, 0, 0, 0, 0])
    assert trace[1] == pytest.approx([0, 0, 1, 1, 1, 0, 0])
    assert trace[2] == pytest.approx([0, 0, 0, 0, 0, 1, 1])
