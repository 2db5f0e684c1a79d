import csv
from io import StringIO

import pytest

from pathway_economics import load_model, run, settle
from pathway_economics.contracts import CONTRACTS, preset
from pathway_economics.resources import resource_text

ROWS = list(csv.DictReader(resource_text("contracts/preset_tables", "tariffs.csv").splitlines()))
EACH = sorted({(row["preset"], row["first_year"], row["last_year"]) for row in ROWS})
ACUTE = {"payer": "ICB", "payee": "Acute trust", "services": ["Admission"], "price": 3_100}
REQUIRED = {
    "activity": ACUTE,
    "blended": ACUTE,
    "best_practice": {**ACUTE, "attainment": 0.6},
    "non_payment": ACUTE,
    "low_volume_block": ACUTE,
    "elective_recovery": {"payee": "ICB", "services": ["Admission"], "price": 7_000},
}
"""What a contract of each kind needs besides the terms of a preset."""


@pytest.mark.filterwarnings("error:The preset")  # none of them is asked for outside its years
@pytest.mark.parametrize(("name", "first", "last"), EACH)
def test_every_preset_is_terms_of_its_contract(name, first, last):
    for year in (first, last or first):
        found = preset(name, year)
        contract = CONTRACTS[found.kind](**REQUIRED[found.kind], **found)
        assert contract.describe("GBP").endswith(".")


def test_what_is_remembered_is_marked_and_nothing_else_is():
    for row in ROWS:
        assert ("remembered" in row["source"]) == (row["status"] == "unverified"), row


@pytest.mark.parametrize(
    ("name", "year", "terms"),
    [
        (
            "nhs_price_update_first_published",
            "2025/26",
            {"cost_uplift": 0.0415, "efficiency": 0.02},
        ),
        ("nhs_price_update", "2025/26", {"cost_uplift": 0.0483, "efficiency": 0.02}),
        ("nhs_efficiency_factor", "2014/15", {"efficiency": 0.04}),
        ("mret", "2014/15", {"variable_rate": 0.3, "variable_rate_below": 1.0}),
        ("mret", "2018/19", {"variable_rate": 0.7, "variable_rate_below": 1.0}),
        ("emergency_blended", "2019/20", {"variable_rate": 0.2}),
        ("api", "2021/22", {"variable_rate": 0.5, "variable_rate_below": 0.5}),
        (
            "api",
            "2022/23",
            {"variable_rate": 0.75, "variable_rate_below": 0.75, "plan_factor": 1.04},
        ),
        ("api", "2023/24", {"variable_rate": 1.0, "variable_rate_below": 1.0}),
        ("api", "2024/25", {"variable_rate": 1.0, "variable_rate_below": 1.0}),
        ("api", "2025/26", {"variable_rate": 1.0, "variable_rate_below": 1.0}),
        (
            "api_first_consultation",
            "2022/23",
            {"variable_rate": 0.75, "variable_rate_below": 0.5},
        ),
        ("hip_fracture_best_practice", "2010/11", {"supplement": 445.0}),
        ("hip_fracture_best_practice", "2013/14", {"supplement": 1_335.0}),
        ("readmission_after_elective", "2011/12", {"share": 1.0}),
        ("low_volume_block", "2024/25", {"limit": 500_000.0}),
        ("low_volume_block", "2025/26", {"limit": 1_500_000.0}),
        (
            "elective_recovery",
            "2023/24",
            {"bands": [{"upto": 1.07, "rate": 0.0}, {"rate": 1.0}]},
        ),
    ],
)
def test_presets_by_vintage(name, year, terms):
    assert dict(preset(name, year)) == terms


def test_the_bands_of_2021_22_are_remembered_only():
    assert len(preset("elective_recovery_july_2021").unverified) == 5
    assert preset("elective_recovery", "2023/24").unverified == ()


MODEL = """
format: 1
title: Presets named in a model file
horizon: {first_year: 2026/27, years: 1}
parties:
  ICB: {role: commissioner}
  Trust: {role: provider}
  Community trust: {role: provider}
pathway:
  start: {Ill: 1}
  states: {Ill: {}, Well: {}}
  services:
    Admission: {provider: Trust, unit_cost: 4328}
    Visit: {provider: Community trust, unit_cost: 90}
  links: {Ill: {Admission: 1}, Admission: {Visit: 0.5, Well: rest}, Visit: {Well: rest}}
strategies: {Usual care: {}}
population: {incident: 100}
environments: {Current: {Usual care: 1}}
arrangements:
  Presets:
    Recovery:
      elective_recovery: {preset: elective_recovery 2023/24, payee: ICB, services: [Admission],
                          price: 10, baseline: 500}
    Emergency:
      blended: {preset: mret 2012/13, payer: ICB, payee: Trust, services: [Admission], price: 10,
                plan: 600, reinvested_in: Community trust}
    Best practice:
      best_practice: {preset: hip_fracture_best_practice 2013/14, payer: ICB, payee: Trust,
                      services: [Admission], attainment: {services: [Visit], per: [Admission]}}
"""


def test_presets_are_named_in_a_model_file():
    model = load_model(StringIO(MODEL))
    settled = settle(run(model, n_draws=1), model.arrangements["Presets"])
    due = {entry.label: entry.amount[0, 0, 0] for entry in settled.ledger.entries}
    # 100 admissions at 10 = 1,000: 1,000 - 1.07 x 500 = 465
    assert due["Elective recovery"] == pytest.approx(465)
    # 600 + 0.3 x 400, and 0.7 x 400 to the community trust
    assert due["Variable element"] == pytest.approx(120)
    assert due["Retained value, reinvested"] == pytest.approx(280)
    # half of the 100 met the criteria: 50 x 1,335
    assert due["Best-practice tariff"] == pytest.approx(66_750)
