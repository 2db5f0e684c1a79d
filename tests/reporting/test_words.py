import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pathway_economics.reporting.words import listed, money, number, share, whole

UNITS = {"billion": 1e9, "million": 1e6}


@given(st.floats(-1e12, 1e12))
def test_money_keeps_three_figures_and_the_sign(amount):
    # fails when an amount is rounded before its unit is chosen
    text = money(amount, "GBP")
    parts = text.replace("−", "-").replace(",", "").replace("GBP ", "").split()
    value = float(parts[0]) * (UNITS[parts[1]] if parts[1:] else 1)
    assert value == pytest.approx(amount, rel=0.005, abs=0.5)


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (0.4, "GBP 0"),
        (999.6, "GBP 1,000"),
        (999_499.0, "GBP 999,000"),
        (999_600.0, "GBP 1.00 million"),
        (-12_345_678.0, "−GBP 12.3 million"),
        (float("nan"), "–"),
    ],
)
def test_money_at_the_edges(amount, text):
    assert money(amount, "GBP") == text


@given(st.floats(0, 1))
@example(0.997)
@example(0.004)
def test_a_share_is_never_rounded_to_certainty(value):
    assert (share(value) == "100 %") == (value == 1)
    assert (share(value) == "0 %") == (value == 0)


def test_small_negative_numbers_are_zero():
    assert number(-0.001) == "0.00"
    assert whole(-0.4) == "0"


def test_lists():
    assert listed(["A"]) == "A"
    assert listed(["A", "B"]) == "A and B"
