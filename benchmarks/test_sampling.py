"""Speed of sampling: twenty parameters, in chunks, beside one generator by hand."""

import warnings

import numpy as np
import pytest

from pathway_economics.errors import PathwayEconomicsWarning
from pathway_economics.parameters import (
    Beta,
    Correlation,
    Draws,
    Gamma,
    LatinHypercube,
    LogNormal,
    MonteCarlo,
    Normal,
    Parameter,
    Sobol,
)

N_DRAWS = 16_384
KINDS = (
    lambda i: Beta(mean=0.1 + 0.03 * i, se=0.03),
    lambda i: Gamma(mean=100 + i, se=20),
    lambda i: LogNormal(median=0.7 + 0.01 * i, ci95=(0.5, 1.2)),
    lambda i: Normal(mean=i, se=1),
)
PARAMETERS = tuple(
    Parameter(f"p{i:02d}", KINDS[i % 4](i), "ratio", assumption="for a benchmark")
    for i in range(20)
)
NAMES = tuple(parameter.name for parameter in PARAMETERS)
COPULA = (Correlation(NAMES, 0.3),)
RANKS = (Correlation(NAMES, 0.3, "iman-conover"),)

CASES = {
    "independent": ((), MonteCarlo()),
    "copula": (COPULA, MonteCarlo()),
    "iman-conover": (RANKS, MonteCarlo()),
    "latin hypercube": ((), LatinHypercube()),
    "latin hypercube, copula": (COPULA, LatinHypercube()),
    "sobol": ((), Sobol()),
    "sobol, copula": (COPULA, Sobol()),
}


def test_by_hand_with_one_generator(benchmark):
    rng = np.random.Generator(np.random.SFC64(1))
    drawn = benchmark(lambda: [p.distribution.sample(rng, N_DRAWS) for p in PARAMETERS])
    assert len(drawn) == 20


@pytest.mark.parametrize("case", CASES)
def test_two_chunks(benchmark, case):
    correlations, sampler = CASES[case]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PathwayEconomicsWarning)
        draws = Draws(PARAMETERS, correlations, 1, N_DRAWS, sampler)
    chunks = benchmark(lambda: [draws.chunk(index) for index in range(draws.n_chunks)])
    assert sum(chunk["p00"].size for chunk in chunks) == N_DRAWS
