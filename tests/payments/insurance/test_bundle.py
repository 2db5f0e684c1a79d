import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pathway_economics.contracts import preset
from pathway_economics.payments import bundle, winsorised

POUNDS = st.floats(0, 1e9)
SHARES = st.floats(0, 1)
# 100 episodes at 20,000 less 3 % are 19,400 each: a target of 1,940,000, 20 % of it 388,000
TERMS = {"discount": 0.03, "stop_gain": 0.2, "stop_loss": 0.2}


@pytest.mark.parametrize(
    ("each", "changes", "paid"),
    [
        (18_500, {}, 90_000),  # 900 of each
        (18_500, {"quality": 0.0, "quality_share": 0.1}, 81_000),  # a tenth less
        (18_500, {"quality": 0.5, "quality_share": 0.1}, 85_500),  # a twentieth less
        (20_300, {}, -90_000),
        (20_300, {"quality": 1.0, "quality_share": 0.1}, -81_000),  # a tenth forgiven
        (20_300, {"quality": 0.0, "quality_share": 0.1}, -90_000),
        (10_000, {}, 388_000),  # 940,000, at the stop-gain
        (30_000, {}, -388_000),
        (30_000, {"stop_loss": None}, -1_060_000),
        (10_000, {"stop_gain": None}, 940_000),
    ],
)
def test_100_episodes_by_hand(each, changes, paid):
    assert bundle(100 * each, 100, 20_000, **{**TERMS, **changes}) == pytest.approx(paid)


def test_comprehensive_care_for_joint_replacement_by_year():
    # 100 episodes at 19,400; spent 10,000 or 30,000: stop-gain and stop-loss of 1,940,000
    for year, gain, loss in (
        (2016, 0.05, 0.0),
        (2017, 0.05, 0.05),
        (2018, 0.1, 0.1),
        (2019, 0.2, 0.2),
        (2020, 0.2, 0.2),
    ):
        paid = bundle([1e6, 3e6], 100, 20_000, **preset("cjr", year))
        np.testing.assert_allclose(paid, [gain * 1.94e6, -loss * 1.94e6])


def test_the_preset_of_bpci_advanced():
    assert bundle(1.85e6, 100, 20_000, quality=0.0, **preset("bpci_advanced")) == pytest.approx(
        81_000
    )


@given(
    POUNDS,
    st.integers(0, 10_000),
    st.integers(0, 100_000),
    SHARES,
    SHARES,
    SHARES,
    st.floats(0, 1e6),
)
def test_it_falls_with_spending_and_keeps_its_limits(n, episodes, price, off, q, cut, more):
    target = episodes * price * (1 - off)
    terms = {"discount": off, "quality": q, "quality_share": cut}
    high, low = bundle([n, n + more], episodes, price, stop_gain=0.2, stop_loss=0.1, **terms)
    assert -0.1 * target * (1 + 1e-12) <= low <= high <= 0.2 * target * (1 + 1e-12)
    assert high - low <= more + 1e-6 * max(target, n, 1.0)
    free = bundle(n, episodes, price, **terms)
    assert abs(free) <= abs(target - n) + 1e-12 * max(target, n)


@given(st.floats(0, 1e5), st.floats(0.1, 1e6))
def test_another_unit_of_money_changes_nothing_else(spent, unit):
    one = bundle(spent, 10, 5_000.0, **TERMS)
    other = bundle(spent * unit, 10, 5_000.0 * unit, **TERMS)
    assert other == pytest.approx(one * unit, rel=1e-9, abs=1e-6 * unit)


def test_winsorised_by_hand():
    costs = [140.0, 0.0, 10.0, 7.0, 20.0, 30.0]
    groups = ["knee", "knee", "knee", "hip", "knee", "knee"]
    # of five knees the cut at 0.75 is the fourth, 30; of 110 above it 22 still count
    assert winsorised(costs, groups, upper=0.75, share_above=0.2).tolist() == [
        52.0, 0.0, 10.0, 7.0, 20.0, 30.0,
    ]  # fmt: skip
    # the cut at 0.1 lies 0.4 of the way from 0 to 10
    assert winsorised(costs, groups, lower=0.1).tolist() == pytest.approx(
        [140.0, 4.0, 10.0, 7.0, 20.0, 30.0]
    )


@pytest.mark.parametrize(("track", "low", "high"), [("a", 1, 99), ("b", 5, 95), ("c", 5, 75)])
def test_the_risk_tracks_of_bpci(track, low, high):
    # costs 0, 1, ..., 100: each percentile is its own number
    costs = np.arange(101.0)
    paid = winsorised(costs, np.zeros(101), **preset(f"bpci_track_{track}"))
    assert paid[0] == pytest.approx(low)
    assert paid[50] == 50
    assert paid[100] == pytest.approx(high + 0.2 * (100 - high))


GROUPED = st.integers(1, 20).flatmap(
    lambda n: st.tuples(
        arrays(np.float64, n, elements=st.floats(0, 1e6)),
        arrays(np.int64, n, elements=st.integers(0, 3)),
    )
)


@given(GROUPED, st.floats(0, 0.5), st.floats(0.5, 1), SHARES, st.randoms())
def test_winsorised_as_numpy_group_by_group_in_any_order(given_, lower, upper, above, rng):
    costs, groups = given_
    found = winsorised(costs, groups, lower=lower, upper=upper, share_above=above)
    wanted = np.empty_like(costs)
    for group in np.unique(groups):
        own = costs[groups == group]
        low, high = np.quantile(own, [lower, upper])
        wanted[groups == group] = np.clip(own, low, high) + above * np.maximum(own - high, 0)
    np.testing.assert_allclose(found, wanted, rtol=1e-9, atol=1e-6)
    order = rng.sample(range(len(costs)), len(costs))
    again = winsorised(costs[order], groups[order], lower=lower, upper=upper, share_above=above)
    assert again.tolist() == found[order].tolist()
