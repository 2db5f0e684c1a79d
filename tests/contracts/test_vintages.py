"""Presets: rows with years, units, sources and a status, each of which loads."""

import warnings
from inspect import signature

import pandas as pd
import pytest

from contracts.samples import SAMPLES
from pathway_economics import payments
from pathway_economics.contracts import CONTRACTS, Blended, preset, presets
from pathway_economics.errors import InvalidModel, PathwayEconomicsWarning, UnknownName

OWN = {
    "preset": "ours",
    "kind": "blended",
    "first_year": "2026/27",
    "last_year": "",
    "term": "variable_rate",
    "value": 0.4,
    "unit": "share",
    "source": "our contract",
    "status": "read",
}
BUNDLED = presets()
VINTAGES = sorted(set(zip(BUNDLED.preset, BUNDLED.first_year, strict=True)))


@pytest.mark.parametrize(("name", "year"), VINTAGES, ids=map(" ".join, VINTAGES))
def test_every_vintage_fits_the_contract_it_is_for(name, year):
    found = preset(name, year)
    if found.kind not in CONTRACTS and hasattr(
        payments, found.kind
    ):  # a rule over a table, which is no contract
        assert found.keys() <= signature(getattr(payments, found.kind)).parameters.keys()
        return
    if found.kind == "medtech_mandate":  # a rule that is asked of a run
        return
    terms = {**SAMPLES[found.kind][0], **found}
    assert CONTRACTS[found.kind](**terms).describe("GBP")


def test_every_row_has_a_unit_a_source_and_a_status():
    assert set(BUNDLED.status) <= {"read", "derived", "unverified"}
    assert (BUNDLED.unit.str.len() > 0).all()
    assert (BUNDLED.source.str.len() > 10).all()
    assert not BUNDLED.duplicated(["preset", "first_year", "term"]).any()


def test_the_marginal_rate_by_vintage():
    """30 % from 2010/11 to 2014/15 and 70 % at its end, full price below the baseline."""
    assert dict(preset("mret", 2010)) == {"variable_rate": 0.3, "variable_rate_below": 1.0}
    assert preset("mret", "2014/15")["variable_rate"] == 0.3
    assert preset("mret", "2018/19")["variable_rate"] == 0.7
    assert preset("mret")["variable_rate"] == 0.7  # the last there was


def test_a_preset_outside_its_years_warns_and_takes_the_nearest():
    with pytest.warns(PathwayEconomicsWarning, match="'mret' was in force from 2010/11 to 2014/15"):
        assert preset("mret", "2024/25")["variable_rate"] == 0.7
    with pytest.warns(
        PathwayEconomicsWarning, match="not in 2008; the terms in force from 2010/11"
    ):
        assert preset("mret", 2008)["variable_rate"] == 0.3
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        preset("mret", "2012/13")


def test_an_unknown_preset_is_told_with_the_nearest():
    with pytest.raises(UnknownName, match="No preset is named 'mreet'. Did you mean 'mret'"):
        preset("mreet")


def test_rows_of_your_own_join_in_and_take_the_place_of_the_same_years():
    other = {**OWN, "preset": "mret", "first_year": "2010/11", "last_year": "2014/15", "value": 0.5}
    rows = pd.DataFrame([OWN, other])
    assert preset("ours", "2030/31", more=rows)["variable_rate"] == 0.4
    assert preset("mret", "2012/13", more=rows)["variable_rate"] == 0.5
    assert preset("mret", "2012/13")["variable_rate"] == 0.3  # nothing is remembered
    assert "ours" in set(presets(more=[OWN]).preset)
    terms = {"payer": "ICB", "payee": "Trust", "services": ["Admission"], "price": 10}
    contract = Blended(**terms, **preset("ours", more=rows))
    assert "40%" in contract.describe("GBP")


def test_bands_are_put_together_from_their_rows():
    rows = [
        {**OWN, "term": "bands.0.upto", "value": 0.03},
        {**OWN, "term": "bands.0.rate", "value": 0},
        {**OWN, "term": "bands.1.rate", "value": 0.5},
    ]
    assert preset("ours", more=rows)["bands"] == [{"upto": 0.03, "rate": 0.0}, {"rate": 0.5}]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"value": "lots"}, "Row 2 of rows of your own: value='lots' is no number"),
        ({"value": float("inf")}, "value=inf is no number"),
        ({"status": "guess"}, "status='guess'; it is one of read, derived, unverified"),
        ({"source": " "}, "source is empty; give it"),
        ({"first_year": "last year"}, "first_year='last year'; write 2026/27 or 2026"),
        ({"price": 1}, "no column is named price"),
    ],
)
def test_wrong_rows_are_refused_by_number(changes, told):
    with pytest.raises(InvalidModel, match=told):
        presets(more=[OWN, {**OWN, **changes}])


def test_a_preset_shows_what_is_unverified():
    with pytest.warns(PathwayEconomicsWarning, match="'ours' 2026/27 .* variable_rate"):
        shown = preset("ours", more=[{**OWN, "status": "unverified"}])
    assert repr(shown).endswith("variable_rate=0.4 (unverified: variable_rate)>")
    assert "our contract" in shown._repr_html_()
    assert shown.unverified == ("variable_rate",)


def test_own_rows_take_the_place_of_every_vintage_they_meet():
    """Terms of 2012/13 alone: those bundled for 2010/11 to 2014/15 go, those from 2017/18 stay."""
    year = {"first_year": "2012/13", "last_year": "2012/13"}
    rows = [{**OWN, **year, "preset": "mret", "value": 0.5}]
    assert dict(preset("mret", "2012/13", more=rows)) == {"variable_rate": 0.5}
    assert preset("mret", "2017/18", more=rows)["variable_rate"] == 0.7
    table = presets(more=rows)
    assert set(table[table.preset == "mret"].first_year) == {"2012/13", "2017/18"}
