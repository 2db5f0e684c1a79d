"""How sure a mean is, and how many draws make it surer."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pathway_economics.errors import InvalidModel
from pathway_economics.evaluate import draws_needed, running_mean

draws = arrays(np.float64, st.integers(2, 40), elements=st.floats(-1e6, 1e6))


def test_draws_needed_by_hand():
    """s = 50, half-width 2 at 90 %: (1.6449 * 50 / 2) ** 2 = 1,691.0, so 1,691 or 1,692."""
    pilot = np.array([-50.0, 50.0] * 500_000)
    assert draws_needed(pilot, precision=2, level=0.9) == 1_691
    assert draws_needed(np.stack([pilot, pilot / 10]), precision=2, level=0.9) == 1_691
    assert draws_needed(np.full(10, 3.0), precision=1) == 2


@given(draws, st.floats(1e-3, 1e3))
def test_half_the_precision_takes_four_times_the_draws(values, precision):
    once, twice = draws_needed(values, precision), draws_needed(values, precision / 2)
    assert twice >= once
    if once > 2:
        assert 4 * (once - 1) <= twice <= 4 * once


def test_running_mean_by_hand():
    """2, then (2 + 4) / 2, then 9 / 3: variances 2 and 1, errors 1 and 0.5774."""
    table = running_mean([2.0, 4.0, 3.0])
    assert table["draws"].tolist() == [1, 2, 3]
    assert table["mean"].tolist() == [2, 3, 3]
    assert table["se"].tolist() == pytest.approx([np.nan, 1, 3**-0.5], nan_ok=True)
    assert table["high"][1] == pytest.approx(3 + 1.959964)
    assert table["low"][2] == pytest.approx(3 - 1.959964 * 3**-0.5)


@given(draws)
def test_the_running_mean_is_the_mean_of_the_first_draws(values):
    table = running_mean(values)
    scale = 1 + np.abs(values).max()
    for n in {2, values.size}:
        assert table["mean"][n - 1] == pytest.approx(values[:n].mean(), abs=1e-9 * scale)
        error = values[:n].std(ddof=1) / np.sqrt(n)
        assert table["se"][n - 1] == pytest.approx(error, abs=1e-6 * scale)


def test_the_interval_of_the_mean_holds_it_as_often_as_it_says():
    """Of 400 runs of 500 normal draws, 95 % hold zero: 380 of 400, within 3.3 errors."""
    runs = np.random.default_rng(5).standard_normal((400, 500))
    held = sum(table["low"].iloc[-1] <= 0 <= table["high"].iloc[-1]
               for table in map(running_mean, runs))  # fmt: skip
    assert abs(held - 380) < 3.3 * (400 * 0.95 * 0.05) ** 0.5


@pytest.mark.parametrize(
    ("call", "fragment"),
    [
        (lambda: draws_needed([1.0], 1), "1 draw is given"),
        (lambda: draws_needed([1.0, 2.0], 0), "precision=0, but a half-width is above zero"),
        (lambda: draws_needed([1.0, 2.0], 1, level=95), "such as 0.95"),
        (lambda: running_mean([1.0, np.nan]), "no finite numbers"),
        (lambda: running_mean([[1.0, 2.0]]), "one number per draw"),
    ],
)
def test_what_is_wrong_is_said(call, fragment):
    with pytest.raises(InvalidModel, match=fragment):
        call()
