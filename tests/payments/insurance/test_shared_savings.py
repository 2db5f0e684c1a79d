import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pathway_economics.payments import gain_share, minimum_savings_rate, mssp

POUNDS = st.floats(0, 1e9)
SHARES = st.floats(0, 1)
ENHANCED = {
    "sharing_rate": 0.75,
    "loss_rate": 0.4,
    "loss_rate_most": 0.75,
    "minimum_rate": 0.02,
    "cap": 0.2,
    "loss_cap": 0.15,
}
BASIC_E = {
    "sharing_rate": 0.5,
    "loss_rate": 0.3,
    "minimum_rate": 0.02,
    "cap": 0.1,
    "loss_cap": 0.04,
}


@pytest.mark.parametrize(
    ("terms", "spent", "paid"),
    [
        (ENHANCED, 190.0, 7.5),  # 0.75 x 10
        (BASIC_E, 190.0, 5.0),  # 0.5 x 10
        (ENHANCED, 210.0, -4.0),  # 1 - 0.75 x 1 = 0.25, no less than 0.4: 0.4 x 10
        (BASIC_E, 210.0, -3.0),  # 0.3 x 10
        (BASIC_E, 240.0, -8.0),  # 0.3 x 40 = 12, no more than 4 % of 200
        (ENHANCED, 196.5, 0.0),  # 3.5 of 200 is less than 2 %
        (ENHANCED, 100.0, 40.0),  # 0.75 x 100 = 75, no more than 20 % of 200
        ({**ENHANCED, "quality": 0.5}, 210.0, -6.25),  # 1 - 0.75 x 0.5 = 0.625 of 10
        ({**ENHANCED, "quality": 0.1}, 210.0, -7.5),  # 1 - 0.075 = 0.925, no more than 0.75
        ({**BASIC_E, "two_sided": False}, 240.0, 0.0),
        ({**BASIC_E, "loss_limit": 5.0}, 240.0, -5.0),  # a limit by revenue below the 4 %
        ({**BASIC_E, "disaster": 2.0}, 240.0, -6.0),  # 8 at the limit, 2 off
        ({**BASIC_E, "disaster": 9.0}, 240.0, 0.0),  # never more than the repayment
        ({**BASIC_E, "disaster": 9.0}, 190.0, 5.0),  # savings are left alone
        ({**BASIC_E, "sequestration": 0.02}, 190.0, 4.9),  # 5 x 0.98
        ({**BASIC_E, "sequestration": 0.02}, 210.0, -3.0),  # losses are not cut
        ({**BASIC_E, "minimum_loss_rate": 0.06}, 210.0, 0.0),  # 10 is 5 % of 200
        ({**BASIC_E, "minimum_loss_rate": 0.06}, 190.0, 5.0),
    ],
)
def test_by_hand(terms, spent, paid):
    assert mssp(spent, 200.0, **terms) == pytest.approx(paid, abs=1e-12)


def test_the_quality_standards():
    # met: 0.75 x 10; only the alternative: 0.75 x 0.8 x 10; neither: nothing, and 0.75 x 10 lost
    met, alternative = [True, False, False], [False, True, False]
    terms = {**ENHANCED, "quality": 0.8, "meets_quality": met, "meets_alternative": alternative}
    np.testing.assert_allclose(mssp(190.0, 200.0, **terms), [7.5, 6.0, 0.0])
    # 1 - 0.75 x 0.8 = 0.4 with either standard, 0.75 with neither
    np.testing.assert_allclose(mssp(210.0, 200.0, **terms), [-4.0, -4.0, -7.5])


@pytest.mark.parametrize(("minimum_rate", "payment"), [(0.0, 281_250), (0.01, 0)])
def test_axene_minimum_savings_rate(minimum_rate, payment):
    """Axene Health Partners, "Minimum savings rates".

    USD 4.50 saved in each of 125,000 member months is 562,500, half of it 281,250; but 4.50
    is below 1 % of the target of 500.
    """
    spent, target = 495.50 * 125_000, 500.0 * 125_000
    paid = mssp(spent, target, sharing_rate=0.5, minimum_rate=minimum_rate)
    assert paid == pytest.approx(payment, abs=1e-6)


