"""One cycle: people move along edges, and nobody is lost."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from engine.cases import TREE, network_of
from pathway_economics.engine.kernel import scratch_rows, step
from pathway_economics.pathway import Pathway, State

PROBABILITY = {
    ("Well", "Test"): 0.5, ("Well", "Well → Dead"): 0.1, ("Well", "Well"): 0.4,
    ("Test", "Treat"): 0.4, ("Test", "Well"): 0.6, ("Treat", "Ill"): 1.0,
    ("Well → Dead", "Dead"): 1.0, ("Ill", "Ill"): 1.0, ("Dead", "Dead"): 1.0,
}  # fmt: skip


def moved(found, people, probability, width=8):
    """Return rows after one cycle: visits, and states at its end."""
    shape = (len(found.names), 1, width)
    now, then = np.full(shape, np.nan), np.full(shape, np.nan)
    for name, amount in people.items():
        now[found.row(name)] = amount
    edges = [probability[found.names[e.source], found.names[e.target]] for e in found.edges]
    odds = np.empty((len(edges), 1, width))
    odds[...] = np.array(edges)[:, None, None]
    scratch = np.empty((scratch_rows(found), 1, width))
    step(found, now, then, odds, scratch)
    return now[:, 0, 0], then[:, 0, 0]


def test_a_cycle_by_hand():
    """100 well: 50 tested, 20 treated, 10 die; 40 + 30 stay well, 20 fall ill."""
    found = network_of(TREE, ["Well", "Ill", "Dead"])
    now, then = moved(found, {"Well": 100, "Ill": 8, "Dead": 1}, PROBABILITY)
    seen = {name: now[found.row(name)] for name in ("Test", "Treat", "Well → Dead")}
    assert seen == {"Test": 50, "Treat": 20, "Well → Dead": 10}
    ends = {name: then[found.row(name)] for name in ("Well", "Ill", "Dead")}
    assert ends == {"Well": 70, "Ill": 28, "Dead": 11}


@given(st.integers(2, 14), st.integers(0, 2**32 - 1))
def test_a_cycle_is_the_product_with_the_matrix(n_states, seed):
    """From everywhere to everywhere, ranked or fanned in, against a sum by hand."""
    rng = np.random.default_rng(seed)
    matrix = rng.dirichlet(np.ones(n_states), size=n_states)
    names = [f"S{i}" for i in range(n_states)]
    links = {a: {b: 0.01 for b in names if b != a} for a in names}
    found = network_of(Pathway([State(n) for n in names], links=links, start={"S0": 1}), names)
    chances = {(a, b): matrix[i, j] for i, a in enumerate(names) for j, b in enumerate(names)}
    people = {name: float(rng.integers(0, 1000)) for name in names}
    _, then = moved(found, people, chances)
    for j, name in enumerate(names):
        expected = sum(people[a] * matrix[i, j] for i, a in enumerate(names))
        assert abs(then[found.row(name)] - expected) <= 1e-9
