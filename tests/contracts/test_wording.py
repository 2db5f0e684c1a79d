import pytest

from pathway_economics.contracts.wording import Wording, common, is_zero, listed, sentence, the
from pathway_economics.parameters.expressions import Constant, as_expression
from pathway_economics.parameters.numbers import as_yearly


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (3_100, "GBP 3,100"),
        (58.5, "GBP 58.50"),
        ([1, 1, 2], "GBP 1 in years 1 to 2 and GBP 2 in year 3"),
        ([1, 2, 3], "GBP 1 in year 1, GBP 2 in year 2 and GBP 3 in year 3"),
        ("price * 2", "price * 2 (GBP)"),
    ],
)
def test_prices(given, words):
    assert Wording("GBP").each(as_yearly(given)) == words


def test_amounts_are_by_the_year_and_shares_in_percent():
    assert Wording("GBP").yearly(Constant(90_000.0)) == "GBP 90,000 a year"
    assert Wording("GBP").yearly(as_expression("grant")) == "grant (GBP) a year"
    assert Wording("GBP").share(Constant(0.015)) == "1.5%"
    assert Wording("GBP").share(as_expression("theta")) == "theta"


def test_means_stand_beside_the_text():
    words = Wording("GBP", lambda given: [1_000.0, 1_000.0])
    assert words.yearly(as_expression("grant")) == "GBP 1,000 a year (the mean of grant)"
    shares = Wording("GBP", lambda given: [0.4, 0.6])
    assert shares.share(as_expression("theta")) == (
        "40% in year 1 and 60% in year 2 (the mean of theta)"
    )


@pytest.mark.parametrize(
    ("given", "words"),
    [(0.05, "0.05"), (20_000, "20,000"), (350_000, "350,000"), (1_234_567, "1,234,567")],
)
def test_numbers_of_people_are_written_out(given, words):
    assert Wording("GBP").number(as_yearly(given)) == words
    assert Wording("GBP").count(as_yearly(given)) == f"{words} a year"


def test_small_words():
    assert the("EXTERNAL") == "an outside funder"
    assert the("The Grange") == "The Grange"
    assert the("GP practices") == "the GP practices"
    assert the("ICB") == "the ICB"
    for body in ("Medicare", "NHS England", "Northvale ICB", "Royal Bank of Scotland", "ACO 1"):
        assert the(body) == body
    assert the("Department of Health and Social Care").startswith("the D")
    assert common("Remote monitoring") == "remote monitoring"
    assert common("A&E visit") == "A&E visit"
    assert listed(["a"]) == "a"
    assert sentence("x y") == "X y."
    assert is_zero(as_yearly([0, 0]))
    assert not is_zero(as_expression("0 * p"))
