import numpy as np
from numpy.testing import assert_allclose

from builders import outcomes
from pathway_economics.contracts import Arrangement, SupplierPrice, settle

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
