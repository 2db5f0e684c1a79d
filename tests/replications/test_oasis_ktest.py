"""Worked examples of the OasisLMF kernel: terms of insurance on one loss.

Source: OasisLMF/ktest (BSD-3), control files of its tests fm10, fm13, fm14, fm15, fm16.
"""

import numpy as np
import pytest

from pathway_economics.payments import allocate_back, franchise, in_money, layer

CENT = 0.01
LOSS = 1_468_900.0


def test_fm10_a_franchise_deductible_and_a_limit():
    losses = np.array([100_000.0, 40_000.0, 1_000_000.0])
    paid = layer(franchise(losses, 50_000.0), limit=900_000.0)
    np.testing.assert_allclose(paid, [100_000.0, 0.0, 900_000.0], rtol=0, atol=CENT)


def test_fm13_a_share_of_a_layer_back_to_its_items():
    items = np.array([6_000_000.0, 100_000.0, 25_000.0, 4_000.0])
    terms = {"deductible": 50_000.0, "attachment": 3e6, "limit": 5e6, "share": 0.05}
    # 6,129,000 - 50,000 - 3,000,000 = 3,079,000; 5 % of it
    paid = layer(items.sum(), **terms)
    assert paid == pytest.approx(153_950.0, abs=CENT)
    assert layer(11_700_000.0, **terms) == pytest.approx(250_000.0, abs=CENT)
    back = allocate_back(items, paid)
    np.testing.assert_allclose(back, [150_709.74, 2_511.83, 627.96, 100.47], rtol=0, atol=CENT)
    assert back.sum() == paid


def test_fm14_a_deductible_of_5_per_cent_of_the_loss():
    paid = layer(LOSS, deductible=in_money(0.05, "loss", loss=LOSS))
    assert paid == pytest.approx(1_395_455.0, abs=CENT)


def test_fm15_a_limit_of_30_per_cent_of_the_loss():
    assert layer(LOSS, limit=in_money(0.3, "loss", loss=LOSS)) == pytest.approx(440_670.0, abs=CENT)


def test_fm16_a_deductible_of_5_per_cent_of_the_limit():
    deductible = in_money(0.05, "limit", limit=2e6)
    assert layer(LOSS, deductible=deductible, limit=2e6) == pytest.approx(1_368_900.0, abs=CENT)
