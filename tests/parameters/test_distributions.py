"""Moments in, draws out: by hand, by property, and every complaint."""

import pickle
from math import exp, log, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pathway_economics.errors import InvalidModel
from pathway_economics.parameters.distributions import (
    DISTRIBUTIONS,
    Beta,
    Dirichlet,
    Empirical,
    Fixed,
    Formula,
    Gamma,
    LogNormal,
    Normal,
    Pert,
    Triangular,
    Uniform,
)

Z = 1.959963984540054
EXAMPLES = [
    Beta(mean=0.1, se=0.01),
    Beta(events=3, n=10),
    Beta(alpha=0.4, beta=2.0),
    Gamma(mean=2959, se=120),
    Gamma(shape=0.3, rate=2),
    LogNormal(median=0.78, ci95=(0.65, 0.93)),
    Normal(mean=-1, ci95=(-3, 1)),
    Uniform(2, 6),
    Triangular(1, 2, 6),
    Triangular(1, 1, 6),
    Triangular(1, 6, 6),
    Pert(0, 3, 12),
    Empirical([5, 1, 3], weights=[1, 0, 3]),
]


def test_beta_by_hand():
    # n = m (1 - m) / se^2 - 1 = 0.1 * 0.9 / 0.0009 - 1 = 99
    assert Beta(mean=0.1, se=0.03).shapes == pytest.approx((9.9, 89.1))
    assert Beta(events=10, n=100).shapes == (10, 90)
    assert Beta(events=10, n=100).expectation == pytest.approx(0.1)
    width = 2 * Z * 0.03
    assert Beta(mean=0.1, ci95=(0.05, 0.05 + width)).shapes == pytest.approx((9.9, 89.1))


def test_gamma_by_hand():
    # shape (100 / 20)^2 = 25, scale 20^2 / 100 = 4
    assert Gamma(mean=100, se=20).shape_and_scale == (25, 4)
    assert Gamma(mean=100, ci95=(70, 70 + 40 * Z)).shape_and_scale == pytest.approx((25, 4))
    assert Gamma(shape=25, rate=0.25).shape_and_scale == (25, 4)
    assert Gamma(shape=25, scale=4).expectation == 100


def test_lognormal_honours_the_word_mean():
    ci95 = (0.65, 0.93)
    sdlog = log(0.93 / 0.65) / (2 * Z)
    as_mean, as_median = LogNormal(mean=0.78, ci95=ci95), LogNormal(median=0.78, ci95=ci95)
    assert as_mean.log_moments == pytest.approx((log(0.78) - sdlog**2 / 2, sdlog))
    assert as_median.log_moments == pytest.approx((log(0.78), sdlog))
    assert as_mean.expectation == 0.78
    assert as_median.expectation == pytest.approx(0.78 * exp(sdlog**2 / 2))
    # variance of the logarithm: ln(1 + (0.3 / 0.6)^2) = ln 1.25
    assert LogNormal(mean=0.6, se=0.3).log_moments[1] == pytest.approx(sqrt(log(1.25)))
    assert LogNormal(meanlog=1, sdlog=2).expectation == pytest.approx(exp(3))


def test_others_by_hand():
    assert Normal(mean=5, ci95=(5 - 2 * Z, 5 + 2 * Z)).mean_and_se == pytest.approx((5, 2))
    assert Uniform(2, 6).expectation == 4
    assert Triangular(1, 2, 6).expectation == 3
    assert Pert(0, 3, 12).shapes == pytest.approx((2, 4))  # 1 + 4 * 3/12, 1 + 4 * 9/12
    assert Pert(0, 3, 12).expectation == 4  # (0 + 4 * 3 + 12) / 6
    assert Empirical([1, 5], weights=[3, 1]).expectation == 2
    assert Dirichlet({"a": 1, "b": 3}).expected == {"a": 0.25, "b": 0.75}
    assert Fixed(3).expectation == 3


