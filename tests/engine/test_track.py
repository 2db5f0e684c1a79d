"""What the start, the end and the visits of a cycle count."""

import numpy as np
import pytest

from engine.cases import TREE, draws_of, plan_of
from pathway_economics.engine import simulate
from pathway_economics.engine.program import Memo
from pathway_economics.engine.totals import Totals
from pathway_economics.engine.track import Track
from pathway_economics.engine.values import Guard
from pathway_economics.engine.weights import weights
from pathway_economics.horizon import Horizon
from pathway_economics.population import Environment, Population


def test_without_a_rate_nothing_is_discounted():
    found = weights(Horizon("2026", years=2), None)
    assert found.start.tolist() == found.end.tolist() == [0.5, 0.5]
    assert found.visit.tolist() == [1, 1]


def test_a_rate_discounts_each_moment():
    found = weights(Horizon("2026", years=2, correction="half-cycle"), 0.1)
    assert found.start == pytest.approx([0.5, 0.5 / 1.1])
    assert found.end == pytest.approx([0.5 / 1.1, 0.5 / 1.21])
    assert found.visit == pytest.approx([1.1**-0.5, 1.1**-1.5])


def test_leaving_takes_a_share_of_every_state():
    plan = plan_of(
        population=Population(incident=1), environments=(Environment("Now", {"Usual": 1}),)
    )
    track = Track(plan, 0, Memo(plan.program, {}, {}), 8, Guard(8), Totals(plan, (), 8))
    track.begin_year(0)
    track.add(0, 0, 0, 0, np.array([[8.0], [4.0], [0.0]]) * np.ones(8))
    gone = track.leave(track.year.column_of[0, 0, 0, 0], 0.25)
    assert gone[:, 0].tolist() == [2, 1, 0]
    assert track.now[track.network.state_rows[0], 1, 0].tolist() == [6, 3, 0]


@pytest.mark.parametrize(
    ("correction", "health"),
    [
        ("start", 1 + 0.7 + 0.5 * 0.2),
        ("end", (0.7 + 0.5 * 0.2) + (0.49 + 0.5 * 0.34)),
        ("half-cycle", (1 + 2 * 0.8 + 0.66) / 2),
    ],
)
def test_one_person_for_two_years(correction, health):
    """Well 1, 0.7, 0.49; ill 0, 0.2, 0.2 + 0.14; each of 0.1 and 0.07 deaths costs 0.5."""
    horizon = Horizon("2026", years=2, correction=correction, discount_costs=0, discount_health=0)
    totals = simulate(plan_of(TREE, horizon=horizon), draws_of(), ())
    assert totals.qaly[0] == pytest.approx(health - 0.5 * 0.17)


def test_dwelling_is_corrected_and_visits_are_not():
    """Costs at half-cycle: 1.7 x 0.5 tests from health, 2 a year by the ill (0.1 and 0.27)."""
    horizon = Horizon("2026", years=2, discount_costs=0)
    totals = simulate(plan_of(TREE, horizon=horizon), draws_of(), ())
    tests = 1.7 * 0.5 + 2 * (0.1 + 0.27)
    assert totals.cost[0] == pytest.approx(10 * tests + 100 * 1.7 * 0.2 + 7 * 0.17)
