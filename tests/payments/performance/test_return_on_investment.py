import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from pathway_economics.payments import return_on_investment

RATES = st.floats(-0.9, 5)


def years(*flows):
    return np.array(flows, dtype=float)[:, np.newaxis]


@given(RATES, st.integers(1, 40))
def test_one_payment_back(rate, after):
    """-100 now and 100 (1 + r)^n after n years: the rate is r."""
    flows = years(-100, *[0] * (after - 1), 100 * (1 + rate) ** after)
    assert return_on_investment(flows)[0] == pytest.approx(rate, rel=1e-9, abs=1e-9)


def test_two_equal_payments_back():
    # 60 v + 60 v^2 = 100, so v = (-1 + sqrt(1 + 4 x 100 / 60)) / 2
    v = (-1 + np.sqrt(1 + 400 / 60)) / 2
    assert return_on_investment(years(-100, 60, 60)) == pytest.approx(1 / v - 1, rel=1e-12)


@given(RATES, st.integers(1, 20))
def test_an_annuity(rate, n):
    """n payments of 10 are worth 10 (1 - v^n) / r; that is what is invested."""
    if abs(rate) < 1e-6:
        return
    v = 1 / (1 + rate)
    flows = years(-10 * (1 - v**n) / rate, *[10] * n)
    assert return_on_investment(flows)[0] == pytest.approx(rate, rel=1e-8, abs=1e-8)


@given(RATES, st.floats(0.01, 1e6))
def test_the_unit_of_money_changes_nothing(rate, unit):
    flows = years(-100, 30, 30, 100 * (1 + rate) ** 3)
    first, scaled = return_on_investment(flows), return_on_investment(unit * flows)
    assert scaled == pytest.approx(first, rel=1e-9, abs=1e-9)


def test_a_loan_has_the_rate_of_what_is_lent():
    assert return_on_investment(years(100, -110)) == pytest.approx(0.1)


@pytest.mark.parametrize(
    "flows",
    [
        (-100, 0, 0),  # nothing comes back
        (0, 0, 0),
        (100, 20, 0),  # nothing is invested
        (-100, 230, -132),  # 10 % and 20 %: no one rate
        (-1_000, 3_600, -4_310, 1_716),  # 10, 20 and 30 %
    ],
)
def test_nan_where_there_is_no_rate_or_more_than_one(flows):
    assert np.isnan(return_on_investment(years(*flows))).all()


def test_every_draw_and_environment_on_its_own():
    back = np.array([[[110.0, 120.0, 0.0]], [[90.0, 100.0, 130.0]]])
    flows = np.concatenate([np.full((2, 1, 3), -100.0), back], axis=1)
    assert_allclose(return_on_investment(flows), [[0.1, 0.2, np.nan], [-0.1, 0, 0.3]], atol=1e-12)
