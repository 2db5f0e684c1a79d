"""Every preset of the family fills the terms of what it is for."""

from inspect import signature

import pytest

from contracts.samples import SAMPLES
from pathway_economics import payments
from pathway_economics.contracts import CONTRACTS, preset, presets

FAMILY = ("mssp_", "aca_", "reach_", "bpci_", "cjr", "gesundes_")
RULES = {"reinsurance": payments.reinsurance, "winsorised": payments.winsorised}
"""Rules over people or episodes, which no contract over a year has."""

TABLE = presets()
OURS = TABLE[TABLE.preset.str.startswith(FAMILY)]
EACH = sorted(set(zip(OURS.preset, OURS.first_year, strict=True)))


@pytest.mark.parametrize(("name", "year"), EACH)
def test_a_preset_fills_its_terms(name, year):
    found = preset(name, year)
    if found.kind in RULES:
        assert set(found) <= set(signature(RULES[found.kind]).parameters)
    else:
        CONTRACTS[found.kind](**{**SAMPLES[found.kind][0], **found})


def test_what_was_not_read_is_marked():
    assert preset("mssp_basic_e").unverified == ("cap", "loss_cap")
    assert preset("reach_global", 2023).unverified == ("discount",)
    assert preset("aca_risk_corridor", 2014).unverified == ()
    assert "loss_rate_most" in preset("mssp_enhanced").unverified
    assert len(EACH) == 27
