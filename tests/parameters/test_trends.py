"""Effects that wane and prices that rise."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathway_economics.parameters import as_expression, evaluate

moments = st.floats(0.0, 50.0)
small = st.floats(0.0, 0.2)


def value(text, **values):
    return evaluate(as_expression(text), values)


def test_waning_by_hand():
    at = np.array([0.0, 2.0, 3.0, 4.0, 5.0, 6.0, 9.0])
    found = value("wane(t, 2, 6)", t=at)
    np.testing.assert_allclose(found, [1, 1, 0.75, 0.5, 0.25, 0, 0])


def test_an_effect_may_stop_at_once_or_never_have_been():
    at = np.array([0.0, 2.9, 3.0, 4.0])
    np.testing.assert_array_equal(value("wane(t, 3, 3)", t=at), [1, 1, 0, 0])
    np.testing.assert_array_equal(value("wane(t, 0, 0)", t=at), [0, 0, 0, 0])
    assert np.isnan(value("wane(t, 6, 2)", t=at)).all()
    ends = np.array([2.0, 3.0, 4.0])  # in three draws
    np.testing.assert_allclose(value("wane(3, 2, e)", e=ends), [0, 0, 0.5])


@given(moments, moments, moments, moments)
def test_what_is_left_of_an_effect_only_falls(full, length, one, other):
    early, late = sorted((one, other))
    gone = full + length
    found = value("wane(t, f, g)", t=np.array([early, late]), f=full, g=gone)
    assert 1.0 >= found[0] >= found[1] >= 0.0
    assert found[0] == 1.0 or early > full or gone == full
    assert found[1] == 0.0 or late < gone


def test_an_nhs_price_is_rolled_forward():
    """2025/26: cost uplift 4.15 % and efficiency 2 %; they multiply.

    4,000 x 1.0415 x 0.98 = 4,082.68; with the uplift after the pay award, 4.83 %,
    4,000 x 1.0483 x 0.98 = 4,109.34 (rounded up from 4,109.336).
    """
    assert 4000 * value("roll_forward(0.0415, 0.02, 1)") == pytest.approx(4082.68)
    assert round(4000 * float(value("roll_forward(0.0483, 0.02, 1)")), 2) == 4109.34
    two = value("roll_forward(0.0415, 0.02, year - 2025)", year=2027.0)
    assert two == pytest.approx(1.0415 * 0.98 * 1.0415 * 0.98)
    assert value("roll_forward(0.0415, 0.02, 0)") == 1.0


@given(small, small, st.integers(0, 20))
def test_years_in_turn_multiply(uplift, efficiency, years):
    step = value("roll_forward(u, e, 1)", u=uplift, e=efficiency)
    whole = value("roll_forward(u, e, n)", u=uplift, e=efficiency, n=float(years))
    expected = 1.0
    for _ in range(years):
        expected *= step
    assert whole == pytest.approx(expected)
