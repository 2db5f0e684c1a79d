"""Draws in another order: the same values, and the correlation that was asked for."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import spearmanr

from parameters.sampled import SAMPLERS, draws, models, parameter
from pathway_economics.parameters import Correlation, Gamma, Uniform
from pathway_economics.parameters.factor import cholesky
from pathway_economics.parameters.iman_conover import orders, reordered
from pathway_economics.seeds import CHUNK


@settings(max_examples=25)
@given(models(), st.sampled_from(SAMPLERS), st.integers(0, 3))
def test_every_parameter_keeps_the_values_it_has_alone(model, sampler, index):
    parameters, correlations = model
    ranked = [Correlation(c.of, c.rho, "iman-conover") for c in correlations]
    alone = draws(parameters, sampler=sampler).chunk(index)
    grouped = {name for c in ranked for name in c.of}
    for name, value in draws(parameters, ranked, sampler=sampler).chunk(index).items():
        same = np.sort if name in grouped else np.asarray
        np.testing.assert_array_equal(same(value), same(alone[name]))


@given(arrays(float, (4, 6), elements=st.floats(-1, 1)), st.integers(0, 2**40))
def test_scores_have_exactly_the_correlations_of_the_target(loadings, seed):
    wanted = loadings @ loadings.T + 0.1 * np.eye(4)
    wanted /= np.sqrt(np.outer(np.diag(wanted), np.diag(wanted)))
    made = np.stack(list(orders(cholesky(wanted.tolist()), np.random.default_rng(seed), 512)))
    np.testing.assert_allclose(np.corrcoef(made), wanted, atol=1e-9)


@settings(max_examples=25)
@given(st.lists(st.floats(-0.3, 0.9), min_size=3, max_size=3), st.integers(0, 2**40))
def test_ranks_are_correlated_as_asked(rhos, seed):
    """A chain of four; what is not named has rank correlation 0."""
    rhos = [rho / 2 for rho in rhos]
    names = [f"p{i}" for i in range(4)]
    parameters = [parameter(name, Gamma(mean=3 + i, se=3)) for i, name in enumerate(names)]
    links = [
        Correlation(pair, rho, "iman-conover")
        for pair, rho in zip(zip(names, names[1:], strict=False), rhos, strict=True)
    ]
    drawn = draws(parameters, links, seed=seed).chunk(0)
    ranks = spearmanr(np.stack([drawn[name] for name in names]), axis=1).statistic
    wanted = np.eye(4)
    for i, rho in enumerate(rhos):
        wanted[i, i + 1] = wanted[i + 1, i] = rho
    np.testing.assert_allclose(ranks, wanted, atol=0.02)


def test_reordering_by_hand():
    """Scores rank 2, 1, 4, 3: the values in these ranks are 7, 5, 20, 9."""
    scores = np.array([0.1, -0.4, 1.9, 0.7])
    assert reordered(np.array([20.0, 5.0, 9.0, 7.0]), scores).tolist() == [7, 5, 20, 9]


def test_orders_by_hand():
    """Scores (1, -1, 0, 0) and (1, 1, -1, -1) are uncorrelated, with variances 1/2 and 1.

    To a correlation of 0.6: the first over its standard deviation, z1 = sqrt(2) (1, -1, 0, 0),
    and 0.6 z1 + 0.8 (1, 1, -1, -1) = (1.649, -0.049, -0.8, -0.8).
    """

    class Given:
        def standard_normal(self, shape):
            return np.array([[2.0, 0.0, 1.0, 1.0], [1.0, 1.0, -1.0, -1.0]])  # not centred yet

    first, second = orders(((1.0,), (0.6, 0.8)), Given(), 4)
    assert first == pytest.approx([2**0.5, -(2**0.5), 0, 0])
    assert second == pytest.approx([0.6 * 2**0.5 + 0.8, 0.8 - 0.6 * 2**0.5, -0.8, -0.8])


def test_a_group_is_ordered_by_its_own_names():
    p, q, r, s = (parameter(name, Uniform(0, 1)) for name in "pqrs")
    pair = Correlation(("p", "q"), 0.7, "iman-conover")
    other = Correlation(("r", "s"), -0.2, "iman-conover")
    one, two = draws([p, q], [pair]).chunk(0), draws([p, q, r, s], [other, pair]).chunk(0)
    np.testing.assert_array_equal(one["q"], two["q"])
    assert len(np.unique(one["q"])) == CHUNK