@pytest.mark.parametrize(
    ("distribution", "u", "value"),
    [
        (Beta(alpha=1, beta=1), 0.3, 0.3),
        (Beta(alpha=2, beta=1), 0.25, 0.5),  # P(X < x) = x^2
        (Gamma(shape=1, scale=2), 0.5, 2 * log(2)),  # exponential
        (LogNormal(median=0.78, ci95=(0.65, 0.93)), 0.5, 0.78),
        (LogNormal(median=1, ci95=(0.5, 2)), 0.975, 2),
        (Normal(mean=1, ci95=(-1, 3)), 0.025, -1),
        (Uniform(2, 6), 0.25, 3),
        (Triangular(0, 1, 2), 0.125, 0.5),  # x^2 / 2
        (Triangular(0, 1, 2), 0.875, 1.5),
        (Triangular(1, 1, 2), 0.75, 1.5),  # 1 - (2 - x)^2
        (Pert(0, 1, 2, weight=0.0001), 0.5, 1),
        (Empirical([3, 1, 2]), 0.5, 2),
        (Empirical([3, 1, 2], weights=[1, 1, 0]), 1.0, 3),
    ],
)
def test_quantiles_by_hand(distribution, u, value):
    assert distribution.quantile(np.array([u])) == pytest.approx(value)


@pytest.mark.parametrize("distribution", EXAMPLES, ids=repr)
def test_draws_quantiles_and_scores_agree(distribution):
    n = 200_000
    draws = distribution.sample(np.random.default_rng(1), n)
    grid = distribution.quantile((np.arange(n) + 0.5) / n)
    scores = distribution.from_normal(np.random.default_rng(2).standard_normal(n))
    noise = 5 * grid.std() / sqrt(n)
    for sample in (draws, scores):
        assert sample.shape == (n,)
        assert sample.mean() == pytest.approx(distribution.expectation, abs=noise)
        assert sample.std() == pytest.approx(grid.std(), rel=0.03)
        shares = [(sample <= value).mean() for value in np.quantile(grid, [0.1, 0.5, 0.9])]
        exact = [(grid <= value).mean() for value in np.quantile(grid, [0.1, 0.5, 0.9])]
        assert shares == pytest.approx(exact, abs=0.008)


def moments_recovered(distribution, mean, se):
    n = 20_000
    draws = distribution.sample(np.random.default_rng(3), n)
    assert distribution.expectation == pytest.approx(mean)
    assert draws.mean() == pytest.approx(mean, abs=6 * se / sqrt(n))
    assert draws.std() == pytest.approx(se, rel=0.1)


@settings(max_examples=40, deadline=None)
@given(st.floats(0.05, 0.95), st.floats(0.02, 0.5))
def test_beta_recovers_its_moments(mean, share):
    se = share * sqrt(mean * (1 - mean))
    moments_recovered(Beta(mean=mean, se=se), mean, se)


@settings(max_examples=40, deadline=None)
@given(st.floats(1e-3, 1e6), st.floats(0.01, 0.5))
def test_gamma_and_lognormal_recover_their_moments(mean, share):
    moments_recovered(Gamma(mean=mean, se=share * mean), mean, share * mean)
    moments_recovered(LogNormal(mean=mean, se=share * mean), mean, share * mean)


def test_dirichlet_sums_to_one_and_recovers_its_means():
    counts = {"p_stay": 90.0, "p_worse": 8.0, "p_die": 2.0}
    draws = Dirichlet(counts).sample(np.random.default_rng(1), 50_000)
    assert draws.shape == (3, 50_000)
    np.testing.assert_allclose(draws.sum(axis=0), 1, rtol=1e-14)
    # variance of a share m with total 100: m (1 - m) / 101
    for row, mean in zip(draws, (0.9, 0.08, 0.02), strict=True):
        sd = sqrt(mean * (1 - mean) / 101)
        assert row.mean() == pytest.approx(mean, abs=5 * sd / sqrt(50_000))
        assert row.std() == pytest.approx(sd, rel=0.03)


def test_the_order_of_a_dirichlet_changes_no_draw():
    one = Dirichlet({"a": 5, "b": 2}).sample(np.random.default_rng(1), 10)
    other = Dirichlet({"b": 2, "a": 5}).sample(np.random.default_rng(1), 10)
    np.testing.assert_array_equal(one, other[::-1])


