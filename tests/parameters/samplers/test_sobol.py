"""Sobol points fill boxes evenly, and means of smooth models converge faster."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parameters.sampled import draws, parameter
from pathway_economics.errors import InvalidModel, PathwayEconomicsWarning
from pathway_economics.parameters import (
    Dirichlet,
    Draws,
    Fixed,
    Formula,
    MonteCarlo,
    Sobol,
    Uniform,
)
from pathway_economics.seeds import CHUNK

SHARES = [parameter(name, Uniform(0, 1)) for name in "abcdef"]


def points(n_draws, seed, parameters=SHARES, sampler=Sobol()):  # noqa: B008
    names = [name for p in parameters for name in p.names]
    values = draws(parameters, seed=seed, n_draws=n_draws, sampler=sampler).values(*names)
    return np.stack(list(values.values()))


@settings(max_examples=20)
@given(st.integers(0, 2**40), st.integers(0, 6), st.integers(0, 6))
def test_boxes_of_the_first_two_dimensions_hold_one_point_each(seed, i, j):
    """The first two dimensions make a (0, m, 2)-net, scrambled or not."""
    a, b = points(2 ** (i + j), seed)[:2]
    boxes = (a * 2**i).astype(int) * 2**j + (b * 2**j).astype(int)
    assert sorted(boxes) == list(range(2 ** (i + j)))


def test_chunks_go_on_where_the_last_one_ended():
    """Over two chunks too, each of 2^14 strata is hit once."""
    for row in points(2 * CHUNK, seed=3):
        assert sorted((row * 2 * CHUNK).astype(int)) == list(range(2 * CHUNK))


def test_no_point_is_at_an_end():
    whole = points(2 * CHUNK, seed=3)
    assert whole.min() > 0
    assert whole.max() < 1


@pytest.mark.parametrize(("n_draws", "gain"), [(1024, 8), (CHUNK, 20)])
def test_the_mean_of_a_smooth_model_converges_faster(n_draws, gain):
    """Of the product of 1 + (u - 1/2) over six: mean 1, variance (1 + 1/12)^6 - 1."""

    def error(sampler):
        means = [
            np.prod(0.5 + points(n_draws, seed, sampler=sampler), axis=0).mean()
            for seed in range(10)
        ]
        return np.sqrt(np.mean((np.array(means) - 1) ** 2))

    alone = error(MonteCarlo())
    assert alone == pytest.approx(np.sqrt(((13 / 12) ** 6 - 1) / n_draws), rel=0.6)
    assert error(Sobol()) < alone / gain


def test_dimensions_follow_the_names_and_only_what_is_uncertain_has_one():
    """Dimensions: a 1, shares 2 to 4 (die, stay, worse), z 5; a fixed number has none."""
    shares = parameter("shares", Dirichlet({"stay": 1, "die": 1, "worse": 1}))
    a, z = parameter("a", Uniform(0, 1)), parameter("z", Uniform(0, 1))
    known = [parameter("price", Fixed(3)), parameter("twice", Formula("2 * price"))]
    given = draws([z, shares, a], sampler=Sobol()).chunk(0)
    more = draws([*known, z, shares, a], sampler=Sobol()).chunk(0)
    five = points(CHUNK, 2026, SHARES[:5])
    for chunk in (given, more):
        np.testing.assert_array_equal(chunk["a"], five[0])
        np.testing.assert_array_equal(chunk["z"], five[4])
        # a gamma of shape 1 is -log(1 - u)
        gammas = dict(zip(("die", "stay", "worse"), -np.log1p(-five[1:4]), strict=True))
        np.testing.assert_allclose(chunk["stay"], gammas["stay"] / sum(gammas.values()), rtol=1e-9)


def test_a_parameter_more_may_move_the_others():
    without, among = points(8, 1, SHARES[1:]), points(8, 1)[1:]
    assert not np.array_equal(without, among)


def test_a_number_of_draws_that_is_no_power_of_two_is_warned_of_once():
    given = (tuple(SHARES), (), 1, 1000, Sobol())
    with pytest.warns(PathwayEconomicsWarning, match="take 512 or 1,024") as told:
        Draws(*given).only(["a"]).chunk(0)
    assert len(told) == 1
    assert [Sobol().advice(n) for n in (1, 2, 4096)] == [None] * 3
    assert MonteCarlo().advice(1000) is None


def test_too_many_dimensions_are_refused():
    many = parameter("many", Dirichlet({f"p{i}": 1 for i in range(21_202)}))
    with pytest.raises(InvalidModel, match="at most 21,201 dimensions; the parameters need 21,202"):
        draws([many], sampler=Sobol())


def test_without_uncertainty_there_is_nothing_to_draw():
    assert draws([parameter("price", 3)], sampler=Sobol()).chunk(0) == {"price": 3.0}
