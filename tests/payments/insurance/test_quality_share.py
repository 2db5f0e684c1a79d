import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathway_economics.contracts import preset
from pathway_economics.payments import gain_share, quality_share

POUNDS = st.floats(0, 1e9)
SHARES = st.floats(0, 1)
TERMS = {
    "sharing_rate": 0.8,
    "sharing_rate_least": 0.2,
    "loss_rate": 0.2,
    "loss_rate_most": 0.8,
}


@pytest.mark.parametrize(
    ("spent", "quality", "paid"),
    [
        (90.0, 0.0, 2.0),  # 0.2 x 10
        (90.0, 1.0, 8.0),  # 0.8 x 10
        (90.0, 0.25, 3.5),  # (0.2 + 0.25 x 0.6) x 10
        (110.0, 0.0, -8.0),
        (110.0, 1.0, -2.0),
        (110.0, 0.25, -6.5),  # (0.8 - 0.25 x 0.6) x 10
    ],
)
def test_a_budget_of_100_by_hand(spent, quality, paid):
    assert quality_share(spent, 100.0, quality=quality, **TERMS) == pytest.approx(paid)


@given(POUNDS, POUNDS, SHARES, SHARES, SHARES)
def test_at_equal_ends_it_is_a_gain_share(spent, budget, quality, gain, loss):
    paid = quality_share(spent, budget, quality=quality, sharing_rate=gain,
                         sharing_rate_least=gain, loss_rate=loss)  # fmt: skip
    alike = gain_share(spent, budget, sharing_rate=gain, loss_sharing_rate=loss)
    assert paid == pytest.approx(alike, rel=1e-12)


@given(POUNDS, POUNDS, st.lists(SHARES, min_size=2))
def test_better_quality_never_costs_and_no_more_is_shared_than_there_is(spent, budget, scores):
    paid = quality_share(spent, budget, quality=sorted(scores), **TERMS)
    assert (np.diff(paid) >= -1e-9 * (spent + budget)).all()
    assert (np.abs(paid) <= 0.8 * abs(budget - spent) * (1 + 1e-12)).all()


@given(POUNDS, POUNDS, SHARES, st.floats(0, 1e6))
def test_more_spending_is_never_rewarded(spent, budget, quality, more):
    before, after = quality_share([spent, spent + more], budget, quality=quality, **TERMS)
    assert after <= before


def test_the_margin_of_gesundes_kinzigtal():
    """OptiMedis, July 2014 and December 2015: margins published in rounded figures.

    2012: 146 a head, 4.6 m, 31,000 insured; 2013: 75.5 m expected, 5.5 m below it, 33,000
    insured, about 170 a head.
    """
    # what rounds to 4.6 m and 31,000 gives 144.4 to 152.5 a head; to 5.5 m and 33,000, 162.7 to
    # 170.8
    assert 4.55e6 / 31_500 < 146 < 4.65e6 / 30_500
    assert 5.45e6 / 33_500 < 170 < 5.55e6 / 32_500
    # half of the margin of 2013: 0.5 x (75.5 - 70.0)
    paid = gain_share(70.0e6, 75.5e6, **preset("gesundes_kinzigtal", 2013))
    assert paid == pytest.approx(2.75e6)
