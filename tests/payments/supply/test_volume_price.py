import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathway_economics.payments import volume_price

UNITS = st.floats(0, 1e5)
PRICES = st.floats(0, 1e4)
SHARES = st.floats(0, 1)
CAPS = st.floats(0, 1e9)
END = np.inf


@st.composite
def schedules(draw):
    widths = draw(st.lists(st.floats(1, 1e4), min_size=0, max_size=3))
    ends = [*np.cumsum(widths), END]
    return [(end, draw(PRICES)) for end in ends]


def near(amount):
    return pytest.approx(amount, rel=1e-9, abs=1e-6)


@pytest.mark.parametrize(
    ("units", "paid"),
    [
        (0, 0),
        (60, 1_800),  # p1 x min(n, N1) = 30 x 60
        (100, 3_000),  # 30 x 100
        (140, 3_800),  # p1 x min(n, N1) + p2 x max(0, n - N1) = 30 x 100 + 20 x 40
    ],
)
def test_price_and_volume_by_hand(units, paid):
    assert volume_price(units, [(100, 30), (END, 20)]) == pytest.approx(paid, rel=1e-15)


def test_a_simple_discount_and_a_cap_by_hand():
    # n p (1 - d) = 50 x 200 x (1 - 0.15)
    assert volume_price(50, [(END, 200)], discount=0.15) == pytest.approx(8_500)
    # min(n p, CAP) = min(50 x 200, 7,000), and min(30 x 200, 7,000)
    assert volume_price([50, 30], [(END, 200)], cap=7_000) == pytest.approx([7_000, 6_000])
    # the cap counts what is paid, after the discount: min(50 x 200 x 0.6, 7,000)
    assert volume_price(50, [(END, 200)], discount=0.4, cap=7_000) == pytest.approx(6_000)


@given(UNITS, PRICES)
def test_one_band_is_a_price(units, price):
    assert volume_price(units, [(END, price)]) == price * units


@given(UNITS, UNITS, schedules(), SHARES, CAPS)
def test_more_units_never_cost_less_and_each_no_more_than_the_dearest(one, other, bands, off, cap):
    fewer, more = sorted((one, other))
    paid = volume_price(np.array([fewer, more]), bands, discount=off, cap=cap)
    dearest = max(price for _, price in bands)
    assert paid[1] - paid[0] >= -1e-9 * max(1.0, paid[1])
    assert paid[1] - paid[0] <= (more - fewer) * dearest + 1e-9 * max(1.0, paid[1])  # no jump


@given(UNITS, schedules(), SHARES, CAPS)
def test_the_payment_lies_between_nothing_and_the_cap(units, bands, off, cap):
    paid = volume_price(units, bands, discount=off, cap=cap)
    assert 0.0 <= paid <= cap
    assert paid <= volume_price(units, bands)


@given(UNITS, schedules())
def test_limits_of_discount_and_cap(units, bands):
    assert volume_price(units, bands, discount=1.0) == 0.0
    assert volume_price(units, bands, cap=0.0) == 0.0
    assert volume_price(units, bands, discount=0.0, cap=np.inf) == volume_price(units, bands)


@given(UNITS, schedules(), st.floats(0.5, 5e4))
def test_cutting_a_band_in_two_changes_nothing(units, bands, cut):
    price = next(price for end, price in bands if cut < end)
    cut_bands = sorted([*bands, (cut, price)], key=lambda band: band[0])
    assert volume_price(units, cut_bands) == near(volume_price(units, bands))


@given(UNITS, schedules(), SHARES, CAPS, st.floats(0.01, 100))
def test_the_unit_of_money_scales_the_payment(units, bands, off, cap, factor):
    scaled = [(end, price * factor) for end, price in bands]
    paid = volume_price(units, scaled, discount=off, cap=cap * factor)
    assert paid == near(factor * volume_price(units, bands, discount=off, cap=cap))
