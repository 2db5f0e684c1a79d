import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.testing import assert_allclose

from pathway_economics.parameters.trends import roll_forward
from pathway_economics.payments import price_index, unit_price

RATES = arrays(np.float64, (5, 3), elements=st.floats(0, 0.2))


@pytest.mark.parametrize(
    ("uplift", "price"),
    [
        (0.0415, 4_082.68),  # 4,000 x 1.0415 = 4,166.00; x 0.98 = 4,082.68
        (0.0483, 4_109.34),  # 4,000 x 1.0483 = 4,193.20; x 0.98 = 4,109.336
    ],
)
def test_the_price_update_of_2025_26(uplift, price):
    index = price_index([[0.0], [uplift]], [[0.0], [0.02]])
    assert unit_price(4_000.0, index=index)[:, 0] == pytest.approx([4_000.0, price], abs=0.005)


def test_the_factors_of_the_first_year_are_in_its_price():
    # 1; then 1.1 x 0.5 = 0.55; then 0.55 x 1.2 x 0.75 = 0.495
    index = price_index([[9.0], [0.1], [0.2]], [[0.9], [0.5], [0.25]])
    assert_allclose(index[:, 0], [1.0, 0.55, 0.495])


def test_top_up_and_market_forces_factor_multiply():
    # 4,000 x 1.1 = 4,400; x 1.2 = 5,280
    assert unit_price(4_000.0, top_up=0.1, market_forces_factor=1.2) == pytest.approx(5_280)


def test_at_steady_rates_it_is_the_function_of_expressions():
    index = price_index(np.full((4, 1), 0.03), np.full((4, 1), 0.011))
    assert_allclose(index[:, 0], roll_forward(0.03, 0.011, np.arange(4)))


@given(RATES, RATES)
def test_uplift_raises_and_efficiency_lowers(uplift, efficiency):
    index = price_index(uplift, efficiency)
    assert (index[0] == 1.0).all()
    none = np.zeros_like(uplift)
    assert (price_index(uplift, none) >= index).all()
    assert (price_index(none, efficiency) <= index).all()


@given(RATES, RATES, st.floats(0.01, 100))
def test_the_unit_of_money_scales_the_price(uplift, efficiency, unit):
    index = price_index(uplift, efficiency)
    terms = {"index": index, "top_up": 0.3, "market_forces_factor": 1.1}
    assert_allclose(unit_price(7.0 * unit, **terms), unit * unit_price(7.0, **terms))
