"""From a model file to who agrees: each branch of the verdict, by hand.

A hundred people, one admission each a year at a unit cost of 1,000, all of it variable;
the new device prevents two in five and costs 50, of which the supplier spends 30.
"""

import pytest

import pathway_economics as pe
from pathway_economics.io import loads

MODEL = """
format: 1
title: Each branch
horizon: {first_year: 2026, years: 1, discount_costs: 0, discount_health: 0, correction: start}
parties:
  Commissioner: {role: commissioner}
  Trust:        {role: provider}
  Supplier:     {role: supplier}
  Patients:     {role: patient}
pathway:
  start: {Ill: 1}
  states:
    Ill: {utility: 0.5}
  services:
    Admission: {provider: Trust, unit_cost: 1000, unit: admission}
    Device:    {provider: Supplier, unit_cost: 30, unit: device}
  uses:
    Ill: {Admission: 1}
strategies:
  Usual: {}
  New:
    states: {Ill: {utility: 0.6}}
    uses:
      Ill: {Admission: 0.6, Device: 1}
    consent: CONSENT
population: {prevalent: {Ill: 100}}
environments:
  Current:  {Usual: 1}
  Proposed: {New: 1}
arrangements:
  Activity:
    Admissions: {activity: {payer: Commissioner, payee: Trust, services: [Admission], price: 1100}}
    Devices:    {supplier_price: {payer: Trust, payee: Supplier, per: Device, price: 50}}
  Block:
    extends: Activity
    Admissions: {block: {payer: Commissioner, payee: Trust, amount: 110000}}
  Commissioner buys:
    extends: Block
    Devices:    {supplier_price: {payer: Commissioner, payee: Supplier, per: Device, price: 50}}
  Gain share:
    extends: Activity
    Savings:
      gain_share: {payer: Commissioner, payee: Trust, scope: [Admissions], sharing_rate: 0.5}
"""
EVERYBODY = "[Commissioner, Trust, Supplier]"
DEVICES = 100 * 50
SUPPLIER = DEVICES - 100 * 30
CARE_AVOIDED = 40 * 1_000
INCOME_LOST = 40 * 1_100


def agreed(arrangement, consent=EVERYBODY, threshold=None):
    model = loads(MODEL.replace("CONSENT", consent))
    outcomes = pe.run(model, n_draws=2, seed=1)
    settled = pe.settle(outcomes, model.arrangements[arrangement])
    found = pe.evaluate.consents(settled, status_quo=settled, threshold=threshold)
    return found, found.table.set_index("party")


def test_all_are_willing_under_a_block():
    found, table = agreed("Block")
    assert table.payoff["Trust"] == pytest.approx(CARE_AVOIDED - DEVICES)
    assert table.payoff["Commissioner"] == pytest.approx(0.0)
    assert table.payoff["Supplier"] == pytest.approx(SUPPLIER)
    assert set(table.verdict[["Commissioner", "Trust", "Supplier"]]) == {"willing"}
    assert found.goes_ahead
    assert not found.harmed
    assert found.cost_of_silos == 0.0


def test_the_payer_refuses_where_it_buys_and_another_saves():
    found, table = agreed("Commissioner buys", threshold=20_000)
    assert table.payoff["Commissioner"] == pytest.approx(-DEVICES)
    assert table.payoff["Trust"] == pytest.approx(CARE_AVOIDED)
    assert found.refusers == ("Commissioner",)
    assert not found.goes_ahead
    # forgone once: care avoided less the device's resources, and 100 x 0.1 QALY at 20,000
    assert found.cost_of_silos == pytest.approx(CARE_AVOIDED - 100 * 30 + 10 * 20_000)


def test_the_deliverer_refuses_where_its_income_falls():
    found, table = agreed("Activity")
    assert table.payoff["Commissioner"] == pytest.approx(INCOME_LOST)
    assert table.payoff["Trust"] == pytest.approx(CARE_AVOIDED - INCOME_LOST - DEVICES)
    assert found.refusers == ("Trust",)


def test_a_party_that_is_not_asked_is_harmed_without_consent():
    found, table = agreed("Activity", consent="[Commissioner, Supplier]")
    assert found.goes_ahead
    assert found.harmed == ("Trust",)
    assert table.verdict["Trust"] == "harmed without consent"


def test_half_of_the_saving_brings_the_deliverer_back():
    found, table = agreed("Gain share")
    assert table.payoff["Trust"] == pytest.approx(
        CARE_AVOIDED - INCOME_LOST - DEVICES + 0.5 * INCOME_LOST
    )
    assert found.goes_ahead


def test_the_wards_stay_open_when_the_fall_fills_no_step():
    pool = """
capacity:
  Beds: {party: Trust, services: [Admission], variable: 0.25, stepped: 0.5, step: 41}
"""
    model = loads(MODEL.replace("CONSENT", EVERYBODY) + pool)
    outcomes = pe.run(model, n_draws=2, seed=1)
    (release,) = (r for r in outcomes.releases if r.pool == "Beds")
    assert release.cash_releasing[1, 0] == pytest.approx(0.25 * CARE_AVOIDED)
    assert release.non_cash_releasing[1, 0] == pytest.approx(0.75 * CARE_AVOIDED)
    assert release.closed[1, 0] == pytest.approx(0)


UNCHANGED = """
format: 1
title: Health alone
horizon: {first_year: 2026, years: 2, correction: start}
parties:
  Commissioner: {role: commissioner}
  Trust:        {role: provider}
pathway:
  start: {Ill: 1}
  states:
    Ill:  {utility: 0.5}
    Well: {utility: 1}
  links:
    Ill: {Well: 0.5}
strategies:
  A: {}
  B:
    links: {Ill: {Well: 0.6}}
population: {prevalent: {Ill: 10}}
environments:
  Current:  {A: 0.7, B: 0.3}
  Same:     {A: 0.7, B: rest}
  Proposed: {B: 1}
arrangements:
  Block:
    Care: {block: {payer: Commissioner, payee: Trust, amount: 10}}
"""


def test_a_proposal_that_changes_health_alone_can_be_reported():
    model = loads(UNCHANGED)
    outcomes = pe.run(model, n_draws=3)
    settled = pe.settle(outcomes, model.arrangements["Block"])
    assert "Health alone" in pe.report(model, [settled]).html


def test_what_rounding_leaves_of_a_share_asks_for_no_consent():
    """1 - 0.7 is above 0.3 by a last bit."""
    assert 1 - 0.7 > 0.3
    model = loads(
        UNCHANGED.replace("{Ill: {Well: 0.6}}", "{Ill: {Well: 0.6}}\n    consent: [Trust]")
    )
    outcomes = pe.run(model, n_draws=3)
    settled = pe.settle(outcomes, model.arrangements["Block"])
    found = pe.evaluate.consents(settled, settled, "Same").table
    assert not found["needed"].any()
