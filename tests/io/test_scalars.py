"""Plain scalars: text stays text, numbers are finite."""

from math import isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathway_economics.errors import InvalidModel
from pathway_economics.io.scalars import plain_scalar


@pytest.mark.parametrize(
    "text",
    ["NO", "no", "yes", "on", "Off", "y", "2026-04-01", "2026/27", "12:30", "4,328", "1_000"],
)
def test_what_older_yaml_converts_stays_text(text):
    assert plain_scalar(text) == text


@pytest.mark.parametrize(
    ("text", "number"),
    [("1e5", 1e5), ("-.5", -0.5), ("7.", 7.0), ("007", 7), ("0o17", 15), ("0x1F", 31), ("+3", 3)],
)
def test_numbers_of_the_core_schema(text, number):
    assert plain_scalar(text) == number


@pytest.mark.parametrize(
    "text", [".inf", "-.INF", ".nan", ".NaN", "1e999", "9" * 5_000, "0x" + "f" * 40]
)
def test_a_number_that_is_not_finite_is_refused(text):
    with pytest.raises(InvalidModel, match="must be finite"):
        plain_scalar(text)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_float_is_read_back_exactly(number):
    assert plain_scalar(repr(number)) == number


@given(st.text())
def test_any_text_is_a_scalar_or_refused(text):
    try:
        value = plain_scalar(text)
    except InvalidModel:
        return
    assert value is None or isinstance(value, str | bool) or isfinite(value)
