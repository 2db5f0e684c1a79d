import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathway_economics.payments import performance_fund

VALUES = st.floats(0, 1e4)
UNITS = st.floats(0, 1e4)


@pytest.mark.parametrize(
    ("achieved", "released", "rest"),
    [
        (400, 596_000, 894_000),  # 0.4 x 1.49 m, and 0.6 x 1.49 m
        (1_000, 1_490_000, 0),
        (1_500, 1_490_000, 0),  # more than planned releases no more
        (0, 0, 1_490_000),
        (-4_900, 0, 1_490_000),  # in 2015/16 admissions rose
    ],
)
def test_the_better_care_fund_of_2015_16(achieved, released, rest):
    """1,000 admissions at 1,490: 1.49 m is held back."""
    found = performance_fund(1_490, planned=1_000, achieved=achieved)
    assert found[0] == pytest.approx(released)
    assert found[1] == pytest.approx(rest)


@given(VALUES, UNITS, st.floats(-1e4, 1e4), st.floats(-1e4, 1e4))
def test_what_is_released_rises_with_the_reduction_and_the_parts_add_up(value, planned, a, b):
    low, high = sorted((a, b))
    less, more = (performance_fund(value, planned=planned, achieved=x) for x in (low, high))
    assert 0 <= less[0] <= more[0] <= value * planned
    assert less[0] + less[1] == pytest.approx(value * planned)
    # never more than the value of the reduction itself, so continuous with that slope
    if planned > 0:
        assert more[0] - less[0] <= value * (high - low) * (1 + 1e-9) + 1e-6


@given(VALUES, st.floats(-10, 10))
def test_without_a_plan_nothing_is_held_back(value, achieved):
    assert performance_fund(value, planned=0.0, achieved=achieved) == (0.0, 0.0)