def test_fixed_has_the_same_value_in_every_draw():
    assert Fixed(2).sample(np.random.default_rng(1), 3).tolist() == [2, 2, 2]


@pytest.mark.parametrize(
    ("distribution", "words", "code"),
    [
        (Beta(mean=0.1, se=0.01), "beta, mean 0.1, se 0.01", "Beta(mean=0.1, se=0.01)"),
        (
            LogNormal(median=0.78, ci95=[0.65, 0.93]),
            "lognormal, median 0.78, 95% interval 0.65 to 0.93",
            "LogNormal(median=0.78, ci95=(0.65, 0.93))",
        ),
        (Pert(0, 1, 2), "pert, low 0, mode 1, high 2", "Pert(low=0, mode=1, high=2)"),
        (Fixed(3100), "fixed, value 3100", "Fixed(value=3100)"),
        (Dirichlet({"a": 9, "b": 1}), "dirichlet, a 9, b 1", "Dirichlet({'a': 9, 'b': 1})"),
        (Formula("2*p"), "formula, 2 * p", "Formula('2 * p')"),
        (Empirical([1, 2]), "empirical, 2 values from 1 to 2", "Empirical(<2 values>)"),
        (
            Empirical(np.array([1, 2]), weights=np.array([1, 2])),
            "empirical, 2 weighted values from 1 to 2",
            "Empirical(<2 values with weights>)",
        ),
    ],
    ids=repr,
)
def test_words_show_only_what_was_given(distribution, words, code):
    assert distribution.describe() == words
    assert repr(distribution) == code


@pytest.mark.parametrize("distribution", [*EXAMPLES, Dirichlet({"a": 9, "b": 1}), Formula("2*p")])
def test_distributions_are_values(distribution):
    copy = pickle.loads(pickle.dumps(distribution))
    assert copy == distribution
    assert hash(copy) == hash(distribution)


def test_every_keyword_of_the_file_has_its_class():
    assert set(DISTRIBUTIONS) == {
        *("beta", "gamma", "lognormal", "normal", "uniform", "triangular", "pert"),
        *("dirichlet", "multinormal", "posterior", "fixed", "empirical", "formula"),
    }


