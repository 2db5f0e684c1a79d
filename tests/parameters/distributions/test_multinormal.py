import pickle
from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pathway_economics.errors import InvalidModel
from pathway_economics.parameters import MultiNormal, Parameter

FIT = MultiNormal(means={"slope": 1, "cut": -2}, covariance=[[4, -1.2], [-1.2, 1]])


def test_draws_by_hand():
    """In alphabetical order, cut is -2 + z1 and slope 1 + 2 (-0.6 z1 + 0.8 z2)."""
    assert FIT.factor == ((1.0,), (-0.6, pytest.approx(0.8)))
    mixed = [np.array([1.0, 0.0]), np.array([-0.6, 0.8])]  # for z = (1, 0) and (0, 1)
    np.testing.assert_allclose(FIT.from_scores(mixed), [[1 - 1.2, 1 + 1.6], [-1.0, -2.0]])


@given(arrays(float, (4, 6), elements=st.floats(-3, 3)), st.integers(0, 2**40))
def test_means_and_covariances_are_those_given(loadings, seed):
    covariance = loadings @ loadings.T + 0.1 * np.eye(4)
    means = dict(zip("dbac", (10.0, -3.0, 0.0, 7.0), strict=True))
    fit = MultiNormal(means=means, covariance=covariance)
    n = 4_000
    drawn = fit.sample(np.random.default_rng(seed), n)
    se = np.sqrt(np.diag(covariance))
    assert np.all(abs(drawn.mean(axis=1) - list(means.values())) < 6 * se / sqrt(n))
    noise = np.sqrt((np.outer(se, se) ** 2 + covariance**2) / n)  # of a sample covariance
    assert np.all(abs(np.cov(drawn) - covariance) < 6 * noise)


def test_the_order_of_names_changes_no_draw():
    matrix = np.array([[4, 1, -1], [1, 9, 2], [-1, 2, 1]])
    one = MultiNormal(means={"c": 1, "a": 2, "b": 3}, covariance=matrix)
    turned = MultiNormal(means={"b": 3, "a": 2, "c": 1}, covariance=matrix[::-1, ::-1])
    drawn, again = (fit.sample(np.random.default_rng(1), 10) for fit in (one, turned))
    np.testing.assert_array_equal(drawn, again[::-1])


def test_standard_errors_and_correlations_say_the_same():
    told = MultiNormal(
        means=FIT.means, se={"cut": 1, "slope": 2}, correlation=[[1, -0.6], [-0.6, 1]]
    )
    one, two = (fit.sample(np.random.default_rng(1), 10) for fit in (FIT, told))
    np.testing.assert_allclose(one, two, rtol=1e-14)
    assert told.errors == FIT.errors == {"slope": 2, "cut": 1}


def test_a_parameter_has_its_names_and_means():
    fit = Parameter("fit", FIT, "log scale", source="a paper")
    assert fit.names == ("slope", "cut")
    assert fit.means == {"slope": 1, "cut": -2}
    assert FIT.describe() == "multinormal, slope 1 (se 2), cut -2 (se 1)"
    assert repr(FIT) == "MultiNormal(<slope, cut>)"


def test_it_is_a_value():
    copy = pickle.loads(pickle.dumps(FIT))
    assert copy == FIT
    assert hash(copy) == hash(FIT)
    assert copy != MultiNormal(means={"slope": 1, "cut": 2}, covariance=FIT.covariance)


def test_halves_that_differ_by_rounding_pass():
    fit = MultiNormal(means={"a": 0, "b": 0}, covariance=[[1, 0.3], [0.3000001, 1]])
    assert fit.correlations == ((1.0, 0.3000001), (0.3000001, 1.0))


TWO = {"a": 0, "b": 0}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"means": TWO}, "means given; give exactly one of (means, covariance) | (means, se, "),
        ({"means": TWO, "se": TWO}, "means, se given; give exactly one of"),
        ({"means": [1, 2], "covariance": []}, "means=[1, 2], but it must be a mapping from"),
        ({"means": TWO, "covariance": 3}, "covariance=3, but it must be a list of rows"),
        ({"means": TWO, "se": 1, "correlation": []}, "se=1, but it must be a mapping"),
        ({"means": TWO, "covariance": [[1, 0], 1]}, "covariance[1]=1, but it must be a row"),
        ({"means": TWO, "covariance": [[1, 0], [0, "x"]]}, "covariance[1][1]='x' is not a finite"),
        ({"means": {"a": None, "b": 0}, "covariance": []}, "means of 'a' is None, which is not"),
        ({"means": TWO, "covariance": [[1, 0, 0], [0, 1, 0]]}, "rows of 3, 3 numbers, but 2 names"),
        ({"means": TWO, "covariance": [[1, 0]]}, "2 names need 2 rows of 2"),
        ({"means": {"a": 1}, "covariance": [[1]]}, "1 names given; give at least two"),
        ({"means": {"a": 1, "age": 1}, "covariance": [[1, 0], [0, 1]]}, "'age' is reserved"),
        ({"means": TWO, "covariance": [[0, 0], [0, 1]]}, "variance of 'a'=0, but it must be above"),
        (
            {"means": TWO, "covariance": [[1, 0.2], [0.3, 1]]},
            "not symmetric: 'a' and 'b' have 0.2 above the diagonal and 0.3 below",
        ),
        # eigenvalues 1 + 2 and 1 - 2
        ({"means": TWO, "covariance": [[1, 2], [2, 1]]}, "smallest eigenvalue of its correlations"),
        ({"means": TWO, "covariance": [[1, 2], [2, 1]]}, "is -1 and must be above 0"),
        ({"means": TWO, "covariance": [[4, 2], [2, 1]]}, "not positive definite"),  # b = a / 2
        (
            {"means": TWO, "se": {"a": 1, "c": 1}, "correlation": [[1, 0], [0, 1]]},
            "se is of a, c, but it must be of a, b",
        ),
        (
            {"means": TWO, "se": {"a": 1, "b": -1}, "correlation": [[1, 0], [0, 1]]},
            "se of 'b'=-1.0, but it must be above 0",
        ),
        (
            {"means": TWO, "se": {"a": 1, "b": 1}, "correlation": [[1, 0], [0, 2]]},
            "the correlation of 'b' with itself is 2, not 1",
        ),
    ],
)
def test_every_complaint_says_what_is_right(given, expected):
    with pytest.raises(InvalidModel) as caught:
        MultiNormal(**given)
    assert expected in str(caught.value)
