from math import asin, pi

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import spearmanr

from pathway_economics.parameters.factor import cholesky, correlated_scores, order_of


@given(arrays(float, (4, 6), elements=st.floats(-1, 1)))
def test_the_factor_gives_the_matrix_back(loadings):
    matrix = loadings @ loadings.T + np.eye(4)
    factor = np.array([[*row, *[0.0] * (4 - len(row))] for row in cholesky(matrix.tolist())])
    np.testing.assert_allclose(factor @ factor.T, matrix, atol=1e-12)


@pytest.mark.parametrize("rho", [-0.9, 0.0, 0.3, 0.8])
def test_scores_are_standard_and_as_correlated_as_asked(rho):
    n = 200_000
    factor = cholesky([[1.0, rho], [rho, 1.0]])
    first, second = correlated_scores(factor, np.random.default_rng(1), n)
    assert [first.std(), second.std()] == pytest.approx([1, 1], rel=0.01)
    assert [first.mean(), second.mean()] == pytest.approx([0, 0], abs=0.012)
    assert np.corrcoef(first, second)[0, 1] == pytest.approx(rho, abs=0.012)
    ranks = spearmanr(first, second).statistic
    assert ranks == pytest.approx(6 / pi * asin(rho / 2), abs=0.012)


@given(arrays(float, 300, elements=st.integers(-(2**40), 2**40).map(lambda i: i / 2**36)))
def test_the_order_is_that_of_argsort(scores):
    np.testing.assert_array_equal(order_of(scores), np.argsort(scores, kind="stable"))
