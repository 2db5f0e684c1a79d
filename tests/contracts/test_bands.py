import pytest

from pathway_economics.contracts import Band
from pathway_economics.contracts.bands import band_problems, bands_in_words
from pathway_economics.contracts.wording import Wording
from pathway_economics.errors import InvalidModel


@pytest.mark.parametrize(
    ("bands", "told"),
    [
        ([], "empty; give at least one"),
        ([Band(rate=0), Band(rate=1)], "only the last band may have no end"),
        ([Band(upto=1, rate=0)], "the last band has an end"),
        ([Band(upto=2, rate=0), Band(upto=1, rate=1), Band(rate=1)], "end at 2 and 1; let them"),
    ],
)
def test_bands_out_of_order_are_told(bands, told):
    assert any(told in problem for problem in band_problems("bands", bands))


def test_bands_in_order_are_not():
    assert band_problems("bands", [Band(upto=0.03, rate=0), Band(rate=0.5)]) == []


def test_in_words():
    words = Wording("GBP")
    bands = [Band(upto=0.03, rate=0), Band(upto=0.08, rate=0.5), Band(rate=0.8)]
    told = bands_in_words(bands, words.share, words.share)
    assert told == "0% up to 3%, 50% up to 8% and 80% beyond"


@pytest.mark.parametrize("field", ["upto", "rate"])
def test_a_number_below_zero_is_refused(field):
    with pytest.raises(InvalidModel, match=f"Band: {field}=-1, but it must be zero or more."):
        Band(**{"rate": 1, field: -1})
