import numpy as np
import pytest
from numpy.testing import assert_allclose

from builders import PAY_BY_ACTIVITY, outcomes
from pathway_economics.contracts import Activity, Arrangement, Block, StopLoss, settle
from pathway_economics.errors import InvalidModel

INSURED = {"payer": "Supplier", "payee": "Acute trust"}
YEARS = np.reshape([100.0, 120.0, 200.0], (1, 3, 1))
"""Admissions in each year: at 4,328 each, 432,800, 519,360 and 865,600 are spent."""


def paid(happened, stop_loss, **others):
    contracts = {
        "Admissions": Activity(**PAY_BY_ACTIVITY, price=4_000),
        "Insured": stop_loss,
        **others,
    }
    settled = settle(happened, Arrangement("Stop-loss", contracts))
    (entry,) = [entry for entry in settled.ledger.entries if entry.source == "Insured"]
    return np.broadcast_to(entry.amount, happened.shape)[0, :, 0]


def test_what_a_provider_spends_by_hand():
    happened = outcomes({"Admission": YEARS})
    terms = StopLoss(**INSURED, services=["Admission"], attachment=500_000)
    assert_allclose(paid(happened, terms), [0, 19_360, 365_600])
    terms = StopLoss(
        **INSURED, services=["Admission"], attachment=500_000, limit=300_000, share=0.8
    )
    assert_allclose(paid(happened, terms), [0, 0.8 * 19_360, 0.8 * 300_000])


def test_what_a_commissioner_pays_is_net_of_what_it_gets_back():
    # 400,000, 480,000 and 800,000 for admissions, 100,000 back each year; attached at 350,000
    happened = outcomes({"Admission": YEARS})
    back = Block(payer="Acute trust", payee="ICB", amount=100_000)
    terms = StopLoss(
        payer="Supplier", payee="ICB", scope=["Admissions", "Back"], attachment=350_000
    )
    assert_allclose(paid(happened, terms, Back=back), [0, 30_000, 350_000])


@pytest.mark.parametrize(
    "given", [{}, {"services": ["Admission"], "scope": ["Admissions"]}, {"services": []}]
)
def test_it_must_be_said_what_is_insured(given):
    with pytest.raises(InvalidModel, match=r"either services or scope|services is empty"):
        StopLoss(**INSURED, attachment=1, **given)


def test_in_words():
    terms = StopLoss(**INSURED, scope=["Claims", "Fees"], attachment="a")
    assert terms.describe("USD") == (
        "The Supplier pays the Acute trust what it spends net under Claims and Fees above a "
        "(USD) a year."
    )
    assert terms.services_in() == ()
    assert terms.scope_in() == ("Claims", "Fees")
