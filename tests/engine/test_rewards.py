"""From occupancy and visits to activity, money and health."""

import numpy as np
import pytest

from engine.cases import TREE, draws_of, plan_of
from pathway_economics.engine import simulate
from pathway_economics.engine.rewards import Slots, lines_of
from pathway_economics.horizon import Horizon
from pathway_economics.pathway import Pathway, Service, State

YEAR = Horizon("2026", years=1, correction="start", discount_costs=0, discount_health=0)


def one_year(pathway):
    totals = simulate(plan_of(pathway, horizon=YEAR), draws_of(), ())
    return totals.cost[0, 0], totals.qaly[0, 0], totals.life_year[0, 0]


def test_lines_are_services_states_and_links_that_cost():
    lines = lines_of([TREE, Pathway([State("Ward", unit_cost=3, provider="Trust")])])
    assert [(line.name, line.kind, line.unit) for line in lines] == [
        ("Test", "service", "visit"),
        ("Treat", "service", "visit"),
        ("Well → Dead", "link", "move"),
        ("Ward", "state", "cycle"),
    ]


def test_a_year_of_the_tree():
    """0.5 tests at 10, 0.2 treatments at 100, 0.1 deaths at 7; one year less 0.05."""
    assert one_year(TREE) == pytest.approx((5 + 20 + 0.7, 1 - 0.05, 1))


def test_services_use_services_in_chains():
    """2 visits, each 3 scans, each 0.5 reports: 2, 6 and 3; one scan more comes by itself."""
    pathway = Pathway(
        [State("Ill")],
        [Service("Report", unit_cost=100), Service("Scan", unit_cost=10), Service("Visit")],
        uses={"Ill": {"Visit": 2, "Scan": 1}, "Visit": {"Scan": 3}, "Scan": {"Report": 0.5}},
        start={"Ill": 1},
    )
    assert one_year(pathway)[0] == pytest.approx(7 * 10 + 3.5 * 100)


def test_a_service_may_be_visited_and_used():
    pathway = Pathway(
        [State("Ill")],
        [Service("Visit", unit_cost=10)],
        links={"Ill": {"Visit": 0.5}, "Visit": {"Ill": 1}},
        uses={"Ill": {"Visit": 2}},
        start={"Ill": 1},
    )
    assert one_year(pathway)[0] == pytest.approx(10 * 2.5)


def test_death_is_a_state_without_anything():
    """Life is counted in states with a way out, a utility, a cost or a use."""
    states = [State("Dead"), State("Kept", unit_cost=1), State("Well", utility=1)]
    starts = {"Dead": 0.5, "Kept": 0.25, "Well": 0.25}
    assert one_year(Pathway(states, start=starts)) == pytest.approx((0.25, 0.25, 0.5))


def test_slots_remember_where_they_stand():
    slots = Slots()
    number = slots.add(State("A").utility, "here", least=0.0)
    assert (number, slots.bounds) == (0, [(0.0, np.inf)])
