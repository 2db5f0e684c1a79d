"""Charnley hip replacement by age and sex: twelve groups, a hazard that grows, its uncertainty.

D. J. Spiegelhalter and N. G. Best, Bayesian approaches to multiple sources of evidence and
uncertainty in complex cost-effectiveness modelling, Statistics in Medicine 2003;22(23):3687-3709,
doi:10.1002/sim.1586, tables 2 and 3, as the BUGS examples Hips1 and Hips3 print them: GitHub
MultiBUGS/MultiBUGS-txt @1249f62e, Examples/Hips1.odc.cp and Hips3.odc.cp. The exact results are
reproduced to their four printed digits, the probabilistic ones (20,000 draws of the source) within
the error of both samples. The source draws a hazard for each of the twelve groups, this model for
each of the four that differ; the groups' own figures are the same, those of their mean are not and
are left out.
"""

import numpy as np
import pytest

import pathway_economics as pe

EXACT = {
    "Men of 40": (5_781, 14.48, 13.17),
    "Men of 50": (5_417, 12.70, 11.59),
    "Men of 60": (4_989, 10.34, 9.471),
    "Men of 70": (4_466, 7.737, 7.158),
    "Men of 80": (4_263, 5.405, 5.019),
    "Men of 90": (4_193, 4.101, 3.813),
    "Women of 40": (5_626, 15.14, 13.82),
    "Women of 50": (5_350, 13.70, 12.53),
    "Women of 60": (5_002, 11.65, 10.70),
    "Women of 70": (4_487, 9.100, 8.431),
    "Women of 80": (4_282, 6.460, 6.004),
    "Women of 90": (4_212, 4.988, 4.641),
}
"""Cost, life years and QALYs of Hips1."""

UNCERTAIN = {
    "Men of 40": ((5_790, 230.0), (14.48, 0.005149), (13.17, 0.06006)),
    "Men of 50": ((5_427, 199.9), (12.70, 0.003636), (11.59, 0.05141)),
    "Men of 60": ((4_999, 152.2), (10.34, 0.002146), (9.468, 0.03856)),
    "Men of 70": ((4_471, 75.77), (7.737, 0.0007918), (7.157, 0.01894)),
    "Men of 80": ((4_267, 40.55), (5.405, 0.0003277), (5.018, 0.01004)),
    "Men of 90": ((4_195, 27.21), (4.101, 0.0002131), (3.813, 0.006732)),
    "Women of 40": ((5_634, 215.4), (15.13, 0.005099), (13.82, 0.05649)),
    "Women of 50": ((5_362, 196.0), (13.69, 0.003885), (12.53, 0.05070)),
    "Women of 60": ((5_007, 153.5), (11.65, 0.002426), (10.69, 0.03913)),
    "Women of 70": ((4_494, 80.64), (9.100, 0.0009708), (8.430, 0.02027)),
    "Women of 80": ((4_285, 43.69), (6.460, 0.0004248), (6.004, 0.01089)),
    "Women of 90": ((4_215, 30.57), (4.988, 0.0002913), (4.640, 0.007614)),
}
"""Mean and standard deviation of each in Hips3."""

POINT = {
    "h_young_men": 0.0022,
    "h_old_men": 0.0016,
    "h_young_women": 0.0017,
    "h_old_women": 0.0012,
}

N_DRAWS = 8_000


@pytest.fixture(scope="module")
def model(case):
    return case("hips_spiegelhalter_best")


@pytest.fixture(scope="module")
def exact(model, at_point):
    return pe.run(at_point(model, **POINT), n_draws=1)


@pytest.fixture(scope="module")
def psa(model):
    return pe.run(model, n_draws=N_DRAWS, seed=1)


def by_group(outcomes):
    """Return cost, life years and QALYs by subgroup and draw, shape (3, 12, D)."""
    return np.concatenate(
        [outcomes.subgroup_cost, outcomes.subgroup_life_year, outcomes.subgroup_qaly]
    )


def half_a_digit(value, digits=4):
    """Return half of the last digit of a figure printed with so many digits."""
    return 0.5 * 10.0 ** (np.floor(np.log10(value)) - digits + 1)


@pytest.mark.parametrize("name", EXACT)
def test_printed_exact_results(exact, name):
    found = by_group(exact)[:, exact.subgroups.index(name), 0]
    for value, printed in zip(found, EXACT[name], strict=True):
        assert value == pytest.approx(printed, abs=1.001 * half_a_digit(printed))


def test_printed_means_over_the_groups(exact):
    found = exact.cost[0, 0], exact.life_year[0, 0], exact.qaly[0, 0]
    for value, printed in zip(found, (4_603, 8.687, 8.016), strict=True):
        assert value == pytest.approx(printed, abs=half_a_digit(printed))


def test_printed_spread_between_the_groups(exact):
    found, shares = by_group(exact)[..., 0], exact.subgroup_shares[:, 0]
    spread = np.sqrt(found**2 @ shares - (found @ shares) ** 2)
    for value, printed in zip(spread, (403.1, 2.591, 2.338), strict=True):
        assert value == pytest.approx(printed, abs=half_a_digit(printed))


@pytest.mark.parametrize("name", UNCERTAIN)
def test_printed_uncertainty(psa, name):
    """Means within four standard errors and the last digit; a spread is known to 1 % or so."""
    found = by_group(psa)[:, psa.subgroups.index(name)]
    for values, (mean, spread) in zip(found, UNCERTAIN[name], strict=True):
        error = 4 * spread * np.sqrt(1 / N_DRAWS + 1 / 20_000) + half_a_digit(mean)
        assert values.mean() == pytest.approx(mean, abs=error)
        assert values.std() == pytest.approx(spread, rel=0.05)
