import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathway_economics.payments import risk_corridor

STATUTE = [(0.03, 0.0), (0.08, 0.5), (np.inf, 0.8)]
PROFESSIONAL = [(0.05, 0.5), (0.1, 0.35), (0.15, 0.15), (np.inf, 0.05)]
GLOBAL = [(0.25, 1.0), (0.35, 0.5), (0.5, 0.25), (np.inf, 0.1)]
POUNDS = st.floats(0, 1e9)
SHARES = st.floats(0, 1)


@pytest.mark.parametrize(
    ("costs", "received"),
    [
        (85.0, -8.1),  # 0.5 x 5 + 0.8 x (92 - 85)
        (90.0, -4.1),  # 0.5 x 5 + 0.8 x 2
        (92.0, -2.5),
        (95.0, -1.0),  # 0.5 x (97 - 95)
        (97.0, 0.0),
        (100.0, 0.0),
        (103.0, 0.0),
        (105.0, 1.0),
        (108.0, 2.5),
        (110.0, 4.1),
        (120.0, 12.1),  # 2.5 + 0.8 x 12
    ],
)
def test_the_affordable_care_act_on_a_target_of_100(costs, received):
    """42 USC 18062: what an insurer receives where its allowable costs are above target."""
    assert -risk_corridor(costs, 100.0, bands=STATUTE) == pytest.approx(received, abs=1e-12)


def test_what_is_collected_may_not_suffice():
    # 2014: 362 m collected, 2,870 m due to insurers: 12.6 % of each claim, and all that is owed
    share = 362 / 2_870
    assert share == pytest.approx(0.126, abs=0.0005)
    paid = risk_corridor([110.0, 90.0], 100.0, bands=STATUTE, proration=0.126)
    np.testing.assert_allclose(paid, [-0.126 * 4.1, 4.1])


@pytest.mark.parametrize(
    ("bands", "discount", "spent", "paid"),
    [
        (PROFESSIONAL, 0.0, 88.0, 4.55),  # 0.5 x 5 + 0.35 x 5 + 0.15 x 2
        (GLOBAL, 0.035, 88.0, 8.5),  # 96.5 - 88, all within 25 %
        (GLOBAL, 0.0, 70.0, 27.5),  # 25 + 0.5 x 5
        (GLOBAL, 0.035, 100.0, -3.5),  # the discount is lost first
    ],
)
def test_aco_reach_on_a_benchmark_of_100(bands, discount, spent, paid):
    assert risk_corridor(spent, 100.0, bands=bands, discount=discount) == pytest.approx(paid)


@given(POUNDS, st.floats(1, 1e9), SHARES, SHARES)
def test_a_small_change_of_spending_changes_little(spent, target, discount, proration):
    step = 1e-6 * max(spent, target)
    two = risk_corridor(
        [spent, spent + step], target, bands=STATUTE, discount=discount, proration=proration
    )
    assert -0.8 * step * 1.001 <= two[1] - two[0] <= 1e-6 * step


@given(POUNDS, POUNDS, SHARES)
def test_no_more_is_shared_than_the_distance(spent, benchmark, discount):
    distance = benchmark * (1 - discount) - spent
    paid = risk_corridor(spent, benchmark, bands=GLOBAL, discount=discount)
    assert abs(paid) <= abs(distance) * (1 + 1e-12)
    assert paid * distance >= 0


@given(POUNDS, POUNDS)
def test_at_its_ends_all_or_nothing_is_shared(spent, benchmark):
    assert risk_corridor(spent, benchmark, bands=[(np.inf, 0.0)]) == 0
    all_of_it = risk_corridor(spent, benchmark, bands=[(np.inf, 1.0)])
    assert all_of_it == pytest.approx(benchmark - spent)


@given(st.floats(0, 1e3))
def test_without_a_target_all_is_in_the_last_band(spent):
    assert risk_corridor(spent, 0.0, bands=STATUTE) == pytest.approx(-0.8 * spent)


@given(st.floats(0, 400), st.floats(0.1, 1e6))
def test_another_unit_of_money_changes_nothing_else(spent, unit):
    one = risk_corridor(spent, 200.0, bands=STATUTE, discount=0.02)
    other = risk_corridor(spent * unit, 200.0 * unit, bands=STATUTE, discount=0.02)
    assert other == pytest.approx(one * unit, rel=1e-9, abs=1e-9 * unit)
