"""What replications share: the model files, models without uncertainty, and the trace of people."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import pathway_economics as pe
from pathway_economics.outcomes import Keep
from pathway_economics.parameters.distributions import Formula

FOLDER = Path(__file__).parent


@pytest.fixture(scope="session")
def case():
    """Return a function that loads the model file of a case."""
    return lambda name: pe.load_model(FOLDER / f"{name}.yaml")


@pytest.fixture(scope="session")
def at_point():
    """Return a function that makes every parameter of a model certain."""
    return _at_point


@pytest.fixture(scope="session")
def as_printed():
    """Return a function that compares draws with the printed mean and interval of other draws."""
    return _as_printed


@pytest.fixture(scope="session")
def trace():
    """Return a function that follows the people in each state to the end of each cycle."""
    return _trace


def _at_point(model, **instead):
    """Return the model with each parameter fixed at its mean, or at the number given instead."""
    given = model.parameters.values()
    formulas = [p for p in given if isinstance(p.distribution, Formula)]
    values = {name: (mean, p) for p in given for name, mean in p.means.items()}
    assert instead.keys() <= values.keys(), f"{instead.keys() - values.keys()} are no parameters"
    fixed = [
        pe.Parameter(name, instead.get(name, mean), p.unit, p.source, p.assumption)
        for name, (mean, p) in values.items()
    ]
    return replace(model, parameters=[*fixed, *formulas], correlations=())


def _as_printed(found, printed, *, n_draws, half_a_digit):
    """Compare draws with a mean and 95 % interval that come from ``n_draws`` draws elsewhere.

    Four standard errors of the difference; the error of an end of the interval of a normal is
    sqrt(0.025 x 0.975) / 0.0584 = 2.7 times that of the mean.
    """
    mean, low, high = printed
    spread = (high - low + 2 * half_a_digit) / 3.92
    error = 4 * spread * np.sqrt(1 / n_draws + 1 / found.size)
    assert found.mean() == pytest.approx(mean, abs=error + half_a_digit)
    ends = np.quantile(found, [0.025, 0.975])
    np.testing.assert_allclose(ends, [low, high], rtol=0, atol=2.7 * error + half_a_digit)


def _trace(model, strategy):
    """Return the share of people in each state at the end of each cycle, by state."""
    traces = pe.run(model, n_draws=1, keep=Keep(traces=True)).traces
    shares = traces.occupancy[list(model.strategies).index(strategy), :, 1:, 0]
    return dict(zip(traces.states, shares, strict=True))
