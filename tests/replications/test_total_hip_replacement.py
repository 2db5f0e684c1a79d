"""Total hip replacement: a Weibull curve, mortality by age and sex, ten subgroups.

A. Briggs, K. Claxton and M. Sculpher, Decision Modelling for Health Economic Evaluation, Oxford
University Press 2006, ex. 3.5 (a woman of 60, point estimate). The figures of its spreadsheet
are read, with 8 to 10 digits, from GitHub aphp/heemod @16a209c1, tests/testthat/test_dmhee.R; the
subgroups from the printed output of hesim's vignette on inhomogeneous cohort models, GitHub
hesim-dev/hesim @1a3de738, docs/articles/markov-inhomogeneous-cohort.html. Point estimates of the
subgroups are an independent recalculation from the same inputs.
"""

import math
from dataclasses import replace

import numpy as np
import pytest

import pathway_economics as pe

RECALCULATED = {
    "Women of 55": ((560.17393799, 17.03741663), (623.16864583, 17.10967606)),
    "Women of 60": ((512.43465834, 14.65318961), (610.31181776, 14.69770986)),
    "Women of 65": ((475.63617658, 12.29928589), (600.49614401, 12.32575213)),
    "Women of 70": ((448.26237407, 10.07401688), (593.24560094, 10.08919583)),
    "Women of 75": ((428.71047131, 8.00062432), (588.09359649, 8.00912545)),
    "Men of 55": ((698.50349746, 14.86747893), (661.35377960, 14.98289817)),
    "Men of 60": ((607.03489923, 12.56682551), (636.02244155, 12.63662720)),
    "Men of 65": ((538.00891206, 10.36585139), (617.24982312, 10.40659786)),
    "Men of 70": ((488.52789481, 8.41547144), (603.96468206, 8.43855137)),
    "Men of 75": ((453.82836152, 6.62342964), (594.73877989, 6.63624689)),
}
"""Cost and QALYs on the standard and on the new prosthesis, recalculated independently."""

TRACES = {
    "Standard": [
        (0.98000000, 0.00000000, 0.00000000, 0.02000000),
        (0.97265720, 0.00077680, 0.00000000, 0.02656600),
        (0.96516548, 0.00097491, 0.00075606, 0.03310354),
        (0.95757109, 0.00115802, 0.00166964, 0.03960125),
        (0.93783561, 0.00132115, 0.00268314, 0.05816010),
        (0.91838963, 0.00145307, 0.00379326, 0.07636404),
        (0.89924305, 0.00157339, 0.00496429, 0.09421927),
        (0.88040225, 0.00168398, 0.00618146, 0.11173231),
    ],
    "New": [
        (0.98000000, 0.00000000, 0.00000000, 0.02000000),
        (0.97323145, 0.00020255, 0.00000000, 0.02656600),
        (0.96645641, 0.00025438, 0.00019715, 0.03309206),
        (0.95968665, 0.00030239, 0.00043553, 0.03957543),
        (0.94083683, 0.00034529, 0.00070021, 0.05811767),
        (0.92232657, 0.00038012, 0.00099040, 0.07630291),
        (0.90415327, 0.00041201, 0.00129686, 0.09413786),
        (0.88631355, 0.00044144, 0.00161577, 0.11162924),
    ],
}
"""Shares of women of 60 after 1 to 8 years, as the spreadsheet of the book has them: successful
primary operation, revision, successful revision, dead."""


@pytest.fixture(scope="module")
def model(case):
    return case("total_hip_replacement")


@pytest.fixture(scope="module")
def of_subgroup(model, at_point):
    """Return a function that gives the model of one subgroup, at the point estimate."""

    def of(name):
        alone = replace(model.population.subgroups[name], share=1)
        population = replace(model.population, subgroups=[alone])
        return replace(at_point(model), population=population)

    return of


def test_the_book_to_all_its_digits(of_subgroup):
    outcomes = pe.run(of_subgroup("Women of 60"), n_draws=1)
    cost, qaly = outcomes.cost[:, 0], outcomes.qaly[:, 0]
    np.testing.assert_allclose(cost, [512.434658, 610.311818], rtol=0, atol=5e-7)
    np.testing.assert_allclose(qaly, [14.6531896, 14.69770986], rtol=0, atol=1e-7)
    table = pe.evaluate.cost_effectiveness(outcomes).set_index("strategy")
    assert table.loc["New", "icer"] == pytest.approx(2_198.486665, abs=1e-6)


@pytest.mark.parametrize("strategy", TRACES)
def test_where_the_women_of_60_are_in_the_book(of_subgroup, trace, strategy):
    found = trace(of_subgroup("Women of 60"), strategy)
    states = ("Successful primary", "Revision", "Successful revision", "Death")
    shares = np.transpose([found[state][:8] for state in states])
    np.testing.assert_allclose(shares, TRACES[strategy], rtol=0, atol=6e-9)


