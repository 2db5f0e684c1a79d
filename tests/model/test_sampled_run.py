"""A run with each sampler: the same bits however it is cut, and a record that says which."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from parameters.sampled import SAMPLERS
from pathway_economics.errors import PathwayEconomicsWarning
from pathway_economics.horizon import Horizon
from pathway_economics.model import Model, run
from pathway_economics.parameters import (
    Beta,
    Correlation,
    Dirichlet,
    Gamma,
    LatinHypercube,
    MultiNormal,
    Parameter,
    Posterior,
    Sobol,
    Uniform,
)
from pathway_economics.parties import Party
from pathway_economics.pathway import Pathway, Service, State, Strategy
from pathway_economics.seeds import CHUNK


def parameter(name, distribution):
    return Parameter(name, distribution, "ratio", assumption="for a test")


MODEL = Model(
    "Sampled",
    Pathway(
        [State("Well", utility="u"), State("Ill", utility="u * v"), State("Dead")],
        [Service("Visit", "GP", "c")],
        links={"Well": {"Ill": "ill * exp(slope)", "Dead": "die"}, "Ill": {"Dead": "q"}},
        uses={"Ill": {"Visit": 2}},
        start={"Well": 1},
    ),
    [Strategy("Usual")],
    Horizon("2026", years=3),
    parties=[Party("GP", "provider")],
    parameters=[
        parameter("u", Beta(mean=0.8, se=0.05)),
        parameter("v", Beta(mean=0.6, se=0.05)),
        parameter("c", Gamma(mean=50, se=9)),
        parameter("q", Beta(mean=0.2, se=0.05)),
        parameter("idle", Uniform(0, 1)),  # in no expression, but in the group of u and v
        parameter("row", Dirichlet({"stay": 80, "ill": 15, "die": 5})),
        parameter("fit", MultiNormal(means={"slope": 0, "cut": 1}, covariance=[[0.01, 0], [0, 1]])),
        parameter("chain", Posterior({"x": [1, 2, 3], "y": [3, 2, 1]})),
    ],
    correlations=[
        Correlation(("u", "v"), 0.5),
        Correlation(("v", "idle"), 0.3),
        Correlation(("c", "q"), -0.4, "iman-conover"),
    ],
)


@pytest.mark.filterwarnings("ignore::pathway_economics.errors.PathwayEconomicsWarning")
@pytest.mark.parametrize("sampler", SAMPLERS, ids=lambda s: type(s).__name__)
def test_blocks_and_workers_change_no_bit(sampler):
    n = CHUNK + 300
    whole = run(MODEL, n_draws=n, seed=4, sampler=sampler)
    for block in (8, 256, CHUNK):
        again = run(MODEL, n_draws=n, seed=4, sampler=sampler, block=block)
        np.testing.assert_array_equal(again.cost, whole.cost)
        np.testing.assert_array_equal(again.qaly, whole.qaly)
    with ThreadPoolExecutor(2) as pool:
        again = run(MODEL, n_draws=n, seed=4, sampler=sampler, executor=pool)
    np.testing.assert_array_equal(again.qaly, whole.qaly)


@pytest.mark.filterwarnings("ignore::pathway_economics.errors.PathwayEconomicsWarning")
@pytest.mark.parametrize("sampler", SAMPLERS, ids=lambda s: type(s).__name__)
def test_the_engine_sees_the_draws_that_the_outcomes_tell(sampler):
    """The first year: everyone is well for its first half at least, so costs follow c."""
    outcomes = run(MODEL, n_draws=500, seed=4, sampler=sampler)
    drawn = outcomes.draws.values("u", "v", "q", "c", "ill", "die", "slope")
    ill = drawn["ill"] * np.exp(drawn["slope"])
    well, sick = [np.ones(500)], [np.zeros(500)]
    for _ in range(3):
        well.append(well[-1] * (1 - ill - drawn["die"]))
        sick.append(sick[-1] * (1 - drawn["q"]) + well[-2] * ill)
    years = 1.035 ** -np.arange(4.0)
    weights = years * np.array([0.5, 1, 1, 0.5])  # half-cycle: half of each end of a cycle
    qaly = sum(
        w * (a * drawn["u"] + b * drawn["u"] * drawn["v"])
        for w, a, b in zip(weights, well, sick, strict=True)
    )
    np.testing.assert_allclose(outcomes.qaly[0], qaly, rtol=1e-12)


def test_the_record_says_which_sampler():
    outcomes = run(MODEL, n_draws=16, sampler=LatinHypercube())
    assert outcomes.record.sampler == LatinHypercube().describe()
    assert run(MODEL, n_draws=16, sampler=Sobol()).record.sampler.startswith("Sobol points of")
    assert run(MODEL, n_draws=16).record.sampler == "independent streams, SFC64"


def test_a_number_of_draws_that_suits_no_sobol_points_is_warned_of_once():
    with pytest.warns(PathwayEconomicsWarning, match="take 8 or 16") as told:
        run(MODEL, n_draws=12, sampler=Sobol())
    assert len(told) == 1
