import numpy as np
import pytest
from numpy.testing import assert_allclose

from builders import outcomes
from pathway_economics.contracts import Arrangement, Pool, SupplierPrice, settle
from pathway_economics.errors import InvalidModel
from pathway_economics.parties import EXTERNAL

PARTIES = {"payer": "Community trust", "payee": "Supplier", "per": "Monitoring"}


def income(units, **terms):
    happened = outcomes({"Monitoring": units})
    contract = SupplierPrice(**PARTIES, **terms)
    return settle(happened, Arrangement("A", {"Devices": contract})).position("Supplier")[:, :, 0]


def test_each_kind_of_price_by_hand():
    # the reference never uses it; the proposal uses 0, 10 and 20 units
    units = np.array([[0, 0, 0], [0, 10, 20]])[:, :, np.newaxis]
    assert_allclose(income(units, price=58), [[0, 0, 0], [0, 580, 1_160]])
    assert_allclose(income(units, upfront=900), [[0, 0, 0], [0, 900, 0]])
    assert_allclose(income(units, annual=70), [[0, 0, 0], [0, 70, 70]])
    together = income(units, price=58, upfront=900, annual=70)
    assert_allclose(together, [[0, 0, 0], [0, 580 + 900 + 70, 1_160 + 70]])


def test_upfront_is_paid_once_though_use_is_interrupted():
    units = np.array([5, 0, 5])[:, np.newaxis]
    assert_allclose(income(units, upfront=[900, 800, 700]), [[900, 0, 0]] * 2)


def test_a_price_of_nothing_makes_no_entry():
    assert SupplierPrice(**PARTIES).services_in() == ("Monitoring",)
    happened = outcomes()
    settled = settle(happened, Arrangement("A", {"Devices": SupplierPrice(**PARTIES)}))
    assert settled.ledger.entries == happened.ledger.entries


def test_in_words():
    terms = SupplierPrice(**PARTIES, price=58.5, annual=70)
    assert terms.describe("GBP") == (
        "The Community trust pays the Supplier GBP 58.50 for each unit of monitoring "
        "and GBP 70 for each year of use."
    )
    assert SupplierPrice(**PARTIES).describe("GBP") == (
        "The Community trust pays the Supplier nothing for monitoring."
    )


def test_bands_discount_and_cap_by_hand():
    units = np.array([50, 140, 400])[:, np.newaxis]
    bands = [{"upto": 100, "rate": 30}, {"rate": 20}]
    # 30 x 50; 30 x 100 + 20 x 40; 30 x 100 + 20 x 300
    assert_allclose(income(units, bands=bands), [[1_500, 3_800, 9_000]] * 2)
    # a tenth off, and no more than 5,000 a year: 1,350, 3,420 and 8,100 -> 5,000
    less = income(units, bands=bands, discount=0.1, cap=5_000)
    assert_allclose(less, [[1_350, 3_420, 5_000]] * 2)
    # the discount and the cap may differ by year
    yearly = income(units, price=10, discount=[0, 0.5, 0], cap=[400, 1_000, 1_000])
    assert_allclose(yearly, [[400, 700, 1_000]] * 2)


def test_the_cap_and_the_discount_leave_other_prices_alone():
    units = np.array([5, 5, 5])[:, np.newaxis]
    paid = income(units, price=10, discount=1, cap=1, upfront=900, annual=70)
    assert_allclose(paid, [[970, 70, 70]] * 2)


def test_an_entry_holds_its_price_where_one_holds_for_every_unit():
    happened = outcomes({"Monitoring": 10})
    for terms, price in (
        ({"price": 50, "discount": 0.2}, 40),
        ({"price": 50, "cap": 100}, None),
        ({"bands": [{"upto": 5, "rate": 50}, {"rate": 40}]}, None),
    ):
        contract = SupplierPrice(**PARTIES, **terms)
        entry = settle(happened, Arrangement("A", {"D": contract})).ledger.entries[-1]
        assert entry.price is None if price is None else (entry.price == price).all()
        if price is not None:
            assert_allclose(entry.activity * entry.price, entry.amount)


def test_what_units_cost_the_supplier_is_spent_outside():
    happened = outcomes({"Monitoring": 10})
    terms = {"price": 50, "cost_of_supply": 12}
    settled = settle(happened, Arrangement("A", {"D": SupplierPrice(**PARTIES, **terms)}))
    entry = settled.ledger.entries[-1]
    assert (entry.payer, entry.payee, entry.category) == ("Supplier", EXTERNAL, "resource")
    # 10 x 50 in, 10 x 12 out; the buyer pays the price alone, beside its own 10 x 31
    assert_allclose(settled.position("Supplier"), 380)
    assert_allclose(settled.position("Community trust"), -500 - 310)


def test_a_pool_does_not_pay_the_supplier_its_cost():
    happened = outcomes({"Monitoring": 10})
    devices = SupplierPrice(**PARTIES, price=50, cost_of_supply=12)
    pool = Pool(members=["ICB", "Community trust"], scope=["D"], rule="host", host="ICB")
    settled = settle(happened, Arrangement("A", {"D": devices, "Pool": pool}))
    # the trust is repaid the 500 that it is expected to pay and contributes; the supplier nothing
    assert_allclose(settled.position("Supplier"), 380)
    assert_allclose(settled.position("ICB"), 0)


def test_a_supplier_that_delivers_at_a_unit_cost_has_no_other_cost_of_supply():
    services = {"Platform": ("Supplier", 40.0, "patient-month")}
    happened = outcomes({"Platform": 10}, services=services)
    terms = {**PARTIES, "per": "Platform", "price": 50}
    twice = Arrangement("A", {"D": SupplierPrice(**terms, cost_of_supply=40)})
    with pytest.raises(InvalidModel, match="delivers Platform at a unit cost"):
        settle(happened, twice)
    once = settle(happened, Arrangement("A", {"D": SupplierPrice(**terms)}))
    assert_allclose(once.position("Supplier"), 10 * (50 - 40))


@pytest.mark.parametrize(
    ("terms", "wrong"),
    [
        ({"price": 50, "bands": [{"rate": 40}]}, "both price and bands"),
        ({"bands": []}, "bands is empty"),
        ({"bands": [{"upto": 5, "rate": 50}]}, "the last band has an end"),
        ({"bands": [{"upto": 5, "rate": 9}, {"upto": 4, "rate": 8}, {"rate": 7}]}, "let them rise"),
        ({"bands": [{"upto": 5, "rate": -9}, {"rate": 7}]}, "rate=-9"),
        ({"price": 50, "discount": 1.2}, "discount=1.2"),
    ],
)
def test_terms_that_contradict_are_refused(terms, wrong):
    with pytest.raises(InvalidModel, match=wrong):
        SupplierPrice(**PARTIES, **terms)


def test_bands_cap_and_cost_in_words():
    bands = [{"upto": 1_000, "rate": 60}, {"rate": 45.5}]
    terms = SupplierPrice(**PARTIES, bands=bands, discount=0.1, cap=90_000, cost_of_supply=12)
    assert terms.describe("GBP") == (
        "The Community trust pays the Supplier GBP 60 up to 1,000 and GBP 45.50 beyond for each "
        "unit of monitoring in a year. A discount of 10% is taken off each unit. Units are paid "
        "for up to GBP 90,000 a year; what is used beyond is free. Each unit costs the "
        "Supplier GBP 12 "
        "to supply."
    )
