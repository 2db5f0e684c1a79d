"""Years, cycles, discounting and the within-cycle correction."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathway_economics.errors import InvalidModel
from pathway_economics.horizon import CYCLES_PER_YEAR, Horizon


def test_years_are_labelled_as_the_first_is():
    assert Horizon("2098/99", years=3).labels == ("2098/99", "2099/00", "2100/01")
    assert Horizon("2026", years=2, budget_years=1).budget_labels == ("2026",)


def test_cycles_of_a_horizon():
    horizon = Horizon("2026/27", years=2, cycle="month")
    assert (horizon.n_cycles, horizon.cycle_years, horizon.budget_years) == (24, 1 / 12, 2)
    assert [horizon.calendar_year(cycle) for cycle in (1, 12, 13, 24)] == [2026, 2026, 2027, 2027]


def test_a_tree_of_one_day():
    assert Horizon("2026", years=1, cycle="day", cycles=1).n_cycles == 1


@pytest.mark.parametrize(
    ("correction", "start", "end"),
    [
        ("start", [1, 1, 1, 1], [0, 0, 0, 0]),
        ("end", [0, 0, 0, 0], [1, 1, 1, 1]),
        ("half-cycle", [1 / 2] * 4, [1 / 2] * 4),
        ("life-table", [1 / 2] * 4, [1 / 2] * 4),
        ("simpson", [1 / 3, 2 / 3, 1 / 3, 2 / 3], [2 / 3, 1 / 3, 2 / 3, 1 / 3]),
        ("simpson-darth", [1 / 3, 1 / 3, 2 / 3, 1 / 3], [1 / 3, 2 / 3, 1 / 3, 1 / 3]),
    ],
)
def test_weights_of_four_cycles(correction, start, end):
    found = Horizon("2026", years=4, correction=correction).dwelling_weights()
    np.testing.assert_allclose(found, [start, end])


@given(st.integers(1, 30))
def test_simpson_is_exact_for_a_cubic(half):
    """Moments 0..T weighed by 1/3, 4/3, 2/3, ..., 4/3, 1/3 integrate t**3 exactly."""
    n = 2 * half
    start, end = Horizon("2026", years=n, correction="simpson").dwelling_weights()
    moments = np.arange(n + 1.0) ** 3
    assert start @ moments[:-1] + end @ moments[1:] == pytest.approx(n**4 / 4)


@pytest.mark.parametrize(
    ("correction", "moments"),
    [
        ("start", (0, 1, 0)),
        ("end", (0, 1, 1)),
        ("half-cycle", (0, 1, 0.5)),
        ("life-table", (0.5, 0.5, 0.5)),
        ("simpson-darth", (0, 1, 0.5)),
    ],
)
def test_moments_of_the_first_cycle(correction, moments):
    found = Horizon("2026", years=2, correction=correction).discounting(0.1)
    assert [factors[0] for factors in found] == pytest.approx([1.1**-t for t in moments])
    assert [factors[1] for factors in found] == pytest.approx([1.1 ** -(t + 1) for t in moments])


@pytest.mark.parametrize(("correction", "moment"), [("start", 0), ("end", 1), ("simpson", 0.5)])
def test_a_payment_of_a_year_falls_as_the_correction_says(correction, moment):
    found = Horizon("2026", years=2, cycle="month", correction=correction).year_factors(0.1)
    assert found == pytest.approx([1.1**-moment, 1.1 ** -(moment + 1)])


@given(st.sampled_from(sorted(CYCLES_PER_YEAR)), st.floats(0, 0.9), st.integers(1, 3))
def test_no_moment_is_worth_more_than_the_one_before(cycle, rate, years):
    for factors in Horizon("2026", years=years, cycle=cycle).discounting(rate):
        assert factors[0] <= 1
        assert (np.diff(factors) <= 0).all()


@pytest.mark.parametrize(
    ("given", "fragment"),
    [
        ({"first_year": "26/27"}, "write 2026/27 or 2026"),
        ({"years": 0}, "whole number from 1"),
        ({"years": 1.5}, "whole number from 1"),
        ({"years": True}, "whole number from 1"),
        ({"years": 2, "budget_years": 3}, "budget_years=3 exceeds years=2"),
        ({"cycle": "decade"}, "must be one of year"),
        ({"correction": "middle"}, "must be one of start"),
        ({"discount_costs": 3.5}, "such as 0.035"),
        ({"discount_health": float("nan")}, "a rate lies in [0, 1)"),
        ({"years": 2, "cycle": "month", "cycles": 12}, "do not end in year 2"),
        ({"years": 3, "correction": "simpson"}, "an even number of cycles, not 3"),
    ],
)
def test_what_is_wrong_is_said(given, fragment):
    with pytest.raises(InvalidModel) as caught:
        Horizon(**{"first_year": "2026", **given})
    assert fragment in str(caught.value)
