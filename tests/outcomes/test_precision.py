"""The standard error of a mean."""

import warnings

import numpy as np
import pytest

from pathway_economics.outcomes import standard_error


def test_by_hand():
    """Variances 2 and 8 over two draws: sqrt(2 / 2) and sqrt(8 / 2)."""
    assert standard_error(np.array([[1.0, 3.0], [0.0, 4.0]])).tolist() == [1, 2]


def test_one_draw_says_nothing_of_its_error():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert np.isnan(standard_error(np.ones((3, 1)))).all()


def test_it_falls_with_the_root_of_the_draws():
    values = np.tile([-1.0, 1.0], 50_000)
    assert standard_error(values) == pytest.approx(100_000**-0.5, rel=1e-4)
