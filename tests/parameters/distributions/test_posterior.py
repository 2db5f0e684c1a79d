import pickle

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from parameters.sampled import SAMPLERS, draws, parameter
from pathway_economics.errors import InvalidModel
from pathway_economics.parameters import Parameter, Posterior
from pathway_economics.seeds import CHUNK

CHAIN = Posterior({"p": [0.1, 0.2, 0.3], "q": [5, 6, 7]})


@given(
    arrays(float, (3, 5), elements=st.floats(-9, 9)),
    st.sampled_from(SAMPLERS),
    st.integers(0, 2**40),
)
def test_rows_stay_together(table, sampler, seed):
    chain = parameter("chain", Posterior(dict(zip("cab", table, strict=True))))
    drawn = draws([chain], seed=seed, sampler=sampler).chunk(0)
    rows = {tuple(row) for row in table.T}
    assert {tuple(row) for row in np.stack([drawn[name] for name in "cab"]).T} <= rows


def test_rows_are_drawn_equally_often_with_replacement():
    drawn = CHAIN.sample(np.random.default_rng(1), 30_000)
    counts = np.bincount((drawn[1] - 5).astype(int))
    assert counts == pytest.approx(10_000, abs=5 * np.sqrt(30_000 * (1 / 3) * (2 / 3)))


def test_draws_belong_to_the_name_of_the_block():
    one, two = parameter("one", CHAIN), parameter("two", Posterior({"r": [0, 1, 2]}))
    among = draws([two, one]).chunk(0)
    np.testing.assert_array_equal(draws([one]).chunk(0)["p"], among["p"])
    assert not np.array_equal(among["q"] - 5, among["r"])


def test_rows_by_the_shares_below_scores():
    """Normal scores -1, 0 and 1 have 0.16, 0.5 and 0.84 of the probability below."""
    assert CHAIN.from_scores([np.array([-1.0, 0.0, 1.0, 40.0])])[1].tolist() == [5, 6, 7, 7]


@pytest.mark.parametrize("sampler", SAMPLERS, ids=lambda s: type(s).__name__)
def test_rows_in_order(sampler):
    n = CHUNK + 100
    chain = parameter("chain", Posterior({"row": np.arange(n), "one": np.ones(n)}, in_order=True))
    drawn = draws([chain, parameter("other", CHAIN)], n_draws=n, sampler=sampler)
    assert drawn.values("row")["row"].tolist() == list(range(n))
    assert drawn.only(["row"]).chunk(1)["row"][:100].tolist() == list(range(CHUNK, n))
    with pytest.raises(InvalidModel) as caught:
        draws([chain], n_draws=n + 1, sampler=sampler)
    assert "8,293 draws are wanted, but 'chain' has 8,292 rows to be taken in order" in str(
        caught.value
    )


def test_from_a_data_frame():
    frame = pd.DataFrame({"p": [0.1, 0.2, 0.3], "q": [5, 6, 7]}, index=[9, 8, 7])
    assert Posterior.from_frame(frame) == CHAIN
    assert Posterior.from_frame(frame, in_order=True).in_order
    assert Posterior({"p": frame["p"].to_numpy(), "q": frame["q"].to_numpy()}) == CHAIN


def test_words_and_means():
    chain = Parameter("chain", CHAIN, "ratio", source="a fit")
    assert chain.names == ("p", "q")
    assert chain.means == pytest.approx({"p": 0.2, "q": 6})
    assert CHAIN.describe() == "posterior, 3 rows of p, q"
    assert repr(CHAIN) == "Posterior(<3 rows of p, q>)"
    assert Posterior(CHAIN.draws, in_order=True).describe().endswith("p, q, in order")


def test_it_is_a_value():
    copy = pickle.loads(pickle.dumps(CHAIN))
    assert copy == CHAIN
    assert hash(copy) == hash(CHAIN)
    assert copy != Posterior(CHAIN.draws, in_order=True)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([1, 2], "draws=[1, 2], but it must be a mapping from names to lists of numbers"),
        ({}, "there are no rows; name parameters and give at least one number each"),
        ({"p": []}, "there are no rows"),
        ({"p": 3}, "the draws of 'p' are 3; give a list of numbers"),
        ({"p": [1, 2], "q": [1]}, "columns differ in length (p 2, q 1)"),
        ({"p": [1, "2"], "q": [1, 2]}, "p[1]='2' is not a finite number"),
        ({"p": [np.nan, 1, np.inf]}, "p[0]=nan is not a finite number, nor are 1 more"),
        ({"age": [1]}, "the name 'age' is reserved"),
    ],
)
def test_every_complaint_says_what_is_right(given, expected):
    with pytest.raises(InvalidModel) as caught:
        Posterior(given)
    assert expected in str(caught.value)


def test_in_order_is_true_or_false():
    with pytest.raises(InvalidModel, match="in_order='yes', but it must be true or false"):
        Posterior({"p": [1]}, in_order="yes")