def test_the_subgroups_of_one_run(model, at_point):
    outcomes = pe.run(at_point(model), n_draws=1)
    assert list(outcomes.subgroups) == list(RECALCULATED)
    found = np.stack([outcomes.subgroup_cost[..., 0], outcomes.subgroup_qaly[..., 0]], axis=-1)
    expected = np.swapaxes(list(RECALCULATED.values()), 0, 1)
    np.testing.assert_allclose(found, expected, rtol=0, atol=1e-8)


def test_everybody_is_the_weighted_mean_of_the_subgroups(model, at_point):
    outcomes = pe.run(at_point(model), n_draws=1)
    shares = np.outer([0.65, 0.35], [0.05, 0.10, 0.40, 0.25, 0.20]).ravel()  # sex, age
    expected = np.tensordot(shares, list(RECALCULATED.values()), axes=1)
    found = np.transpose([outcomes.cost[:, 0], outcomes.qaly[:, 0]])
    np.testing.assert_allclose(found, expected, rtol=0, atol=1e-7)


# The probabilistic analysis of hesim: 500 draws, discounted continuously

THRESHOLD = 50_000

PRINTED = {
    "Women of 55": ((0.07, 0.03, 0.14), (67, -45, 134), (3_560, 1_190, 6_815)),
    "Women of 60": ((0.04, 0.02, 0.09), (100, 18, 149), (2_140, 703, 4_233)),
    "Women of 65": ((0.03, 0.01, 0.05), (126, 66, 160), (1_210, 365, 2_457)),
    "Women of 70": ((0.02, 0.01, 0.03), (146, 104, 169), (623, 140, 1_360)),
    "Women of 75": ((0.01, 0.00, 0.02), (160, 132, 175), (273, 5, 690)),
    "Men of 55": ((0.12, 0.04, 0.20), (-30, -220, 93), (5_804, 2_036, 10_174)),
    "Men of 60": ((0.07, 0.03, 0.13), (33, -104, 119), (3_470, 1_245, 6_272)),
    "Men of 65": ((0.04, 0.02, 0.08), (82, -20, 141), (1_970, 694, 3_724)),
    "Men of 70": ((0.02, 0.01, 0.04), (116, 48, 156), (1_050, 339, 2_075)),
    "Men of 75": ((0.01, 0.01, 0.02), (141, 95, 167), (510, 115, 1_096)),
}
"""Incremental QALYs, costs and net benefit of the new prosthesis: mean and 95 % interval."""

EVERYBODY = ((0.029, 0.011, 0.052), (118, 53, 156), (1_332, 424, 2_524))


@pytest.fixture(scope="module")
def psa(model):
    rates = {"discount_costs": math.expm1(0.06), "discount_health": math.expm1(0.015)}
    continuous = replace(model, horizon=replace(model.horizon, **rates))
    return pe.run(continuous, n_draws=4_000, seed=1)


@pytest.fixture(scope="module")
def compare(as_printed):
    """Return a function that compares increments over draws with what hesim prints."""

    def compare(cost, qaly, printed, half_a_digit):
        gained, spent, worth = printed
        d_cost, d_qaly = cost[1] - cost[0], qaly[1] - qaly[0]
        as_printed(d_qaly, gained, n_draws=500, half_a_digit=half_a_digit)
        as_printed(d_cost, spent, n_draws=500, half_a_digit=0.5)
        as_printed(THRESHOLD * d_qaly - d_cost, worth, n_draws=500, half_a_digit=0.5)

    return compare


@pytest.mark.parametrize("name", PRINTED)
def test_increments_of_a_subgroup_as_printed_by_hesim(psa, compare, name):
    group = psa.subgroups.index(name)
    compare(psa.subgroup_cost[:, group], psa.subgroup_qaly[:, group], PRINTED[name], 0.005)


def test_increments_of_everybody_as_printed_by_hesim(psa, compare):
    compare(psa.cost, psa.qaly, EVERYBODY, 0.0005)
    d_cost, d_qaly = np.diff(psa.cost.mean(axis=1)), np.diff(psa.qaly.mean(axis=1))
    assert d_cost / d_qaly == pytest.approx(4_071, rel=0.1)


def test_women_of_60_as_printed_by_hesim(psa, as_printed):
    group = psa.subgroups.index("Women of 60")
    printed = [(14.63, 13.55, 15.62), (14.67, 13.57, 15.68)]
    for qaly, row in zip(psa.subgroup_qaly[:, group], printed, strict=True):
        as_printed(qaly, row, n_draws=500, half_a_digit=0.005)
    printed = [(512, 449, 624), (613, 590, 658)]
    for cost, row in zip(psa.subgroup_cost[:, group], printed, strict=True):
        as_printed(cost, row, n_draws=500, half_a_digit=0.5)
