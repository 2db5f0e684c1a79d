"""Numbers as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathway_economics.errors import InvalidModel
from pathway_economics.parameters import as_expression
from pathway_economics.parameters.slips import mend_of_number, number_meant

MEANT = {
    "5%": "0.05",
    "3.5 %": "0.035",
    "20%": "0.2",
    "100%": "1",
    "10k": "10000",
    "500K": "500000",
    "1.5m": "1500000",
    "£4,800": "4800",
    "€ 4.800,00": "4800",
    "4.800,50": "4800.5",
    "GBP 4800": "4800",
    "1 000": "1000",
    "1\u00a0000\u202f000": "1000000",
    "1 000,5": "1000.5",
    "1'000": "1000",
    "4,328": "4328",
    "-4,328.50": "-4328.5",
    "1,234,567": "1234567",
    "0,72": "0.72",
    "-£5": "-5",
}


@pytest.mark.parametrize(("written", "meant"), MEANT.items())
def test_a_number_as_people_write_it(written, meant):
    assert number_meant(written) == meant
    with pytest.raises(InvalidModel, match=f"is not a number: write {meant}"):
        as_expression(written)


@pytest.mark.parametrize(
    "text", ["", "p_admit", "2x", "1,2,3", "2024-05", "12 34", "5%%", "k", "%"]
)
def test_other_text_means_no_number(text):
    assert number_meant(text) is None
    assert mend_of_number(text) is None


@given(st.text("0123456789.,% '£$-+kKmM\u00a0", max_size=50))
def test_what_is_to_be_written_is_a_number(text):
    meant = number_meant(text)
    assert meant is None or str(float(meant)) not in ("inf", "nan")
