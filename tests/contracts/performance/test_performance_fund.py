import numpy as np
import pytest
from hypothesis import given
from numpy.testing import assert_allclose

from builders import any_outcomes, outcomes
from pathway_economics.contracts import Arrangement, PerformanceFund, preset, settle
from pathway_economics.errors import InvalidModel

TERMS = {
    "payer": "ICB",
    "payee": "Community trust",
    "unearned_to": "Acute trust",
    "services": ["Admission"],
    "planned_reduction": 1_000,
    "value": 1_490,
}


def received(happened, **changes):
    fund = PerformanceFund(**{**TERMS, **changes})
    ledger = settle(happened, Arrangement("A", {"Fund": fund})).ledger
    return {
        e.payee: np.broadcast_to(e.amount, happened.shape)
        for e in ledger.entries
        if e.source == "Fund"
    }


def test_a_plan_of_1_000_admissions_of_which_400_came_about():
    """Held back 1.49 m: 0.596 m to the pool, 0.894 m to the acute trust."""
    units = np.array([40_000.0, 39_600.0])[:, None, None]
    paid = received(outcomes({"Admission": units}), **preset("bcf_p4p", 2015))
    assert_allclose(paid["Community trust"][1], 596_000)
    assert_allclose(paid["Acute trust"][1], 894_000)
    assert_allclose(paid["Community trust"][0], 0)  # nothing was achieved without the change


def test_other_patients_in_freed_beds_undo_the_reduction():
    units = np.array([40_000.0, 39_000.0])[:, None, None]
    back = np.array([0.0, 600.0])[:, None, None]
    paid = received(outcomes({"Admission": units}, backfilled={"Admission": back}))
    assert_allclose(paid["Community trust"][1], 596_000)  # 400 of 1,000 are left


def test_the_benchmark_is_the_mean_of_the_reference():
    # the reference is 40,000 +- 200 by draw, so that in half of the draws 200 are "achieved"
    chance = np.tile([-200.0, 200.0], 100)
    paid = received(outcomes({"Admission": 40_000 + chance}))
    assert_allclose(paid["Community trust"][0, 0, :2], [0.2 * 1.49e6, 0])


@given(any_outcomes())
def test_the_commissioner_pays_the_whole_sum_whatever_happens(happened):
    fund = Arrangement("A", {"Fund": PerformanceFund(**TERMS)})
    assert_allclose(settle(happened, fund).position("ICB"), -1.49e6)


def test_the_party_that_holds_it_back_cannot_keep_it():
    with pytest.raises(InvalidModel, match="unearned_to='ICB' holds the sum back; name another"):
        PerformanceFund(**{**TERMS, "unearned_to": "ICB"})


def test_its_value_is_marked_as_unverified():
    assert preset("bcf_p4p", "2015/16").unverified == ("value",)
