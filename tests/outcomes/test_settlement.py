"""Outcomes under one arrangement."""

import numpy as np
import pytest

from builders import STAGE_ONE, outcomes
from pathway_economics.contracts import Arrangement, settle
from pathway_economics.errors import UnknownName

SETTLED = settle(outcomes({"Admission": 10}, n_draws=50), Arrangement("Paid", STAGE_ONE))


def test_a_position_is_what_came_in_less_what_went_out():
    """Ten admissions at 4,100, less their cost of 4,328 each."""
    assert SETTLED.position("Acute trust") == pytest.approx(10 * (4100 - 4328))


def test_positions_are_tidy():
    table = SETTLED.positions()
    assert len(table) == 4 * 2 * 3  # parties, environments, years
    row = table[table["party"] == "Acute trust"].iloc[0]
    assert row["mean"] == pytest.approx(-2280)
    assert row["low"] == pytest.approx(row["high"])
    np.testing.assert_array_equal(table["arrangement"], "Paid")


def test_an_unknown_party_is_said():
    with pytest.raises(UnknownName, match="Did you mean 'Acute trust'"):
        SETTLED.position("Acute trst")


def test_reprs_can_be_read():
    assert repr(SETTLED).startswith("<Settlement 'Paid' of 'Made by hand': ")
    assert "Acute trust" in SETTLED._repr_html_()
