import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from builders import outcomes
from pathway_economics.contracts import Book, History
from pathway_economics.contracts.sharing.benchmark import as_benchmark, benchmark
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
    ],
)
def test_impossible_benchmarks_are_refused(terms, complaint):
    with pytest.raises(InvalidModel, match=complaint):
        as_benchmark(terms)
