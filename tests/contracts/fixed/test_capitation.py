import numpy as np
import pytest
from hypothesis import given
from numpy.testing import assert_allclose

from builders import any_outcomes, outcomes
from pathway_economics.contracts import Arrangement, Capitation, settle
from pathway_economics.errors import InvalidModel
from pathway_economics.io.model_file import loads
from pathway_economics.model import run

PAIR = {"payer": "ICB", "payee": "Community trust"}
HEADS = {**PAIR, "people": [20_000, 21_000], "per_person": 180, "risk_score": 1.05}


def paid(happened, **terms):
    return -settle(happened, Arrangement("A", {"Budget": Capitation(**terms)})).position("ICB")


@given(any_outcomes())
def test_the_provider_bears_all_of_the_volume(happened):
    # 20,000 x 180 x 1.05 and 21,000 x 180 x 1.05, whatever happened
    assert_allclose(paid(happened, **HEADS)[:, :, 0], [[3.78e6, 3.969e6]] * 2)


def test_bands_by_hand():
    # 100 at 5,000 and 30 at 12,000
    happened = outcomes({"Admission": 30.0, "Home visit": 100.0})
    bands = {"Home visit": 5_000, "Admission": 12_000}
    assert_allclose(paid(happened, **PAIR, bands=bands), 860_000)
    both = {**PAIR, "people": 10, "per_person": 7, "bands": bands}
    assert_allclose(paid(happened, **both), 860_070)


def test_the_entries_keep_units_and_price():
    happened = outcomes({"Home visit": 100.0})
    arranged = Arrangement("A", {"Year": Capitation(**PAIR, bands={"Home visit": 5_000})})
    (entry,) = [e for e in settle(happened, arranged).ledger.entries if e.source == "Year"]
    assert_allclose(entry.activity * entry.price, entry.amount)
    assert np.all(entry.activity == 100)


YEARS_OF_CARE = """
format: 1
title: Years of care
horizon: {first_year: 2026/27, years: 2, cycle: CYCLE, discount_costs: 0, discount_health: 0, \
correction: start}
parties: {Board: {role: commissioner}, Centre: {role: provider}}
pathway:
  start: {Mild: 0.7, Severe: 0.3}
  states:
    Mild: {unit_cost: 10, provider: Centre}
    Severe: {unit_cost: 10, provider: Centre}
strategies: {Usual care: {}}
population: {prevalent: {Mild: 70, Severe: 30}}
environments: {Current: {Usual care: 1}}
arrangements:
  Bands:
    Years of care: {capitation: {payer: Board, payee: Centre, bands: {Mild: 5, Severe: 11}}}
"""


@pytest.mark.parametrize(("cycle", "units"), [("year", 1), ("month", 12)])
def test_states_are_counted_in_cycles(cycle, units):
    """70 in the mild band and 30 in the severe one, each cycle: 70 x 5 + 30 x 11 = 680."""
    model = loads(YEARS_OF_CARE.replace("CYCLE", cycle))
    found = settle(run(model, n_draws=8), model.arrangements["Bands"])
    income = {e.label: e.amount.mean() for e in found.ledger.entries if e.source == "Years of care"}
    assert income == pytest.approx(
        {"Year of care: Mild": 350 * units, "Year of care: Severe": 330 * units}
    )


def test_a_band_that_is_neither_service_nor_state_is_told():
    text = YEARS_OF_CARE.replace("CYCLE", "year")
    with pytest.raises(InvalidModel, match="'Sever'"):
        loads(text.replace("Severe: 11", "Sever: 11"))


@pytest.mark.parametrize(
    ("terms", "told"),
    [
        ({"people": 5}, "people and per_person go together"),
        ({}, "nobody is counted"),
        ({"bands": {}}, "nobody is counted"),
        ({"bands": 5}, "write a price by service or state"),
        ({"bands": {"Home visit": -5}}, r"bands\[Home visit\]=-5; for money the other way"),
    ],
)
def test_wrong_terms_are_refused(terms, told):
    with pytest.raises(InvalidModel, match=told):
        Capitation(**PAIR, **terms)


def test_in_words():
    terms = Capitation(**PAIR, bands={"Mild": 5_000, "Severe": [11_000, 12_000]})
    assert terms.describe("GBP") == (
        "The ICB pays the Community trust GBP 5,000 for each unit of mild and GBP 11,000 in "
        "year 1 and GBP 12,000 in year 2 for each unit of severe, whatever else is done."
    )


def test_people_by_year_are_told_as_a_sentence():
    told = Capitation(payer="ICB", payee="Trust", people=[10, 20], per_person=7).describe("GBP")
    assert told == (
        "The ICB pays the Trust GBP 7 a year for each person covered (10 in year 1 and 20 "
        "in year 2), whatever is done for them."
    )
