"""Every preset of the family, in every vintage, loads into its contract."""

import pytest

from contracts.samples.supply import SAMPLES
from pathway_economics.contracts import CONTRACTS, SupplierPrice, preset, presets

TABLE = presets()
OURS = TABLE[TABLE["kind"].isin(SAMPLES)]
VINTAGES = sorted(set(zip(OURS["preset"], OURS["first_year"], strict=True)))


@pytest.mark.parametrize(("name", "year"), VINTAGES)
def test_a_preset_loads_into_its_contract(name, year):
    terms = preset(name, year=year)
    sample = SAMPLES[terms.kind][0]
    contract = CONTRACTS[terms.kind](**{**sample, **terms})
    for field, value in terms.items():
        assert getattr(contract, field).value == value


def test_the_presets_of_the_family_are_there():
    names = {name for name, _ in VINTAGES}
    assert names == {
        "bortezomib_ta129",
        "aifa_risk_share",
        "aifa_payment_by_result",
        "aifa_cost_share",
        "antimicrobial_subscription",
    }


def test_a_remembered_discount_is_marked():
    terms = preset("aifa_cost_share")
    assert terms.unverified == ("discount",)
    assert SupplierPrice(**SAMPLES["supplier_price"][0], **terms).discount.value == 0.5


@pytest.mark.parametrize(
    ("year", "months", "earlier"), [("2021/22", 12, 1), ("2022/23", 36, 0), ("2026/27", 36, 0)]
)
def test_the_medtech_mandate_by_vintage(year, months, earlier):
    terms = preset("medtech_mandate", year=year)
    assert 12 * terms["cost_saving_years"] == months
    assert terms["used_before"] == earlier
    assert (terms["savings"], terms["savings_years"]) == (1e6, 5)
    assert (terms["budget_impact"], terms["budget_impact_years"]) == (20e6, 3)
