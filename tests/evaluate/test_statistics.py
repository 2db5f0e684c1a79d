import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pathway_economics.evaluate.statistics import (
    break_even_year,
    cvar_90,
    interval,
    summary,
    worst_year,
)

YEARS = ("2026/27", "2027/28", "2028/29")
amounts = arrays(np.float64, st.integers(1, 60), elements=st.floats(-1e9, 1e9))


@pytest.mark.parametrize(
    ("n_draws", "worst"),
    [
        (1, 0.0),  # ceil(0.1) = 1 draw: 0
        (10, 0.0),  # 1 draw
        (11, 0.5),  # ceil(1.1) = 2 draws: (0 + 1) / 2
        (30, 1.0),  # 3 draws: (0 + 1 + 2) / 3
    ],
)
def test_cvar_by_hand(n_draws, worst):
    assert cvar_90(np.arange(float(n_draws))[::-1]) == worst


@given(amounts)
def test_summary_agrees_with_numpy(draws):
    told = summary(draws)
    assert told["mean"] == draws.mean()
    assert (told["low"], told["high"]) == pytest.approx(interval(draws), rel=1e-12, abs=1e-6)
    assert told["p_worse_off"] == (draws < 0).mean()
    assert told["cvar_90"] == cvar_90(draws)


@given(amounts)
def test_cvar_lies_between_the_worst_draw_and_the_mean(draws):
    slack = 1e-9 * np.abs(draws).max()
    assert draws.min() - slack <= cvar_90(draws) <= draws.mean() + slack


def test_a_loss_within_the_tolerance_is_none():
    assert summary(np.array([-0.5, -2.0]), tolerance=1.0)["p_worse_off"] == 0.5


@pytest.mark.parametrize(
    ("means", "year"),
    [
        ((-5, 4, 3), "2028/29"),  # cumulative -5, -1, 2
        ((0, 0, 0), "2026/27"),
        ((5, -6, 2), "2028/29"),  # 5, -1, 1: the first gain does not last
        ((5, -6, 0), ""),  # 5, -1, -1
        ((-1, 1, 0), "2027/28"),  # -1, 0, 0
    ],
)
def test_break_even_year_by_hand(means, year):
    assert break_even_year(np.array(means, float), YEARS) == year


def test_worst_year_is_the_first_of_the_lowest():
    assert worst_year(np.array([1.0, -2.0, -2.0]), YEARS) == ("2027/28", -2.0)
