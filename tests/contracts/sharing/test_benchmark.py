import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from builders import outcomes
from pathway_economics.contracts import Book, Comparison, History, Ratchet, Rebased
from pathway_economics.contracts.sharing.benchmark import as_benchmark, benchmark
from pathway_economics.contracts.wording import Wording
from pathway_economics.errors import InvalidModel
from pathway_economics.seeds import CHUNK, stream

SPENT = np.stack([np.tile([80.0, 120.0], 100), np.full(200, 70.0)])[:, np.newaxis, :]
SPENT = SPENT * np.array([1.0, 1.5, 2.0])[:, np.newaxis]  # (environment, year, draw)


def amounts(terms, n_draws=200, name="Savings"):
    spent = SPENT[..., np.arange(n_draws) % 200]
    book = Book(outcomes(n_draws=n_draws), {})
    return benchmark(as_benchmark(terms), spent, name, book)


def test_fixed_is_the_mean_of_the_reference_in_each_year():
    assert_allclose(amounts("fixed"), np.reshape([100.0, 150.0, 200.0], (1, 3, 1)))


def test_per_draw_is_the_reference_itself():
    assert_array_equal(amounts("per_draw"), SPENT[:1])


def test_amounts_by_year_are_taken_as_they_are():
    assert_allclose(amounts([7, 8, 9]), np.reshape([7.0, 8.0, 9.0], (1, 3, 1)))


def test_a_history_without_chance_is_the_trend():
    # 100 in the first year, then 2 % more each year: 102 and 104.04
    past = amounts({"history": {"trend": 0.02}})
    assert_allclose(past, np.broadcast_to(np.reshape([100, 102, 104.04], (1, 3, 1)), past.shape))


def test_a_history_has_its_own_chance_in_each_draw():
    past = amounts(History(cv=0.03, years=4), n_draws=CHUNK + 5)
    scores = [stream(1, "history", "Savings", k).standard_normal(CHUNK) for k in (0, 1)]
    error = 0.03 / 2 * np.concatenate(scores)[: CHUNK + 5]
    mean = SPENT[0, 0, np.arange(CHUNK + 5) % 200].mean()
    assert_allclose(past[0, 0], mean * (1 + error))
    assert_allclose(past[0, 2], past[0, 0])
    assert past[0, 0].std() == pytest.approx(mean * 0.015, rel=0.05)


def test_more_draws_keep_the_first_and_another_contract_has_another_past():
    few, many = (amounts(History(cv=0.03), n) for n in (200, 400))
    assert_allclose(few, many[..., :200])
    assert not np.allclose(few, amounts(History(cv=0.03), name="Other"))


@pytest.mark.parametrize(
    ("terms", "complaint"),
    [
        ({"past": {}}, "write fixed, per_draw"),
        ({"history": {"tend": 0.1}}, "history has no tend"),
        ({"history": {"cv": -0.1}}, "cv=-0.1"),
        ({"history": {"years": 0}}, "whole number from 1"),
        ({"history": {"trend": -1}}, "growth is above -1"),
        ({"comparison": {"cv": 2}}, "comparison: missing .*'size'"),
        ({"comparison": {"cv": 2, "size": 0}}, "whole number from 1"),
        ({"comparison": {"cv": -2, "size": 5}}, "cv=-2"),
        ({"rebased": {"every": 2.5}}, "every=2.5"),
        ({"rebased": {"every": 2, "weight": 1.5}}, "weight=1.5, but a share"),
        ({"rebased": {"every": 2, "start": {"ratchet": {"rate": 1}}}}, "start: benchmark="),
        ({"ratchet": {"rate": -1}}, "rate=-1, but a share"),
        ({"ratchet": {"growth": 0.02}}, "ratchet has no growth: rate, trend"),
        ({"ratchet": {}}, "ratchet: missing .*'rate'"),
    ],
)
def test_impossible_benchmarks_are_refused(terms, complaint):
    with pytest.raises(InvalidModel, match=complaint):
        as_benchmark(terms)


