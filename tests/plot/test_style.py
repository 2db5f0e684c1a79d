import pytest
from matplotlib.figure import Figure

from pathway_economics.plot.style import fitted, money_scale, paler, plain


@pytest.mark.parametrize(
    ("largest", "name", "text"),
    [
        (0.0, "EUR", "0"),
        (9_999.0, "EUR", "9,999"),
        (12_345.0, "EUR thousand", "12.3"),
        (-4_567_000.0, "EUR million", "−4.57"),
        (3e9, "EUR billion", "3.00"),
    ],
)
def test_the_unit_suits_the_largest_amount(largest, name, text):
    scale = money_scale([0.0, largest], "EUR")
    assert scale.name == name
    assert scale.text(largest) == text


def test_nothing_has_no_sign():
    assert money_scale([1e6], "GBP").text(-100.0, sign=True) == "0"


def test_dollars_are_no_mathematics():
    axes = Figure().subplots()
    axes.set_title(plain("Trust $A and $B_{x"))
    axes.figure.draw_without_rendering()


def test_long_names_are_cut():
    assert fitted("a" * 100, 10, 2).count("\n") <= 1
    assert fitted("Acute trust") == "Acute trust"


def test_paler_is_opaque():
    assert paler("#000000", 0.25) == pytest.approx((0.75, 0.75, 0.75))
