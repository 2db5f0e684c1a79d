"""Whether individuals agree with the cohort, draw by draw, within the noise of the people.

Both have the same parameter draws, so that in each draw the difference has mean zero and comes
of people alone; over draws it is independent, and its own spread gives its standard error.
"""

import numpy as np

from pathway_economics.engine import Individuals
from pathway_economics.model import run

TABLES = ("cost", "qaly", "life_year", "cost_by_provider", "value_cost", "value_qaly", "qalys",
          "life_years", "activity", "resource_value")  # fmt: skip
N_DRAWS, WITHIN = 64, 4.0


def furthest(people, cohort, name):
    """Return how many standard errors the means are apart, at most, in one table."""
    difference = getattr(people, name) - getattr(cohort, name)
    size = np.abs(getattr(cohort, name)).max() if difference.size else 0.0
    mean = difference.mean(axis=-1)
    error = difference.std(axis=-1, ddof=1) / np.sqrt(difference.shape[-1])
    apart = np.abs(mean) / np.maximum(error, 1e-10 * size + 1e-300)
    return apart.max(initial=0.0)


def assert_agree(
    model, n=500, n_draws=N_DRAWS, clock="cycle", seed=3, tables=TABLES, within=WITHIN
):
    cohort = run(model, n_draws, seed)
    people = run(model, n_draws, seed, engine=Individuals(n, clock))
    apart = {name: furthest(people, cohort, name) for name in tables}
    assert max(apart.values()) < within, apart
