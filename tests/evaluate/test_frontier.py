from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from pathway_economics.evaluate import frontier

scattered = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=1, max_size=7)
steps = st.lists(st.tuples(st.integers(1, 9), st.integers(1, 4)), min_size=1, max_size=7)
rising = steps.map(lambda found: [(int(c), int(e)) for c, e in np.cumsum(found, axis=0)])
points = st.one_of(scattered, rising)  # among rising ones none is strongly dominated


def test_frontier_replicates_va_herc():
    """VA Health Economics Resource Center example, as in dampack's tests of calculate_icers.

    D. Kunst et al., dampack (Decision-Analytic Modeling Package), R package,
    github.com/DARTH-git/dampack.
    """
    strategies = ["E", "D", "C", "B", "A", "UC"]
    found = frontier([55_000, 35_000, 25_000, 10_000, 12_000, 5_000], [5, 4, 3, 2, 1.5, 1])
    told = dict(zip(strategies, found.status, strict=True))
    assert told == dict.fromkeys("EDB", "") | {
        "UC": "",
        "C": "extendedly dominated",
        "A": "dominated",
    }
    icer = dict(zip(strategies, found.icer, strict=True))
    assert icer["B"] == 5_000  # (10,000 - 5,000) / (2 - 1)
    assert icer["D"] == 12_500  # (35,000 - 10,000) / (4 - 2)
    assert icer["E"] == 20_000  # (55,000 - 35,000) / (5 - 4)
    assert np.isnan([icer["UC"], icer["C"], icer["A"]]).all()
    assert [strategies[k] for k in found.against[[3, 1, 0]]] == ["UC", "B", "D"]


def test_frontier_replicates_hiv_screening():
    """A. D. Paltiel et al., Annals of Internal Medicine 2006;145:797-806, in dampack."""
    costs = [26_000, 27_000, 28_020, 28_440, 29_440]
    months = np.array([277.25, 277.57, 277.78, 277.83, 277.76])
    found = frontier(costs, months / 12)
    assert found.status == ("", "", "", "", "dominated")
    assert_allclose(found.icer[1:4], [37_500.0, 58_285.7143, 100_800.0], rtol=1e-6)


@pytest.mark.parametrize(
    ("costs", "effects", "status", "icer"),
    [
        ([3.0], [1.0], [""], [None]),
        ([1, 1], [1, 2], ["dominated", ""], [None, None]),  # as dear and does less
        ([1, 2], [1, 1], ["", "dominated"], [None, None]),  # dearer and does the same
        ([1, 2, 2], [1, 2, 2], ["", "", ""], [None, 1, 1]),  # twins share their ICER
        ([1, 2, 3], [1, 2, 3], ["", "", ""], [None, 1, 1]),  # on a line: not above it
        ([0.1, 0.2, 0.3], [1, 2, 3], ["", "", ""], [None, 0.1, 0.1]),  # the same, rounded
        ([0, 2, 3], [0, 1, 2], ["", "extendedly dominated", ""], [None, None, 1.5]),
        ([5, 6], [1, 1 + 1e-15], ["", "dominated"], [None, None]),  # no effect but rounding
        ([0, 0], [0, 0], ["", ""], [None, None]),
        ([-5, 0], [0, 1], ["", ""], [None, 5]),  # a cost may be a saving
    ],
)
def test_ties_by_hand(costs, effects, status, icer):
    found = frontier(costs, effects)
    assert list(found.status) == status
    assert_allclose(found.icer, [np.nan if value is None else value for value in icer])


def undominated(points):
    return {
        (c, e)
        for c, e in points
        if not any(x <= c and y >= e and (x, y) != (c, e) for x, y in points)
    }


def best_at_some_threshold(points):
    """Return the points of highest net benefit at a threshold, tried at all that matter."""
    kept = undominated(points)
    kinks = sorted({Fraction(a - c, b - e) for a, b in kept for c, e in kept if b > e})
    tried = [Fraction(1, 10**6), *kinks, Fraction(10**6)]
    tried += [(left + right) / 2 for left, right in zip(kinks, kinks[1:], strict=False)]
    best = set()
    for threshold in tried:
        nmb = {(c, e): threshold * e - c for c, e in kept}
        best |= {point for point, value in nmb.items() if value == max(nmb.values())}
    return best


@given(points)
def test_frontier_equals_brute_force(points):
    found = frontier(*np.array(points, float).T)
    kept, best = undominated(points), best_at_some_threshold(points)
    for point, status in zip(points, found.status, strict=True):
        expected = "" if point in best else "extendedly dominated" if point in kept else "dominated"
        assert status == expected, point


@given(points)
def test_icers_rise_along_the_frontier(points):
    costs, effects = np.array(points, float).T
    found = frontier(costs, effects)
    order = np.lexsort((effects, costs))
    icers = found.icer[order][~np.isnan(found.icer[order])]
    assert np.all(np.diff(icers) >= -1e-9)
    assert np.all(icers > 0)


@given(points)
def test_an_icer_is_the_least_slope_to_any_other_strategy(points):
    """From each strategy on the frontier the next one does more at the least extra cost."""
    found = frontier(*np.array(points, float).T)
    for k, j in enumerate(found.against):
        if j >= 0:
            slopes = [
                (c - points[j][0]) / (e - points[j][1]) for c, e in points if e > points[j][1]
            ]
            assert found.icer[k] == pytest.approx(min(slopes))


@given(points, st.randoms(use_true_random=False), st.sampled_from([0.5, 3.0, 1e5]))
def test_order_of_strategies_and_units_do_not_matter(points, random, unit):
    shuffled = points[:]
    random.shuffle(shuffled)
    one = frontier(*np.array(points, float).T)
    other = frontier(*(np.array(shuffled, float).T * [[unit], [1.0]]))
    told = dict(zip(points, one.status, strict=True))
    icer = dict(zip(points, one.icer, strict=True))
    assert [told[point] for point in shuffled] == list(other.status)
    assert_allclose(other.icer / unit, [icer[point] for point in shuffled])
