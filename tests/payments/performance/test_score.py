import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from pathway_economics.payments import outcome_based, quality_payment, weighted_score

VALUES = st.floats(0, 1e9)
SHARES = st.floats(0, 1)


@pytest.mark.parametrize("met", range(6))
def test_the_scheme_of_2022_23(met):
    """HFMA (2022): 1.25 % of the fixed element, five indicators of 0.25 % each."""
    score = weighted_score([1.0] * met + [0.0] * (5 - met), np.full((5,), 0.2))
    # 0.25 % of 200 m is 0.5 m for each indicator that is met
    assert quality_payment(200e6, rate=0.0125, score=score) == pytest.approx(0.5e6 * met)


def test_weights_by_hand():
    # 0.5 x 1 + 0.3 x 0.4 + 0.2 x 0 = 0.62
    assert weighted_score([1.0, 0.4, 0.0], [0.5, 0.3, 0.2]) == pytest.approx(0.62)


def test_scores_broadcast_over_years_and_draws():
    scores = np.stack([np.ones((2, 3, 4)), np.zeros((2, 3, 4))])
    weights = np.array([0.75, 0.25])[:, None, None, None]
    assert_allclose(weighted_score(scores, weights), np.full((2, 3, 4), 0.75))


@given(VALUES, SHARES, SHARES, SHARES)
def test_what_is_paid_rises_with_the_score_within_its_bounds(value, rate, one, other):
    low, high = sorted((one, other))
    paid = [quality_payment(value, rate=rate, score=score) for score in (low, high)]
    assert 0 <= paid[0] <= paid[1] <= rate * value
    # continuous: the slope is the value at stake
    assert paid[1] - paid[0] == pytest.approx(rate * value * (high - low), rel=1e-9, abs=1e-6)


@given(VALUES, SHARES, SHARES)
def test_an_outcome_based_contract_at_its_limits(amount, at_risk, score):
    assert outcome_based(amount, at_risk=0.0, score=score) == amount  # a block
    assert outcome_based(amount, at_risk=1.0, score=score) == pytest.approx(
        quality_payment(amount, rate=1.0, score=score)
    )
    assert outcome_based(amount, at_risk=at_risk, score=1.0) == pytest.approx(amount)
    assert outcome_based(amount, at_risk=at_risk, score=0.0) == pytest.approx(
        amount * (1 - at_risk)
    )


def test_an_outcome_based_contract_by_hand():
    # 80 certain of 100; the score of 0.62 earns 12.4 of the 20 at risk
    assert outcome_based(100.0, at_risk=0.2, score=0.62) == pytest.approx(92.4)
