import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.testing import assert_allclose

from pathway_economics.payments import ring_fenced

POUNDS = arrays(np.float64, (2, 4, 3), elements=st.floats(0, 1e6))


@pytest.mark.parametrize(
    ("terms", "taken", "refunded", "left"),
    [
        # 100 a year; 60, 120 and 90 are spent
        ({}, [0, 0, 0], [60, 100, 90], [40, 0, 10]),
        # 40 stay: 140 in the second year leave 20, 120 in the third leave 30
        ({"carry": True}, [0, 0, 0], [60, 120, 90], [40, 20, 30]),
        ({"taken_share": 0.2}, [20, 20, 20], [60, 80, 80], [20, 0, 0]),
        # 0.2 x 100, then 0.2 x (100 + 20), then 0.2 x 100
        ({"taken_share": 0.2, "carry": True}, [20, 24, 20], [60, 96, 80], [20, 0, 0]),
        ({"taken_share": 1.0}, [100, 100, 100], [0, 0, 0], [0, 0, 0]),
    ],
)
def test_what_becomes_of_a_fund(terms, taken, refunded, left):
    fund = ring_fenced(100.0, np.reshape([60.0, 120.0, 90.0], (3, 1)), **terms)
    assert_allclose([each.ravel() for each in fund], [taken, refunded, left])


def test_nothing_is_refunded_of_what_was_received():
    assert_allclose(ring_fenced(100.0, [[-60.0]]).refunded, 0)


@given(POUNDS, POUNDS, st.floats(0, 1), st.booleans())
def test_a_fund_pays_out_what_was_paid_in_and_never_more(amount, spent, share, carry):
    fund = ring_fenced(amount, spent, taken_share=share, carry=carry)
    if carry:
        out = (fund.taken + fund.refunded).sum(axis=-2) + fund.left[..., -1, :]
        assert_allclose(out, amount.sum(axis=-2), atol=1e-6)
    else:
        assert_allclose(sum(fund), amount, atol=1e-6)
    assert all((each >= -1e-9).all() for each in fund)
    assert (fund.refunded <= spent).all()


@given(POUNDS, POUNDS, st.floats(0, 1))
def test_carrying_never_refunds_less(amount, spent, share):
    kept = ring_fenced(amount, spent, taken_share=share, carry=True).refunded.cumsum(axis=-2)
    lost = ring_fenced(amount, spent, taken_share=share).refunded.cumsum(axis=-2)
    assert (kept >= lost - 1e-6).all()
