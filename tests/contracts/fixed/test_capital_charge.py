import pytest
from numpy.testing import assert_allclose

from builders import outcomes
from pathway_economics.contracts import Arrangement, CapitalCharge, preset, settle
from pathway_economics.errors import InvalidModel
from pathway_economics.parties import EXTERNAL

TRUST = {"payer": "Acute trust", "opening": 210e6, "closing": 230e6, "excluded": 20e6}


def settled(**changes):
    terms = {**TRUST, **preset("pdc_dividend", "2025/26"), **changes}
    happened = outcomes({})
    return settle(happened, Arrangement("A", {"Dividend": CapitalCharge(**terms)}))


def test_the_dividend_leaves_the_system():
    # 3.5 % of (210 + 230) / 2 - 20 = 200 m is 7.0 m, to the Department outside the model
    assert_allclose(settled().position("Acute trust"), -7.0e6)
    assert_allclose(settled().position(EXTERNAL), 7.0e6)
    assert_allclose(settled(payee="ICB").position("ICB"), 7.0e6)


def test_assets_by_year():
    paid = settled(opening=[200e6, 220e6, 240e6], closing=[220e6, 240e6, 260e6], excluded=10e6)
    # averages 210, 230 and 250, less 10, at 3.5 %
    assert_allclose(-paid.position("Acute trust")[0, :, 0], [7.0e6, 7.7e6, 8.4e6])


def test_relevant_assets_below_zero_are_refused():
    with pytest.raises(InvalidModel, match="average relevant net assets of 'Dividend'"):
        settled(excluded=221e6)
    assert_allclose(settled(excluded=220e6).position("Acute trust"), 0)
