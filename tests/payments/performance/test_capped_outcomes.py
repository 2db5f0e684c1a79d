import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.testing import assert_allclose

from pathway_economics.payments import capped_outcomes

AMOUNTS = arrays(np.float64, (2, 4, 3), elements=st.floats(0, 1e6, width=32))
CAPS = st.floats(0, 2e6)


def test_by_hand():
    # 60, 50, 45 and 30, at most 50 a year: 50, 50, 45, 30; at most 120 in all leaves 20, then 0
    paid = capped_outcomes(np.array([[60.0], [50.0], [45.0], [30.0]]), yearly_cap=50, total_cap=120)
    assert_allclose(paid[:, 0], [50, 50, 20, 0])


def test_what_a_year_cuts_off_is_lost():
    # 100 then nothing, at most 60 a year: the 40 are not paid later
    assert capped_outcomes([[100.0], [0.0]], yearly_cap=60.0).ravel().tolist() == [60.0, 0.0]


@given(AMOUNTS, CAPS, CAPS)
def test_no_cap_is_ever_passed(amount, yearly, total):
    paid = capped_outcomes(amount, yearly_cap=yearly, total_cap=total)
    assert (paid >= 0).all()
    assert (paid <= np.minimum(amount, yearly) + 1e-6).all()
    whole = np.minimum(np.minimum(amount, yearly).sum(axis=-2), total)
    assert_allclose(paid.sum(axis=-2), whole, atol=1e-6)


@given(AMOUNTS)
def test_without_caps_all_is_paid(amount):
    assert_allclose(capped_outcomes(amount), amount, atol=1e-6)
    assert capped_outcomes(amount, total_cap=0.0) == pytest.approx(0.0)
