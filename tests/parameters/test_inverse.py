"""The fast quantiles against scipy's, and against closed forms."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import betaincinv, gammaincinv, log_ndtr, ndtr

from pathway_economics.parameters.distributions.inverse import beta_from_normal, gamma_from_normal

SCORES = np.concatenate([np.linspace(-7.5, 7.5, 4001), [-6.0, 6.0]])
BODY = np.linspace(-5, 1, 1501)  # where 1 - ndtr(z) loses nothing
shapes = st.floats(0.05, 1e5)


def test_the_exponential_in_closed_form():
    expected = -log_ndtr(-SCORES)  # upper tail exp(-x)
    np.testing.assert_allclose(gamma_from_normal(1.0, SCORES), expected, rtol=2e-12)


@pytest.mark.parametrize("power", [1.0, 3.0])
def test_powers_of_a_uniform_in_closed_form(power):
    expected = ndtr(SCORES) ** (1 / power)  # Beta(a, 1)
    np.testing.assert_allclose(beta_from_normal(power, 1.0, SCORES), expected, rtol=2e-12)


@settings(max_examples=60, deadline=None)
@given(shapes)
def test_gamma_agrees_with_the_inverse(shape):
    expected = gammaincinv(shape, ndtr(BODY))
    np.testing.assert_allclose(gamma_from_normal(shape, BODY), expected, rtol=1e-11, atol=1e-290)


@settings(max_examples=60, deadline=None)
@given(shapes, shapes)
def test_beta_agrees_with_the_inverse_and_with_its_mirror(alpha, beta):
    values = beta_from_normal(alpha, beta, BODY)
    np.testing.assert_allclose(values, betaincinv(alpha, beta, ndtr(BODY)), rtol=1e-10, atol=1e-290)
    np.testing.assert_allclose(1 - values, beta_from_normal(beta, alpha, -BODY), atol=1e-12)


def test_the_neighbours_of_a_draw_do_not_change_it():
    whole = beta_from_normal(9.0, 90.0, SCORES)
    np.testing.assert_array_equal(whole[100:108], beta_from_normal(9.0, 90.0, SCORES[100:108]))
