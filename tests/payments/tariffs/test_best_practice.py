import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathway_economics.payments import attainment_deviation, best_practice, neutral_base_price

UNITS = st.floats(0, 1e5)
MONEY = st.floats(0, 1e4)
SHARES = st.floats(0, 1)


def test_hip_fracture_by_hand():
    # 100 patients at 5,000 = 500,000; 60 meet the criteria: 60 x 1,335 = 80,100
    assert best_practice(100, price=5_000, supplement=1_335, attainment=0.6) == 580_100
    # in 2010/11: 24 of 100 met them, 24 x 445 = 10,680
    assert best_practice(100, price=0, supplement=445, attainment=0.24) == pytest.approx(10_680)


@pytest.mark.parametrize(
    ("attainment", "due"),
    [
        (0.7, 13_350),  # (0.7 - 0.6) x 100 x 1,335
        (0.6, 0),
        (0.5, -13_350),
    ],
)
def test_only_the_deviation_from_plan_is_paid(attainment, due):
    paid = attainment_deviation(100, supplement=1_335, attainment=attainment, planned=0.6)
    assert paid == pytest.approx(due, abs=1e-6)


@given(UNITS, MONEY, MONEY, SHARES)
def test_a_neutral_base_changes_nothing_at_the_expected_attainment(n, mean_price, extra, attained):
    base = neutral_base_price(mean_price, supplement=extra, attainment=attained)
    spent = best_practice(n, price=base, supplement=extra, attainment=attained)
    assert spent == pytest.approx(n * mean_price, rel=1e-9, abs=1e-3)


def test_a_neutral_base_by_hand():
    # 5,801 - 0.6 x 1,335 = 5,801 - 801 = 5,000
    assert neutral_base_price(5_801, supplement=1_335, attainment=0.6) == pytest.approx(5_000)


@given(UNITS, MONEY, MONEY, SHARES, SHARES)
def test_plan_and_deviation_make_the_tariff(n, price, extra, attained, planned):
    at_plan = best_practice(n, price=price, supplement=extra, attainment=planned)
    beyond = attainment_deviation(n, supplement=extra, attainment=attained, planned=planned)
    whole = best_practice(n, price=price, supplement=extra, attainment=attained)
    assert at_plan + beyond == pytest.approx(whole, rel=1e-9, abs=1e-3)


@given(UNITS, MONEY, MONEY, SHARES, SHARES)
def test_more_attainment_is_never_paid_less_and_all_or_nothing_are_the_ends(
    n, price, extra, one, other
):
    low, high = sorted((one, other))
    terms = {"price": price, "supplement": extra}
    assert best_practice(n, attainment=low, **terms) <= best_practice(n, attainment=high, **terms)
    assert best_practice(n, attainment=0, **terms) == pytest.approx(n * price)
    assert best_practice(n, attainment=1, **terms) == pytest.approx(n * (price + extra))


@given(UNITS, UNITS, MONEY, MONEY, SHARES)
def test_lines_add_up(one, other, price, extra, attained):
    terms = {"price": price, "supplement": extra, "attainment": attained}
    apart = best_practice(one, **terms) + best_practice(other, **terms)
    assert apart == pytest.approx(best_practice(one + other, **terms), rel=1e-9, abs=1e-3)
