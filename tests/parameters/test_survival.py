"""Families of survival curves against their definitions, scipy.stats and hand arithmetic."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from pathway_economics.parameters.expressions import as_expression
from pathway_economics.parameters.survival import FAMILIES, TIMES, is_time_to, survival

shapes = st.floats(0.3, 4.0)
scales = st.floats(0.2, 40.0)
rates = st.floats(1e-4, 3.0)
times = st.floats(0.0, 60.0)


@st.composite
def piecewise_terms(draw):
    ends = sorted(draw(st.lists(st.floats(0.1, 30.0), min_size=1, max_size=4, unique=True)))
    terms = [term for end in ends for term in (draw(rates), end)]
    return (*terms, draw(rates))


PARAMETERS = {
    "exponential": st.tuples(rates),
    "weibull": st.tuples(shapes, scales),
    "gompertz": st.tuples(st.floats(-0.3, 0.3), rates),
    "loglogistic": st.tuples(shapes, scales),
    "lognormal": st.tuples(st.floats(-1.0, 3.0), st.floats(0.2, 2.0)),
    "piecewise": piecewise_terms(),
}
curves = st.one_of(
    [st.tuples(st.just(name), parameters) for name, parameters in PARAMETERS.items()]
)


def test_every_family_is_tried():
    assert PARAMETERS.keys() == FAMILIES.keys()


@given(curves)
def test_nothing_has_happened_at_the_start(curve):
    name, parameters = curve
    assert FAMILIES[name].cumulative(0.0, *parameters) == 0.0
    assert survival(name, 0.0, *parameters) == 1.0


@given(curves, times, times)
def test_the_cumulative_hazard_never_falls(curve, one, other):
    name, parameters = curve
    early, late = FAMILIES[name].cumulative(np.array(sorted((one, other))), *parameters)
    assert 0.0 <= early <= late * (1 + 1e-12)


@given(curves, st.floats(0.01, 60.0))
def test_the_inverse_finds_the_time_again(curve, time):
    name, parameters = curve
    hazard = FAMILIES[name].cumulative(time, *parameters)
    if not 1e-12 < hazard < 500.0:  # rounding of what is all but certain, or all but never
        return
    if name == "gompertz":
        shape, rate = parameters
        nearly = abs(1.0 + shape * hazard / rate)  # how far from its plateau
        if nearly < 1e-6:
            return
    found = FAMILIES[name].inverse(hazard, *parameters)
    assert found == pytest.approx(time, rel=1e-6)


@given(curves, st.floats(1e-6, 50.0))
def test_the_cumulative_hazard_of_the_inverse_is_the_hazard(curve, hazard):
    name, parameters = curve
    time = FAMILIES[name].inverse(hazard, *parameters)
    if np.isfinite(time) and 1e-300 < time < 1e300:
        assert FAMILIES[name].cumulative(time, *parameters) == pytest.approx(hazard, rel=1e-6)


THEIRS = {
    "exponential": lambda t, rate: stats.expon.sf(t, scale=1 / rate),
    "weibull": lambda t, shape, scale: stats.weibull_min.sf(t, shape, scale=scale),
    "gompertz": lambda t, shape, rate: stats.gompertz.sf(t, rate / shape, scale=1 / shape),
    "loglogistic": lambda t, shape, scale: stats.fisk.sf(t, shape, scale=scale),
    "lognormal": lambda t, meanlog, sdlog: stats.lognorm.sf(t, sdlog, scale=math.exp(meanlog)),
}


@pytest.mark.parametrize(
    ("family", "parameters"),
    [
        ("exponential", (0.3,)),
        ("weibull", (0.6, 5.0)),
        ("weibull", (2.5, 12.0)),
        ("gompertz", (0.09, 0.01)),
        ("loglogistic", (1.7, 6.0)),
        ("lognormal", (1.2, 0.8)),
    ],
)
def test_survival_is_that_of_scipy(family, parameters):
    at = np.array([0.0, 0.01, 0.5, 1.0, 5.0, 20.0, 60.0])
    expected = THEIRS[family](at, *parameters)
    np.testing.assert_allclose(survival(family, at, *parameters), expected, rtol=1e-12)


def test_families_by_hand():
    assert FAMILIES["exponential"].cumulative(3.0, 0.2) == pytest.approx(0.6)
    # (8 / 4) ** 3
    assert FAMILIES["weibull"].cumulative(8.0, 3.0, 4.0) == pytest.approx(8.0)
    # 0.5 x (exp(0.1 x 10) - 1) / 0.1
    assert FAMILIES["gompertz"].cumulative(10.0, 0.1, 0.5) == pytest.approx(5 * (math.e - 1))
    # odds of the event are (6 / 3) ** 2 = 4, so a fifth is left
    assert survival("loglogistic", 6.0, 2.0, 3.0) == pytest.approx(0.2)
    # at the median, exp(meanlog), half is left
    assert survival("lognormal", math.exp(1.5), 1.5, 0.7) == pytest.approx(0.5)


def test_a_gompertz_whose_hazard_fades_reaches_a_plateau():
    """With shape -0.5 and rate 0.2 the cumulative hazard rises to 0.2 / 0.5 and no further."""
    gompertz = FAMILIES["gompertz"]
    assert gompertz.cumulative(200.0, -0.5, 0.2) == pytest.approx(0.4)
    assert survival("gompertz", 200.0, -0.5, 0.2) == pytest.approx(math.exp(-0.4))
    found = gompertz.inverse(np.array([0.39, 0.4, 0.41]), -0.5, 0.2)
    # exp(-0.5 t) = 1 - 0.5 x 0.39 / 0.2 = 0.025
    assert found[0] == pytest.approx(-math.log(0.025) / 0.5)
    assert np.isinf(found[1:]).all()


@given(rates, times)
def test_a_gompertz_of_shape_zero_is_exponential(rate, time):
    ours, theirs = FAMILIES["gompertz"], FAMILIES["exponential"]
    assert ours.cumulative(time, 0.0, rate) == theirs.cumulative(time, rate)
    assert ours.inverse(time, 0.0, rate) == theirs.inverse(time, rate)
    nearly = ours.cumulative(time, 1e-13, rate)
    assert nearly == pytest.approx(theirs.cumulative(time, rate), rel=1e-9)


def test_piecewise_by_hand():
    """0.1 a year for 2 years, nothing for 3, then 0.4: 0.2 by year 2, 1.0 by year 7."""
    pieces = (0.1, 2.0, 0.0, 5.0, 0.4)
    cumulative, inverse = FAMILIES["piecewise"].cumulative, FAMILIES["piecewise"].inverse
    at = np.array([0.0, 1.0, 2.0, 4.0, 5.0, 7.0])
    np.testing.assert_allclose(cumulative(at, *pieces), [0, 0.1, 0.2, 0.2, 0.2, 1.0])
    np.testing.assert_allclose(inverse(np.array([0.1, 0.2, 0.6, 1.0]), *pieces), [1, 2, 6, 7])


def test_pieces_that_run_backwards_are_no_number():
    draws = np.array([2.0, 5.0])
    found = FAMILIES["piecewise"].cumulative(10.0, 0.1, draws, 0.2, 3.0, 0.4)
    # 0.1 x 2 + 0.2 x 1 + 0.4 x 7 in the first draw; in the second the pieces overlap
    np.testing.assert_allclose(found, [3.2, np.nan])


@pytest.mark.parametrize(
    ("family", "parameters"),
    [("exponential", (0.0,)), ("gompertz", (0.1, 0.0)), ("piecewise", (0.0, 1.0, 0.0))],
)
def test_without_a_hazard_nothing_ever_happens(family, parameters):
    hazards = np.array([0.0, 0.5])
    assert np.isinf(FAMILIES[family].inverse(hazards, *parameters)).all()
    np.testing.assert_array_equal(FAMILIES[family].cumulative(hazards, *parameters), 0.0)


def test_hazards_beyond_any_float_take_for_ever():
    assert np.isinf(FAMILIES["loglogistic"].inverse(800.0, 1.0, 5.0))


def test_draws_and_times_broadcast():
    draws = np.array([0.8, 1.0, 1.6])
    found = survival("weibull", np.array([[1.0], [2.0]]), draws, 5.0)
    expected = [[math.exp(-((t / 5.0) ** k)) for k in draws] for t in (1.0, 2.0)]
    np.testing.assert_allclose(found, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("weibull(1.2, 5)", True),
        ("weibull(1.2)", False),
        ("weibull(1.2, 5) * 2", False),
        ("exponential(p)", True),
        ("piecewise(0.1, 2, 0.3)", True),
        ("piecewise(0.1, 2, 0.3, 4)", False),
        ("piecewise(0.1)", False),
        ("weibull_prob(0, 1, 1.2, 5)", False),
        ("p", False),
    ],
)
def test_what_is_a_time(text, expected):
    assert is_time_to(as_expression(text)) is expected


def test_the_words_name_every_family():
    assert all(f"{name}(" in TIMES for name in FAMILIES)
