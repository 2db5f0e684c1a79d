"""A decision tree is what the enumeration of its ways says, and two states have a closed form."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathway_economics.horizon import Horizon
from pathway_economics.model import Model, run
from pathway_economics.outcomes import Keep
from pathway_economics.pathway import Link, Pathway, Service, State, Strategy

ONCE = Horizon("2026", cycle="day", cycles=1, correction="end", discount_costs=0, discount_health=0)


@st.composite
def trees(draw):
    """Return branches ``{node: [(probability, child)]}``, costs and effects of every node."""
    branches, worth, queue, made = {}, {}, ["0"], 1
    while queue:
        node = queue.pop(0)
        worth[node] = (draw(st.integers(0, 900)), draw(st.integers(-9, 9)) / 10)
        n_ways = (
            draw(st.integers(2, 3)) if len(node) < 4 and made < 30 and draw(st.booleans()) else 0
        )
        if node == "0":
            n_ways = 2
        weights = [draw(st.integers(1, 5)) for _ in range(n_ways)]
        children = [f"{node}{way}" for way in range(n_ways)]
        branches[node] = [(w / sum(weights), c) for w, c in zip(weights, children, strict=True)]
        queue += children
        made += n_ways
    return branches, worth


def ways(branches, node="0", probability=1.0, path=()):
    """Yield every way through a tree with its probability."""
    path = (*path, node)
    if not branches[node]:
        yield probability, path
    for share, child in branches[node]:
        yield from ways(branches, child, probability * share, path)


@given(trees())
def test_a_tree_is_the_sum_over_its_ways(tree):
    branches, worth = tree
    inner = [node for node in branches if branches[node]]
    leaves = [node for node in branches if not branches[node]]
    services = [Service(f"n{n}", unit_cost=worth[n][0], health_effect=worth[n][1]) for n in inner]
    links = {"Start": {"n0": 1}}
    for node in inner:
        # A leaf is a state: what it is worth stands on the link that leads to it.
        links[f"n{node}"] = {
            f"n{child}": Link(
                share,
                unit_cost=0 if child in inner else worth[child][0],
                health_effect=0 if child in inner else worth[child][1],
            )
            for share, child in branches[node]
        }
    model = Model(
        "A tree",
        Pathway(
            [State("Start"), *(State(f"n{leaf}") for leaf in leaves)],
            services,
            links=links,
            start={"Start": 1},
        ),
        [Strategy("Usual")],
        ONCE,
    )
    outcomes = run(model, n_draws=1)
    found = list(ways(branches))
    assert sum(probability for probability, _ in found) == pytest.approx(1)
    cost = sum(p * sum(worth[node][0] for node in path) for p, path in found)
    effect = sum(p * sum(worth[node][1] for node in path) for p, path in found)
    assert outcomes.cost[0, 0] == pytest.approx(cost)
    assert outcomes.qaly[0, 0] == pytest.approx(effect, abs=1e-9)


@given(st.floats(0.01, 0.99), st.floats(0.01, 0.99))
def test_two_states_have_a_closed_form(away, back):
    """x(t) = b / (a + b) + a / (a + b) (1 - a - b)^t of those who start in the first."""
    pathway = Pathway(
        [State("Here", utility=1), State("There", dead=False)],
        links={"Here": {"There": away}, "There": {"Here": back}},
        start={"Here": 1},
    )
    model = Model("To and fro", pathway, [Strategy("Usual")], Horizon("2026", years=12))
    here = run(model, n_draws=1, keep=Keep(traces=True)).traces.occupancy[0, 0, :, 0]
    total = away + back
    for t, share in enumerate(here):
        wanted = back / total + away / total * (1 - total) ** t
        assert share == pytest.approx(wanted, abs=1e-12)
    assert all(0 <= after <= 1 for _, after in pairwise(here))
