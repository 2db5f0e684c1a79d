"""Each stratum is hit once, and means of smooth models are surer for it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import ndtr

from parameters.sampled import draws, parameter
from pathway_economics.parameters import (
    Correlation,
    LatinHypercube,
    MonteCarlo,
    MultiNormal,
    Posterior,
    Uniform,
)
from pathway_economics.parameters.samplers.latin_hypercube import strata
from pathway_economics.seeds import CHUNK

SHARES = [parameter(name, Uniform(0, 1)) for name in "abcdef"]
FIT = parameter("fit", MultiNormal(means={"x": 0, "y": 0}, covariance=[[1, 0.7], [0.7, 1]]))
ALL = [*SHARES, FIT]
GROUPS = [Correlation(("a", "b"), 0.8), Correlation(("c", "d"), -0.5, "iman-conover")]


def uniforms(chunk):
    """Return the probability below each draw."""
    return {name: ndtr(v) if name in "xy" else v for name, v in chunk.items()}


@settings(max_examples=20)
@given(st.integers(0, 2**40), st.integers(0, 3))
def test_each_stratum_of_a_chunk_is_hit_once(seed, index):
    drawn = uniforms(draws(ALL, GROUPS, seed=seed, sampler=LatinHypercube()).chunk(index))
    assert len(drawn) == 8
    for value in drawn.values():
        assert sorted((value * CHUNK).astype(int)) == list(range(CHUNK))


@settings(max_examples=20)
@given(st.integers(0, 2**40), st.sampled_from([2**k for k in range(13)]))
def test_so_are_wider_strata_by_fewer_draws(seed, n):
    drawn = uniforms(draws(ALL, GROUPS, seed=seed, sampler=LatinHypercube()).chunk(0))
    for name in set(drawn) - {"c", "d"}:  # Iman-Conover moves draws within the whole chunk
        assert sorted((drawn[name][:n] * n).astype(int)) == list(range(n))


class Halves:
    """A generator that says which halves are taken."""

    def integers(self, _, size):
        return np.array([0, 1, 0, 1])[:size]


def test_strata_by_hand():
    """Draw 0 takes half 1, so draw 1 half 0. Then draw 0 takes quarter 2 + 1, draw 1 quarter 0.

    Quarters 1 and 2 are left; the lesser score, of draw 3, takes the lesser.
    """
    found = strata(np.array([0.5, 0.1, 0.9, 0.2]), Halves())
    assert found.tolist() == [3, 0, 2, 1]


def errors(sampler, n_draws, model):
    """Return the errors of the mean of a model over twelve seeds; its true mean is 0."""
    names = [p.name for p in SHARES]
    found = []
    for seed in range(12):
        values = draws(SHARES, seed=seed, n_draws=n_draws, sampler=sampler).values(*names)
        found.append(model(np.stack(list(values.values()))).mean())
    return np.sqrt(np.mean(np.square(found)))


@pytest.mark.parametrize(("n_draws", "gain"), [(1024, 20), (1000, 4), (CHUNK, 100)])
def test_the_mean_of_an_additive_model_is_surer(n_draws, gain):
    """Of sums of u^2 - 1/3, whose variance 4/45 each Monte Carlo leaves whole."""

    def additive(u):
        return (u**2 - 1 / 3).sum(axis=0)

    alone = errors(MonteCarlo(), n_draws, additive)
    assert alone == pytest.approx(np.sqrt(6 * 4 / 45 / n_draws), rel=0.5)
    assert errors(LatinHypercube(), n_draws, additive) < alone / gain


def test_where_parameters_only_act_together_it_is_no_worse():
    def product(u):
        return (u[0] - 0.5) * (u[1] - 0.5)  # variance 1/144, none of it additive

    assert errors(LatinHypercube(), 1024, product) < 1.8 * np.sqrt(1 / 144 / 1024)


def test_rows_of_a_posterior_are_used_equally_often():
    """Of 1,024 rows, 8,192 draws use each 8 times."""
    rows = parameter("rows", Posterior({"row": list(range(1024)), "again": list(range(1024))}))
    drawn = draws([rows], sampler=LatinHypercube()).chunk(0)
    assert np.bincount(drawn["row"].astype(int)).tolist() == [8] * 1024
    np.testing.assert_array_equal(drawn["row"], drawn["again"])
