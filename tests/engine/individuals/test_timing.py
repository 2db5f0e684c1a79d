import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.integrate import quad

from pathway_economics.engine.individuals.timing import Hazard, Worth
from pathway_economics.horizon import Horizon
from pathway_economics.horizon.rates import GREEN_BOOK
from pathway_economics.parameters.survival import FAMILIES

PARAMETERS = {
    "exponential": (0.2,),
    "weibull": (1.4, 6.0),
    "gompertz": (0.1, 0.05),
    "loglogistic": (1.5, 4.0),
    "lognormal": (1.2, 0.8),
    "piecewise": (0.1, 2.0, 0.4, 5.0, 0.2),
}


@pytest.mark.parametrize("family", PARAMETERS)
@given(lived=st.floats(0, 20), chance=st.floats(1e-6, 1 - 1e-6))
def test_the_hazard_of_the_wait_is_what_was_drawn(family, lived, chance):
    """H(lived + wait) - H(lived) = -log(chance); fails if what was lived is forgotten."""
    terms = PARAMETERS[family]
    wait = Hazard(family, (), reset=True).wait(lived, np.array([chance]), *terms)
    cumulative = FAMILIES[family].cumulative
    passed = cumulative(lived + wait, *terms) - cumulative(lived, *terms)
    np.testing.assert_allclose(passed, -np.log(chance), rtol=1e-6, atol=1e-8)


def test_what_never_happens_is_waited_for_without_end():
    assert Hazard("exponential", (), reset=True).wait(1.0, np.array([0.5]), 0.0) == np.inf


def test_wait_by_hand():
    """H(t) = (t / 4) ** 2; after 3 years of it 9/16, and 7/16 more make 1, at year 4."""
    wait = Hazard("weibull", (), reset=True).wait(3.0, np.exp([-7 / 16]), 2.0, 4.0)
    np.testing.assert_allclose(wait, 1.0)


HORIZONS = [
    (Horizon("2026", years=90), 0.035),
    (Horizon("2026", years=90), 0.0),
    (Horizon("2026", years=90), GREEN_BOOK),
    (Horizon("2026", years=90, discount_by="continuous"), 0.03),
    (Horizon("2026", years=90, discount_by="year"), 0.05),
    (Horizon("2026", years=90, discount_by="year", discount_at="middle"), GREEN_BOOK),
]


@pytest.mark.parametrize(("horizon", "rate"), HORIZONS)
@given(start=st.floats(0, 80), length=st.floats(0.01, 3))
def test_time_is_worth_the_sum_of_its_moments(horizon, rate, start, length):
    """Fails if a later rate is taken for the whole time."""
    assume(start + length < 90)
    worth = Worth(horizon, rate)
    ends = np.array([start, start + length])
    before, after = worth.until(ends)
    whole = [y for y in range(int(start) + 1, int(start + length) + 1) if start < y < ends[1]]
    moments, _ = quad(lambda t: worth.at(np.array([t]))[0], *ends, points=whole or None)
    assert after - before == pytest.approx(moments, rel=1e-6, abs=1e-9)


@pytest.mark.parametrize(("horizon", "rate"), HORIZONS[:4])
@given(moment=st.floats(0, 90))
def test_a_moment_is_discounted_as_the_horizon_says(horizon, rate, moment):
    at = Worth(horizon, rate).at(np.array([moment]))
    np.testing.assert_allclose(at, horizon.factors(rate, np.array([moment])), rtol=1e-12)


def test_without_a_rate_time_is_time():
    np.testing.assert_array_equal(Worth(Horizon("2026"), None).until(np.array([2.5])), [2.5])
