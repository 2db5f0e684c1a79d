"""Years, cycles, discounting and the within-cycle correction."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathway_economics.errors import InvalidModel
from pathway_economics.horizon import CYCLES_PER_YEAR, Horizon, Rates


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
        ({"discount_costs": {30: 0.03}}, "discount_costs: no rate holds from the start"),
        ({"discount_by": "month"}, "must be one of cycle, year, continuous"),
        ({"discount_at": "beginning"}, "must be one of start, middle, end"),
        ({"years": 2, "cycle": "month", "cycles": 12}, "do not end in year 2"),
        ({"years": 3, "correction": "simpson"}, "an even number of cycles, not 3"),
    ],
)
def test_what_is_wrong_is_said(given, fragment):
    with pytest.raises(InvalidModel) as caught:
        Horizon(**{"first_year": "2026", **given})
    assert fragment in str(caught.value)


@pytest.mark.parametrize(
    ("given", "moments"),
    [
        ({"discount_by": "year"}, (0, 0, 0)),
        ({"discount_by": "year", "discount_at": "middle"}, (0.5, 0.5, 0.5)),
        ({"discount_by": "year", "discount_at": "end", "correction": "start"}, (1, 1, 1)),
        ({"discount_at": "start"}, (0, 0, 0)),
        ({"discount_at": "middle", "correction": "end"}, (0.25, 0.25, 0.25)),
        ({"discount_at": "end", "correction": "life-table"}, (0.5, 0.5, 0.5)),
    ],
)
def test_where_the_first_and_last_cycle_of_two_years_are_discounted(given, moments):
    """Two years of half-years: the last cycle begins at 1.5, in the year that begins at 1."""
    found = Horizon("2026", years=2, cycle="half-year", **given).discounting(0.1)
    later = 1 if given.get("discount_by") == "year" else 1.5
    assert [factors[0] for factors in found] == pytest.approx([1.1**-t for t in moments])
    assert [factors[3] for factors in found] == pytest.approx(
        [1.1 ** -(t + later) for t in moments]
    )


def test_all_of_a_year_is_discounted_alike():
    """Year by year: 1, 1 / 1.1, 1 / 1.21."""
    horizon = Horizon("2026", years=3, cycle="month", discount_by="year")
    for factors in horizon.discounting(0.1):
        assert factors == pytest.approx(np.repeat([1, 1 / 1.1, 1 / 1.21], 12))
    assert horizon.year_factors(0.1) == pytest.approx([1, 1 / 1.1, 1 / 1.21])


def test_continuous_discounting():
    """exp(-0.1 * 0.5) at the middle of the first year, exp(-0.15) of the second."""
    horizon = Horizon("2026", years=2, discount_by="continuous")
    assert horizon.discounting(0.1)[2] == pytest.approx([np.exp(-0.05), np.exp(-0.15)])
    assert horizon.year_factors(0.1) == pytest.approx([np.exp(-0.05), np.exp(-0.15)])


@pytest.mark.parametrize(
    ("given", "moment"),
    [
        ({"discount_at": "end"}, 1),
        ({"discount_at": "middle", "correction": "end"}, 0.5),
        ({"discount_by": "year", "correction": "end"}, 0),
        ({"discount_by": "continuous", "correction": "end", "discount_costs": 0.1}, 1),
    ],
)
def test_a_payment_of_a_year_falls_where_it_is_said_to(given, moment):
    horizon = Horizon("2026", years=2, **given)
    each = np.exp(-0.1) if horizon.discount_by == "continuous" else 1 / 1.1
    assert horizon.year_factors(0.1) == pytest.approx([each**moment, each ** (moment + 1)])


@given(
    st.sampled_from(["cycle", "year", "continuous"]),
    st.sampled_from([None, "start", "middle", "end"]),
    st.sampled_from(["start", "end", "half-cycle", "life-table"]),
)
def test_rates_are_told_apart_by_the_time_spent_in_them(by, at, correction):
    """Years two and three at another rate: one year at the first, the rest at the second."""
    horizon = Horizon("2026", years=3, discount_by=by, discount_at=at, correction=correction)
    plain = zip(horizon.discounting(0.1), horizon.discounting(0.2), strict=True)
    changed = horizon.discounting(Rates({0: 0.1, 1: 0.2}))
    one_year = np.exp(0.1) if by == "continuous" else 1.2 / 1.1
    for (slow, fast), found in zip(plain, changed, strict=True):
        late = horizon.factors(0.1, 1.0) >= slow  # at or after the change
        assert found == pytest.approx(np.where(late, fast * one_year, slow))
