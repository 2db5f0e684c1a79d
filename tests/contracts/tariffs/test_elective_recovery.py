import numpy as np
import pytest
from numpy.testing import assert_allclose

from builders import outcomes
from pathway_economics.contracts import Arrangement, Band, ElectiveRecovery, preset, settle
from pathway_economics.errors import InvalidModel
from pathway_economics.parties import EXTERNAL

TERMS = {"payee": "ICB", "services": ["Admission"], "price": 1.0}


def earned(units, **terms):
    given = {**preset("elective_recovery", "2023/24"), "baseline": 100, **terms}
    contract = ElectiveRecovery(**TERMS, **given)
    return settle(outcomes({"Admission": units}), Arrangement("A", {"ERF": contract}))


@pytest.mark.parametrize(("units", "funding"), [(110.0, 3.0), (107.0, 0.0), (95.0, 0.0)])
def test_the_average_target_of_2023_24(units, funding):
    # 110 - 1.07 x 100 = 3; nothing is taken back below it
    done = earned(units)
    assert_allclose(done.position("ICB"), funding, atol=1e-9)
    assert_allclose(done.position(EXTERNAL) - units * 4_328, -funding, atol=1e-9)


def test_the_bands_of_april_2021_as_remembered():
    # 90 against 100: 85 - 70 = 15 in full, 1.2 x 5 = 6
    terms = preset("elective_recovery_april_2021", "2021/22")
    assert_allclose(earned(90.0, **terms).position("ICB"), 21)


def test_by_default_the_baseline_is_the_mean_of_the_reference():
    # 100 today, 110 as proposed: 110 - 107
    units = np.reshape([100.0, 110.0], (2, 1, 1))
    assert_allclose(earned(units, baseline=None).position("ICB")[:, 0, 0], [0, 3], atol=1e-9)


@pytest.mark.parametrize(
    ("bands", "complaint"),
    [
        ([], "bands is empty"),
        ([Band(upto=1.07, rate=0)], "the last band has an end"),
        ([Band(upto=1.1, rate=0), Band(upto=1.0, rate=1), Band(rate=1)], "let them rise"),
        ([{"to": 1}], "Band has no to"),
    ],
)
def test_impossible_bands_are_refused(bands, complaint):
    with pytest.raises(InvalidModel, match=complaint):
        ElectiveRecovery(**TERMS, bands=bands)


def test_in_words():
    assert ElectiveRecovery(**TERMS, **preset("elective_recovery", "2023/24")).describe("GBP") == (
        "An outside funder pays the ICB for the value of admission, at GBP 1 each, against the "
        "value expected today: 0% up to 107% and 100% beyond."
    )
