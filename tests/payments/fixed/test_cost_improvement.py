import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from pathway_economics.payments import cost_base, efficiency_requirement

SHARES = st.floats(0, 1)
MONEY = st.floats(0, 1e9)


def test_only_recurrent_savings_lower_the_base():
    # 5.1 m saved of 100 m at 2 % inflation, 29 % (1.5) of it for one year (HSJ 5055542)
    base = cost_base([100.0], [[3.6], [0.0], [0.0]], inflation=0.02)
    # 100 x 1.02 - 3.6 = 98.4; 98.4 x 1.02 = 100.368
    assert_allclose(base.ravel(), [100, 98.4, 100.368])
    none = cost_base([100.0], [[0.0]] * 3, inflation=0.02)
    assert_allclose(none.ravel(), [100, 102, 104.04])


@given(MONEY, SHARES, st.floats(-0.1, 0.1))
def test_a_constant_rate_compounds(base, rate, inflation):
    """Saving the share c for good each year leaves base x (1 + i - c)^t."""
    paths = [base * (1 + inflation - rate) ** t for t in range(5)]
    saved = np.array([[rate * each] for each in paths])
    assert_allclose(
        cost_base([base], saved, inflation=inflation).ravel(), paths, rtol=1e-9, atol=1e-9 * base
    )


def test_a_requirement_by_hand():
    recurrent, once = efficiency_requirement(
        np.full((3, 1), 100.0), rate=0.04, recurrent_share=0.75
    )
    # 4 % of 100, of 97 and of 97 - 2.91 = 94.09; three quarters of each for good
    assert_allclose(recurrent.ravel(), [3, 3 + 2.91, 3 + 2.91 + 2.8227])
    assert_allclose(once.ravel(), [1, 0.97, 0.9409])


@given(MONEY, SHARES, SHARES)
def test_it_builds_up_and_never_takes_more_than_there_is(base, rate, share):
    recurrent, once = efficiency_requirement(
        np.full((6, 2), base), rate=rate, recurrent_share=share
    )
    assert (np.diff(recurrent, axis=0) >= -1e-6).all()
    assert (recurrent + once <= base * (1 + 1e-9)).all()
    assert (once >= -1e-6).all()
    # for good alone: what is left after t years is base x (1 - c)^t
    whole, none = efficiency_requirement(np.full((6, 2), base), rate=rate)
    left = base * (1 - rate) ** np.arange(1, 7)
    assert_allclose(base - whole[:, 0], left, rtol=1e-9, atol=1e-6)
    assert not none.any()
    _, yearly = efficiency_requirement(np.full((6, 2), base), rate=rate, recurrent_share=0.0)
    assert_allclose(yearly, rate * base)


def test_rates_by_year_and_draw():
    recurrent, _ = efficiency_requirement(
        np.array([[100.0], [200.0]]), rate=np.array([[0.1, 0.2], [0.0, 0.5]])
    )
    # draw 1: 10, then 0 more; draw 2: 20, then half of 200 - 20
    assert_allclose(recurrent, [[10, 20], [10, 110]])
    assert recurrent == pytest.approx(np.array([[10, 20], [10, 110]]))
