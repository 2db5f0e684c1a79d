"""Speed of contracts over a table: a million rows through one rule, in one call."""

import time

import numpy as np
import pandas as pd
import pytest

from pathway_economics.payments import mssp, over
from pathway_economics.seeds import stream

N_ROWS = 1_000_000


@pytest.fixture(scope="module")
def table():
    rng = stream(1, "benchmark of contracts")
    target = rng.uniform(1e7, 3e9, N_ROWS)
    enhanced = rng.random(N_ROWS) < 0.4
    return pd.DataFrame(
        {
            "benchmark": target,
            "expenditure": target * rng.normal(0.96, 0.04, N_ROWS),
            "sharing_rate": np.where(enhanced, 0.75, 0.5),
            "loss_rate": np.where(enhanced, 0.4, 0.3),
            "loss_rate_most": np.where(enhanced, 0.75, 0.3),
            "quality": rng.uniform(0.6, 1.0, N_ROWS),
            "meets_quality": rng.random(N_ROWS) < 0.9,
            "disaster": rng.uniform(0, 1e5, N_ROWS),
        }
    )


def test_a_million_organisations_in_a_second(benchmark, table):
    terms = {"minimum_rate": 0.02, "cap": 0.2, "loss_cap": 0.15, "sequestration": 0.02}
    start = time.process_time()
    paid = over(mssp, table, **terms)
    assert time.process_time() - start < 1.0
    assert paid.payment.gt(0).any()
    assert paid.payment.lt(0).any()
    assert len(benchmark(over, mssp, table, **terms)) == N_ROWS
