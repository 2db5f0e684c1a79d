"""Draws belong to their names: nothing else moves them."""

import pickle
import subprocess
import sys
from math import asin, pi

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import kstest, spearmanr

from pathway_economics.errors import InvalidModel, UnknownName
from pathway_economics.parameters import (
    Beta,
    Correlation,
    Dirichlet,
    Draws,
    Empirical,
    Formula,
    Gamma,
    LogNormal,
    Normal,
    Parameter,
    Uniform,
)
from pathway_economics.seeds import CHUNK


def parameter(name, distribution):
    return Parameter(name, distribution, "ratio", assumption="for a test")


P = parameter("p", Beta(mean=0.1, se=0.03))
C = parameter("c", Gamma(mean=100, se=20))
R = parameter("r", LogNormal(median=0.78, ci95=(0.65, 0.93)))
D = parameter("d", Normal(mean=0, se=1))
U = parameter("u", Uniform(0, 1))
E = parameter("e", Empirical([1, 2, 4]))
SHARES = parameter("shares", Dirichlet({"stay": 9, "die": 1}))
PRICE = parameter("price", 3100)
PAID = parameter("paid", Formula("price * twice"))
TWICE = parameter("twice", Formula("2 * p"))
AGED = parameter("aged", Formula("p * age"))
LOOKED = parameter("looked", Formula("p * life_table(60)"))
ALL = (P, C, R, D, U, E, SHARES, PRICE, PAID, TWICE, AGED, LOOKED)
NAMES = ("p", "c", "r", "d", "u", "e", "stay", "die", "price", "paid", "twice")
TOGETHER = (Correlation(("p", "r"), 0.6), Correlation(("c", "r"), -0.3))


def draws(parameters=ALL, correlations=TOGETHER, seed=2026, n_draws=100):
    return Draws(tuple(parameters), tuple(correlations), seed, n_draws)


def test_a_chunk_holds_what_has_draws_of_its_own():
    chunk = draws().chunk(0)
    assert list(chunk) == ["p", "c", "r", "d", "u", "e", "stay", "die", "price"]
    assert chunk["price"] == 3100
    assert isinstance(chunk["price"], float)
    assert all(chunk[name].shape == (CHUNK,) for name in chunk if name != "price")
    np.testing.assert_allclose(chunk["stay"] + chunk["die"], 1)


def test_values_are_the_chunks_cut():
    some = draws(n_draws=CHUNK + 5)
    assert some.n_chunks == 2
    assert draws(n_draws=CHUNK).n_chunks == 1
    values = some.values("c", "p")
    assert list(values) == ["c", "p"]
    for name, value in values.items():
        expected = np.concatenate([some.chunk(0)[name], some.chunk(1)[name][:5]])
        np.testing.assert_array_equal(value, expected)
    assert len(np.unique(values["p"])) == CHUNK + 5


def test_formulas_follow_their_parameters():
    values = draws().values("paid", "p", "price")
    np.testing.assert_allclose(values["paid"], 3100 * 2 * values["p"])
    assert values["price"].tolist() == [3100.0] * 100


@settings(max_examples=25, deadline=None)
@given(st.permutations(ALL), st.permutations(TOGETHER), st.sampled_from(NAMES))
def test_order_does_not_matter(parameters, correlations, name):
    one, other = draws(), draws(parameters, correlations)
    np.testing.assert_array_equal(one.values(name)[name], other.values(name)[name])


def test_an_unused_parameter_changes_nothing():
    fewer = [parameter for parameter in ALL if parameter.name not in ("u", "shares")]
    for name, value in draws(fewer).chunk(0).items():
        np.testing.assert_array_equal(value, draws().chunk(0)[name])


@settings(max_examples=10, deadline=None)
@given(st.integers(1, 2 * CHUNK), st.integers(1, 2 * CHUNK))
def test_more_draws_keep_the_first(n, more):
    few, many = draws(n_draws=n).values("c", "stay"), draws(n_draws=n + more).values("c", "stay")
    for name in few:
        np.testing.assert_array_equal(few[name], many[name][:n])


def test_seed_name_and_chunk_each_give_other_draws():
    base = draws(correlations=()).chunk(0)["d"]
    renamed = draws([parameter("d2", D.distribution)], ()).chunk(0)["d2"]
    others = [draws(seed=1).chunk(0)["d"], draws().chunk(1)["d"], renamed]
    for other in others:
        assert abs(np.corrcoef(base, other)[0, 1]) < 5 / np.sqrt(CHUNK)


def test_correlated_parameters_keep_their_own_distributions():
    values = draws(n_draws=3 * CHUNK).values("p", "r", "c")
    for one in (P, R, C):
        reference = one.distribution.sample(np.random.default_rng(1), 50_000)
        assert kstest(values[one.name], reference).pvalue > 1e-4
    for pair, rho in ((("p", "r"), 0.6), (("c", "r"), -0.3), (("c", "p"), 0.0)):
        ranks = spearmanr(values[pair[0]], values[pair[1]]).statistic
        assert ranks == pytest.approx(6 / pi * asin(rho / 2), abs=0.03)


def test_a_group_stands_apart_from_the_rest():
    np.testing.assert_array_equal(
        draws(correlations=()).chunk(0)["u"], draws(correlations=TOGETHER).chunk(0)["u"]
    )
    both = (*TOGETHER, Correlation(("u", "d"), 0.5))
    np.testing.assert_array_equal(
        draws(correlations=both).chunk(0)["p"], draws(correlations=TOGETHER).chunk(0)["p"]
    )


def test_another_process_draws_the_same_bits():
    program = (
        "import sys, pickle; given = pickle.load(sys.stdin.buffer);"
        "sys.stdout.buffer.write(given.chunk(1)['r'].tobytes())"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=pickle.dumps(draws()),
        capture_output=True,
        check=True,
        env={"PYTHONPATH": ":".join(sys.path), "OMP_NUM_THREADS": "1"},
    )
    assert done.stdout == draws().chunk(1)["r"].tobytes()


def test_importing_loads_numpy_and_our_own_code_only():
    program = (
        "import sys, pathway_economics.parameters;"
        "print([m for m in ('scipy', 'pandas', 'pydantic', 'matplotlib') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        check=True,
        text=True,
        env={"PYTHONPATH": ":".join(sys.path)},
    )
    assert done.stdout.strip() == "[]"


def test_an_unknown_name_comes_with_the_nearest():
    with pytest.raises(UnknownName, match="Did you mean 'price'"):
        draws().values("prize")
    with pytest.raises(UnknownName, match="No parameter is named 'shares'"):
        draws().values("shares")


@pytest.mark.parametrize(("name", "foreign"), [("aged", "age"), ("looked", "life_table")])
def test_a_formula_of_a_variable_has_no_one_value_per_draw(name, foreign):
    with pytest.raises(InvalidModel, match=f"The formula of '{name}' uses {foreign}, which"):
        draws().values(name)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"n_draws": 0}, "n_draws=0, but it must be a whole number, 1 or more"),
        ({"n_draws": 10.5}, "n_draws=10.5, but it must be a whole number"),
        ({"seed": -1}, "seed=-1, but it must be a whole number, 0 or more"),
        ({"seed": True}, "seed=True, but it must be a whole number"),
        ({"parameters": (P, P)}, "'p' is declared by parameter 'p' and again"),
        ({"correlations": (Correlation(("p", "price"), 0.1),)}, "'price' is a fixed parameter"),
    ],
)
def test_every_complaint(given, expected):
    with pytest.raises(InvalidModel) as caught:
        draws(**given)
    assert expected in str(caught.value)
