import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathway_economics.payments import elective_recovery

VALUES = st.floats(0, 1e9)
AVERAGE_2023_24 = [(1.07, 0.0), (np.inf, 1.0)]
APRIL_2021 = [(0.70, 0.0), (0.85, 1.0), (np.inf, 1.2)]


@pytest.mark.parametrize(
    ("value", "earned"),
    [
        (110e6, 3e6),  # 110 - 1.07 x 100
        (107e6, 0),
        (95e6, 0),  # nothing is taken back
    ],
)
def test_the_average_target_of_2023_24(value, earned):
    assert elective_recovery(value, 100e6, AVERAGE_2023_24) == pytest.approx(earned, abs=1e-6)


@pytest.mark.parametrize(
    ("value", "earned"),
    [
        (70, 0),
        (80, 10),  # 80 - 70
        (90, 21),  # 15 + 1.2 x 5
    ],
)
def test_the_bands_of_2021_22_as_remembered(value, earned):
    assert elective_recovery(value, 100, APRIL_2021) == pytest.approx(earned, abs=1e-9)


def test_at_a_baseline_of_zero_all_of_it_counts():
    assert elective_recovery(5.0, 0.0, AVERAGE_2023_24) == 5.0


@given(VALUES, VALUES, VALUES)
def test_it_rises_with_the_value_by_no_more_than_its_highest_rate(value, more, baseline):
    rise = elective_recovery(value + more, baseline, APRIL_2021) - elective_recovery(
        value, baseline, APRIL_2021
    )
    assert -1e-6 <= rise <= 1.2 * more + 1e-6


@given(VALUES, VALUES)
def test_it_is_never_less_than_nothing_and_a_threshold_beyond_reach_pays_nothing(value, baseline):
    assert elective_recovery(value, baseline, APRIL_2021) >= 0
    assert elective_recovery(value, value + baseline, [(1.0, 0.0), (np.inf, 1.0)]) == 0


@given(VALUES, VALUES, st.floats(0.01, 100))
def test_the_unit_of_money_scales_it(value, baseline, unit):
    scaled = elective_recovery(unit * value, unit * baseline, APRIL_2021)
    assert scaled == pytest.approx(
        unit * elective_recovery(value, baseline, APRIL_2021), rel=1e-9, abs=1e-3
    )
