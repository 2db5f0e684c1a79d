"""Laws that every sampler keeps."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import spearmanr

from parameters.sampled import CONTINUOUS, JOINT, SAMPLERS, draws, models, parameter
from pathway_economics.errors import InvalidModel
from pathway_economics.parameters import Correlation, LatinHypercube, Sobol
from pathway_economics.seeds import CHUNK

samplers = st.sampled_from(SAMPLERS)
few = settings(max_examples=25)


def names_of(parameters):
    return [name for p in parameters for name in p.names]


@few
@given(models(), samplers, st.data())
def test_whichever_parameters_are_asked_for_their_numbers_are_the_same(model, sampler, data):
    parameters, correlations = model
    whole = draws(parameters, correlations, sampler=sampler)
    chunk = whole.chunk(0)
    some = data.draw(st.lists(st.sampled_from(names_of(parameters)), min_size=1, unique=True))
    confined = whole.only(some).chunk(0)
    assert set(some) <= set(confined)
    for name, value in whole.values(*some).items():
        np.testing.assert_array_equal(confined[name], chunk[name])
        np.testing.assert_array_equal(value, np.broadcast_to(chunk[name], CHUNK)[:100])


@few
@given(models(), samplers, st.data())
def test_their_order_changes_nothing(model, sampler, data):
    parameters, correlations = model
    other = data.draw(st.permutations(parameters))
    one = draws(parameters, correlations, sampler=sampler).chunk(0)
    two = draws(other, correlations[::-1], sampler=sampler).chunk(0)
    for name, value in one.items():
        np.testing.assert_array_equal(value, two[name])


@few
@given(models(), samplers, st.integers(1, 2 * CHUNK), st.integers(1, CHUNK))
def test_more_draws_keep_the_first(model, sampler, n, more):
    parameters, correlations = model
    names = names_of(parameters)
    first = draws(parameters, correlations, n_draws=n, sampler=sampler).values(*names)
    longer = draws(parameters, correlations, n_draws=n + more, sampler=sampler).values(*names)
    for name in names:
        np.testing.assert_array_equal(first[name], longer[name][:n])


@few
@given(models(), st.sampled_from([s for s in SAMPLERS if s != Sobol()]))
def test_without_the_others_a_parameter_keeps_its_draws(model, sampler):
    parameters, correlations = model
    whole = draws(parameters, correlations, sampler=sampler).chunk(0)
    grouped = {name for correlation in correlations for name in correlation.of}
    for alone in (p for p in parameters if p.name not in grouped):
        for name, value in draws([alone], sampler=sampler).chunk(0).items():
            np.testing.assert_array_equal(value, whole[name])
    for together in correlations:
        pair = [p for p in parameters if p.name in together.of]
        for name, value in draws(pair, [together], sampler=sampler).chunk(0).items():
            np.testing.assert_array_equal(value, whole[name])


@pytest.mark.parametrize("sampler", SAMPLERS, ids=lambda s: type(s).__name__)
def test_seeds_and_chunks_give_other_draws(sampler):
    p = [parameter("p", CONTINUOUS[3]), parameter("q", CONTINUOUS[3])]
    base = draws(p, sampler=sampler).chunk(0)
    others = [draws(p, seed=1, sampler=sampler).chunk(0)["p"], base["q"]]
    others.append(draws(p, sampler=sampler).chunk(1)["p"])
    for other in others:
        assert len(np.intersect1d(base["p"], other)) == 0
        if sampler != Sobol():  # points of two scrambles still follow one sequence
            assert abs(np.corrcoef(base["p"], other)[0, 1]) < 5 / np.sqrt(CHUNK)


@pytest.mark.parametrize("sampler", SAMPLERS, ids=lambda s: type(s).__name__)
@pytest.mark.parametrize("kind", CONTINUOUS, ids=repr)
def test_every_distribution_keeps_its_mean_and_quantiles(sampler, kind):
    drawn = draws([parameter("p", kind)], sampler=sampler).chunk(0)["p"]
    noise = 5 * drawn.std() / np.sqrt(CHUNK)
    assert drawn.mean() == pytest.approx(kind.expectation, abs=noise)
    for share in (0.1, 0.5, 0.9):
        below = (drawn <= kind.quantile(np.array([share]))).mean()
        assert below == pytest.approx(share, abs=5 * np.sqrt(share * (1 - share) / CHUNK))


@pytest.mark.parametrize("sampler", SAMPLERS, ids=lambda s: type(s).__name__)
def test_joint_distributions_keep_what_ties_them(sampler):
    drawn = draws(JOINT, sampler=sampler, n_draws=CHUNK).chunk(0)
    np.testing.assert_allclose(drawn["stay"] + drawn["worse"] + drawn["die"], 1, rtol=1e-14)
    for name, mean in (("stay", 9 / 11.5), ("worse", 2 / 11.5), ("die", 0.5 / 11.5)):
        noise = 5 * np.sqrt(mean * (1 - mean) / 12.5 / CHUNK)  # variance m (1 - m) / (total + 1)
        assert drawn[name].mean() == pytest.approx(mean, abs=noise)
    np.testing.assert_array_equal(drawn["beta"], 10 * drawn["alpha"])  # rows stay together
    assert np.bincount(drawn["alpha"].astype(int))[1:] == pytest.approx(CHUNK / 4, abs=200)
    cov = np.cov(drawn["slope"], drawn["cut"])
    assert [drawn["slope"].mean(), drawn["cut"].mean()] == pytest.approx([1, -2], abs=0.11)
    # standard errors of (co)variances: sqrt((v w + c^2) / n) = 0.063, 0.025 and 0.016
    np.testing.assert_allclose(cov, [[4, -1], [-1, 1]], atol=0.3)


@pytest.mark.parametrize("sampler", SAMPLERS, ids=lambda s: type(s).__name__)
@pytest.mark.parametrize(
    ("method", "ranks", "near"),
    [("copula", 6 / np.pi * np.arcsin(0.3), 0.03), ("iman-conover", 0.6, 0.009)],  # of rho = 0.6
)
def test_rank_correlation_is_as_asked(sampler, method, ranks, near):
    pair = [parameter("p", CONTINUOUS[0]), parameter("q", CONTINUOUS[1])]
    drawn = draws(pair, [Correlation(("p", "q"), 0.6, method)], sampler=sampler).chunk(0)
    assert spearmanr(drawn["p"], drawn["q"]).statistic == pytest.approx(ranks, abs=near)


@pytest.mark.parametrize("given", ["lhs", None, LatinHypercube])
def test_what_is_no_sampler_is_refused(given):
    with pytest.raises(InvalidModel, match=r"must be a sampler: MonteCarlo\(\), LatinHyper"):
        draws([parameter("p", CONTINUOUS[0])], sampler=given)
