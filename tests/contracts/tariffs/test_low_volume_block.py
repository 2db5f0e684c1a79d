import numpy as np
import pytest
from numpy.testing import assert_allclose

from builders import PAY_BY_ACTIVITY, outcomes
from pathway_economics.contracts import Arrangement, LowVolumeBlock, preset, settle
from pathway_economics.errors import InvalidModel


def paid(happened, limit=1_500_000):
    terms = LowVolumeBlock(**PAY_BY_ACTIVITY, price=5_000, limit=limit)
    return -settle(happened, Arrangement("A", {"Small": terms})).position("ICB")


def test_the_expected_value_is_paid_whatever_happens():
    # the reference delivers 300 +- 60 by draw: 300 x 5,000 = 1.5 million, exactly the limit
    chance = np.tile([-60.0, 60.0], 100)
    units = np.stack([300 + chance, np.full(200, 10.0)])[:, np.newaxis, :]
    assert_allclose(paid(outcomes({"Admission": units})), 1_500_000)


def test_a_value_above_the_limit_is_refused_with_the_value_and_the_limit():
    units = np.reshape([290.0, 310.0, 320.0], (1, 3, 1))
    with pytest.raises(InvalidModel, match="'Small'") as refused:
        paid(outcomes({"Admission": units}), **preset("low_volume_block", "2025/26"))
    told = [complaint.message for complaint in refused.value.complaints]
    assert len(told) == 2  # 290 x 5,000 = 1.45 million passes in the first year
    assert "GBP 1,550,000 is expected in 2027/28, above the limit of GBP 1,500,000" in told[0]
    assert "GBP 1,600,000 is expected in 2028/29" in told[1]


def test_in_words():
    assert LowVolumeBlock(**PAY_BY_ACTIVITY, price=5_000, limit=1_500_000).describe("GBP") == (
        "The ICB pays the Acute trust the value of admission expected today, at GBP 5,000 each, "
        "whatever the activity; it may be no more than GBP 1,500,000 a year."
    )