@pytest.mark.parametrize(
    ("build", "expected"),
    [
        (lambda: Beta(), "nothing given; give exactly one of (mean, se) | (mean, ci95) | "),
        (lambda: Beta(mean=0.1), "Beta(mean=0.1): mean given; give exactly one of"),
        (lambda: Beta(mean=0.1, se=0.1, n=9), "mean, se, n given; give exactly one of"),
        (lambda: Beta(mean=float("nan"), se=0.1), "mean=nan is not a finite number"),
        (lambda: Beta(mean="0.1", se=0.1), "mean='0.1' is not a finite number"),
        (lambda: Beta(mean=True, se=0.1), "mean=True is not a finite number"),
        (lambda: Beta(mean=1.2, se=0.1), "mean=1.2, but it must lie between 0 and 1"),
        (lambda: Beta(mean=0.5, se=0.5), "it must be below sqrt(mean * (1 - mean)) = 0.5"),
        (lambda: Beta(mean=0.5, se=0), "se=0, but it must be above 0 (a number known exactly"),
        (lambda: Beta(mean=0.5, ci95=(0.6, 0.4)), "it must be (low, high) with 0 <= low < high"),
        (lambda: Beta(mean=0.5, ci95=(0.4, 1.4)), "low < high <= 1"),
        (lambda: Beta(mean=0.5, ci95=(0.6, 0.8)), "mean=0.5 lies outside its interval 0.6 to 0.8"),
        (lambda: Beta(mean=0.5, ci95=(0.6,)), "ci95=(0.6,), but it must be (low, high)"),
        (lambda: Beta(mean=0.5, ci95=0.6), "ci95=0.6, but it must be (low, high)"),
        (lambda: Beta(events=0, n=9), "events=0 of n=9, but 0 < events < n must hold"),
        (lambda: Beta(alpha=0, beta=-1), "alpha=0, but it must be above 0; beta=-1, but"),
        (lambda: Gamma(mean=-1, se=float("inf")), "se=inf is not a finite number"),
        (lambda: Gamma(mean=-1, se=-2), "mean=-1, but it must be above 0; se=-2, but"),
        (lambda: Gamma(mean=1, ci95=(-1, 2)), "with 0 <= low < high."),
        (lambda: Gamma(shape=1, scale=1, rate=1), "shape, scale, rate given; give exactly one"),
        (lambda: Gamma(shape=1, rate=0), "rate=0, but it must be above 0"),
        (lambda: LogNormal(median=1, se=1), "(mean, se) | (mean, ci95) | (median, ci95) | "),
        (lambda: LogNormal(median=1, ci95=(0, 2)), "a ratio's interval must lie above 0"),
        (lambda: LogNormal(median=1, ci95=(1.5, 2)), "median=1 lies outside its interval"),
        (lambda: LogNormal(meanlog=0, sdlog=0), "sdlog=0, but it must be above 0"),
        (lambda: Normal(mean=0, se=-1), "se=-1, but it must be above 0"),
        (lambda: Normal(mean=9, ci95=(1, 2)), "mean=9 lies outside its interval 1 to 2"),
        (lambda: Uniform(2, 2), "Uniform(low=2, high=2): low < high must hold"),
        (lambda: Triangular(1, 5, 2), "low <= mode <= high and low < high must hold"),
        (lambda: Pert(1, 5, 2, weight=-1), "weight=-1, but it must be above 0"),
        (lambda: Dirichlet({"a": 1}), "1 ways named; give at least two"),
        (lambda: Dirichlet({"a": 0, "b": 1}), "the count of 'a' is 0, but it must be above 0"),
        (lambda: Dirichlet({"a": float("nan"), "b": 1}), "a=nan is not a finite number"),
        (lambda: Dirichlet({"age": 1, "b": 1}), "the name 'age' is reserved"),
        (lambda: Empirical([]), "there are no values; give at least one"),
        (lambda: Empirical([1, float("nan")]), "values[1]=nan is not a finite number"),
        (lambda: Empirical([1, 2], weights=[1]), "1 weights for 2 values; give one for each"),
        (lambda: Empirical([1, 2], weights=[1, -1]), "the least weight is -1"),
        (lambda: Empirical([1, 2], weights=[0, 0]), "one must be above"),
        (lambda: Empirical([1, [2, 3]]), "values[1]=[2, 3] is not a finite number"),
        (lambda: LogNormal(mean=1, ci95=[]), "ci95=(), but it must be (low, high) with 0"),
        (lambda: Empirical(3), "Empirical: values=3, but it must be a list of numbers"),
        (
            lambda: Dirichlet([1, 2]),
            "Dirichlet: counts=[1, 2], but it must be a mapping from names",
        ),
        (lambda: Fixed([1, 2]), "Fixed: value=(1, 2), but it must be one number"),
        (lambda: Fixed(None), "value=None is not a finite number"),
        (lambda: Uniform(None, 1), "low=None is not a finite number"),
        (lambda: Pert(1, 2, 3, weight=None), "weight=None is not a finite number"),
        (lambda: Fixed(float("inf")), "value=inf is not a finite number"),
        (lambda: Formula("2 *"), "it ends too soon"),
        (lambda: Formula("p").expectation, "Formula('p') has no mean of its own"),
        (lambda: Formula("p").sample(np.random.default_rng(1), 1), "has no draws of its own"),
        (lambda: Fixed(1).quantile(np.array([0.5])), "has no quantiles of its own"),
    ],
)
def test_every_complaint_says_what_is_right(build, expected):
    with pytest.raises(InvalidModel) as caught:
        build()
    assert expected in str(caught.value)


def test_all_complaints_of_one_distribution_come_together():
    with pytest.raises(InvalidModel, match=r"mean=-1.*; se=-2.*") as caught:
        Gamma(mean=-1, se=-2)
    assert len(caught.value.complaints) == 1