def test_a_control_group_is_the_truth_of_each_draw_with_noise_that_shrinks():
    # 2 / sqrt(10,000) = 2 % of what the reference spends in that draw, new in each year
    seen = amounts({"comparison": {"cv": 2, "size": 10_000}}, n_draws=CHUNK + 5)
    spent = SPENT[:1, :, np.arange(CHUNK + 5) % 200]
    for year in range(3):
        noise = [stream(1, "comparison", "Savings", year, k).standard_normal(CHUNK) for k in (0, 1)]
        error = 0.02 * np.concatenate(noise)[: CHUNK + 5]
        assert_allclose(seen[0, year], spent[0, year] * (1 + error))
    assert (seen / spent - 1).std() == pytest.approx(0.02, rel=0.02)
    assert_allclose(amounts(Comparison(cv=0, size=1)), SPENT[:1])
    # more units of less noise: the same error
    again = amounts(Comparison(cv=4, size=40_000), n_draws=CHUNK + 5)
    assert_allclose(again, seen)


def test_the_noise_of_a_control_group_belongs_to_its_contract():
    terms = Comparison(cv=2, size=100)
    few, many = (amounts(terms, n) for n in (200, 400))
    assert_allclose(few, many[..., :200])
    assert not np.allclose(few, amounts(terms, name="Other"))


def test_a_control_group_may_drift():
    drifted = amounts(Comparison(cv=0, size=1, drift=0.1))
    assert_allclose(drifted, SPENT[:1] * np.reshape([1, 1.1, 1.21], (3, 1)))


def test_a_benchmark_is_rebased_to_what_was_spent():
    # start 100, 150, 200; as proposed 70, 105, 140 are spent: from year 3 on (70 + 105) / 2
    level = amounts({"rebased": {"every": 2}})
    assert_allclose(level[1, :, 0], [100, 150, 87.5])
    # half of that and half of the mean of the past benchmark, 125
    assert_allclose(amounts(Rebased(every=2, weight=0.5))[1, :, 0], [100, 150, (87.5 + 125) / 2])
    assert_allclose(amounts(Rebased(every=1, start=90))[1, :, 0], [90, 70, 105])
    assert_allclose(amounts(Rebased(every=9))[1, :, 0], [100, 150, 200])


def test_a_ratchet_takes_its_share_of_each_saving():
    # 100 - 0.5 x (100 - 70) = 85; then 85 + 0.5 x (105 - 85) = 95, or 85 if only downward
    assert_allclose(amounts(Ratchet(rate=0.5))[1, :, 0], [100, 85, 95])
    assert_allclose(amounts(Ratchet(rate=0.5, downward_only=True))[1, :, 0], [100, 85, 85])
    # with 10 % growth: 85 x 1.1 = 93.5, a loss of 11.5: (93.5 + 5.75) x 1.1
    told = amounts({"ratchet": {"rate": 0.5, "trend": 0.1}})
    assert_allclose(told[1, :, 0], [100, 93.5, 109.175])
    assert_allclose(amounts(Ratchet(rate=0, start=80))[1, :, 0], [80, 80, 80])


def test_a_history_may_start_a_ratchet():
    moved = amounts(Ratchet(rate=0.5, start=History(cv=0.1)))
    assert_allclose(moved[0, 0], amounts(History(cv=0.1))[0, 0])


def test_in_words():
    words = Wording("GBP")
    assert Comparison(cv=2, size=10_000, drift=0.01).in_words(words) == (
        "the benchmark is the spending of a control group of 10,000, known with an error of 200% "
        "for one of them, drifting by 1% a year"
    )
    assert Rebased(every=3, weight=0.5).in_words(words) == (
        "the benchmark is the spending expected today, fixed at signing; every 3 years it is reset "
        "to the mean of what was spent in them, with a weight of 50%"
    )
    assert Ratchet(rate=0.5, start=900, trend=0.02).in_words(words) == (
        "the benchmark is GBP 900 a year; it holds in the first year, and from year to year it "
        "falls by 50% of the saving and rises by 50% of a loss, growing by 2% a year"
    )


def test_for_more_people_the_past_is_surer_and_amounts_are_larger():
    # four times the people: half the error; the size of a control group is its own
    moved = Ratchet(rate=0.5, start=History(cv=0.1)).scaled(4)
    assert str(moved.start.cv) == "0.1 / 2"
    assert str(Rebased(every=2, start=100).scaled(4).start) == "100 * 4"
    control = Comparison(cv=2, size=100)
    assert control.scaled(4) == control
