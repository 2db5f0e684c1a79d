import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pathway_economics.payments import stepped_release, whole_steps

freed = arrays(np.float64, (4, 3), elements=st.floats(0, 1e5))


def test_two_thousand_bed_days_close_no_ward():
    """A ward of 25 beds at 85 % is 25 x 365 x 0.85 = 7,756 bed-days and costs 2.0 million.

    2,000 bed-days free 2,000 / 365 / 0.85 = 6.4 beds; at 1,032.09 each they would be worth
    2.06 million on paper, and 16 % of that, 0.330 million, is variable.
    """
    variable = 0.16 * 1_032.09
    terms = {"variable_cost": variable, "step": 25 * 365 * 0.85, "step_cost": 2_000_000.0}
    few, ward = stepped_release([[2_000.0], [7_757.0]], **terms).ravel()
    assert few == pytest.approx(330_268.8)
    assert ward == pytest.approx(7_757 * variable + 2_000_000)


def test_a_step_waits_for_its_lag_and_opens_again_with_the_first_gap():
    # 10 a year free in years 1, 2 and 4, a lag of one year: closed in year 2 alone
    given_by_year = np.array([10.0, 10.0, 0.0, 10.0])[:, None]
    assert whole_steps(given_by_year, 10.0, lag_years=1).ravel().tolist() == [0, 1, 0, 0]


def test_idle_capacity_helps_to_fill_a_step_but_is_no_news():
    # 4 idle and 6 freed fill one step of 10; 14 idle hold one whole step that is no news
    assert whole_steps([[6.0]], 10.0, slack=4.0) == 1
    assert whole_steps([[6.0]], 10.0, slack=14.0) == 1
    assert whole_steps([[0.0]], 10.0, slack=14.0) == 0


@given(freed, st.floats(1, 1e4))
def test_the_annual_reduction_must_fill_a_step_not_its_sum_over_years(given_by_year, step):
    steps = whole_steps(given_by_year, step)
    assert (steps * step <= given_by_year * (1 + 1e-9) + 1e-6).all()
    assert (steps == np.rint(steps)).all()


@given(freed, st.floats(1, 1e4), st.integers(1, 3))
def test_a_longer_lag_never_closes_more(given_by_year, step, lag):
    waiting = whole_steps(given_by_year, step, lag_years=lag)
    assert (waiting <= whole_steps(given_by_year, step, lag_years=lag - 1)).all()
    assert (waiting[:lag] == 0).all()


@given(freed, st.floats(0, 1e3), st.floats(1, 1e4))
def test_without_steps_only_the_variable_cost_leaves(given_by_year, variable, step):
    paid = stepped_release(given_by_year, variable_cost=variable, step=step, step_cost=0.0)
    assert paid == pytest.approx(variable * given_by_year)