@pytest.mark.parametrize(
    ("lives", "percent"),
    [
        (6_343, 3.53),  # A2452: 3.6 - 0.2 x 343 / 999
        (40_929, 2.29),  # A1490: 2.5 - 0.3 x 20,929 / 29,999
        (78_183, 2.00),  # A3030
        (4_670, 4.08),  # A5053: 5.0 - 1.1 x 1,670 / 1,999
        (22_380, 2.48),  # A5062
        (1_708, 7.39),  # A2142: 8.7 - 3.7 x 708 / 1,999
    ],
)
def test_minimum_savings_rates_of_2023(lives, percent):
    """One-sided organisations of the public use file of 2023, printed to two decimals."""
    assert 100 * minimum_savings_rate(lives) == pytest.approx(percent, abs=0.005)


@given(st.lists(st.floats(500, 1e6), min_size=2))
def test_more_lives_never_need_a_larger_saving(lives):
    rates = minimum_savings_rate(sorted(lives))
    assert (np.diff(rates) <= 0).all()
    assert rates.min() >= 0.02


@given(POUNDS, POUNDS, SHARES, SHARES, SHARES, SHARES)
def test_without_quality_it_is_a_gain_share(spent, benchmark, gain, loss, least, cap):
    terms = {"sharing_rate": gain, "minimum_rate": least, "cap": cap}
    assert mssp(spent, benchmark, loss_rate=loss, loss_cap=cap, **terms) == pytest.approx(
        gain_share(spent, benchmark, loss_sharing_rate=loss, **terms), rel=1e-12
    )


@given(POUNDS, POUNDS, SHARES, SHARES, st.floats(0, 1e6))
def test_payments_keep_their_limits(spent, benchmark, quality, cut, disaster):
    terms = {**ENHANCED, "quality": quality, "sequestration": cut, "disaster": disaster}
    paid = mssp(spent, benchmark, **terms)
    assert -0.15 * benchmark * (1 + 1e-12) <= paid <= 0.2 * benchmark * (1 + 1e-12)
    assert paid * (benchmark - spent) >= 0  # savings are paid, losses paid back


@given(POUNDS, st.floats(1, 1e9), SHARES)
def test_a_small_change_changes_little_except_at_the_gate(spent, benchmark, quality):
    step = 1e-6 * benchmark
    before, after = (abs(benchmark - each) < 0.02 * benchmark for each in (spent, spent + step))
    assume(before == after)
    two = mssp([spent, spent + step], benchmark, **{**ENHANCED, "quality": quality})
    assert abs(two[1] - two[0]) <= 1.001 * step


def test_at_the_gate_it_jumps():
    # 4 are 2 % of 200: nothing below, 0.5 x 4 from there on
    assert mssp([196.001, 196.0], 200.0, **BASIC_E).tolist() == [0.0, 2.0]


@given(st.floats(0, 400), st.floats(0.1, 1e6), SHARES)
def test_another_unit_of_money_changes_nothing_else(spent, unit, quality):
    terms = {**ENHANCED, "quality": quality, "minimum_rate": 0.0}
    one = mssp(spent, 200.0, loss_limit=30.0, disaster=1.0, **terms)
    other = mssp(spent * unit, 200.0 * unit, loss_limit=30.0 * unit, disaster=unit, **terms)
    assert other == pytest.approx(one * unit, rel=1e-9, abs=1e-6 * unit)


@given(st.lists(SHARES, min_size=2))
def test_better_quality_never_costs_the_organisation(scores):
    terms = {**ENHANCED, "quality": sorted(scores), "meets_quality": False}
    for spent in (150.0, 230.0):
        paid = mssp(spent, 200.0, meets_alternative=True, **terms)
        assert (np.diff(paid) >= 0).all()
