"""Parameters that hypothesis makes up, in groups that vary together."""

import warnings

from hypothesis import strategies as st

from pathway_economics.errors import PathwayEconomicsWarning
from pathway_economics.parameters import (
    Beta,
    Correlation,
    Dirichlet,
    Draws,
    Empirical,
    Gamma,
    LatinHypercube,
    LogNormal,
    MonteCarlo,
    MultiNormal,
    Normal,
    Parameter,
    Pert,
    Posterior,
    Sobol,
    Triangular,
    Uniform,
)

SAMPLERS = (MonteCarlo(), LatinHypercube(), Sobol())
KINDS = (
    Beta(mean=0.1, se=0.03),
    Gamma(mean=100, se=20),
    LogNormal(median=0.78, ci95=(0.65, 0.93)),
    Normal(mean=-1, se=2),
    Uniform(2, 6),
    Triangular(1, 2, 6),
    Pert(0, 3, 12),
)
CONTINUOUS = (*KINDS, Gamma(shape=0.3, scale=2))


def parameter(name, distribution):
    return Parameter(name, distribution, "ratio", assumption="for a test")


JOINT = (
    parameter("shares", Dirichlet({"stay": 9, "worse": 2, "die": 0.5})),
    parameter("fit", MultiNormal(means={"slope": 1, "cut": -2}, covariance=[[4, -1], [-1, 1]])),
    parameter("chain", Posterior({"alpha": [1, 2, 3, 4], "beta": [10, 20, 30, 40]})),
)
OTHERS = (parameter("seen", Empirical([3, 1, 2])), parameter("price", 3100))


def draws(parameters, correlations=(), seed=2026, n_draws=100, sampler=MonteCarlo()):  # noqa: B008
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PathwayEconomicsWarning)
        return Draws(tuple(parameters), tuple(correlations), seed, n_draws, sampler)


@st.composite
def models(draw):
    """Return parameters of every kind, some of them in one or two groups that vary together."""
    kinds = draw(st.lists(st.sampled_from(CONTINUOUS), min_size=4, max_size=7))
    single = [parameter(f"p{i}", kind) for i, kind in enumerate(kinds)]
    methods = st.sampled_from(["copula", "iman-conover"])
    rho = st.floats(-0.4, 0.9)
    groups = [
        Correlation(("p0", "p1"), draw(rho), draw(methods)),
        Correlation(("p2", "p3"), draw(rho), draw(methods)),
    ]
    joint = draw(st.lists(st.sampled_from(JOINT), unique_by=lambda p: p.name))
    kept = draw(st.integers(0, 2))
    return [*single, *joint, *OTHERS], groups[:kept]
