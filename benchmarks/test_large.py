"""Large runs: memory that does not follow the draws, and two processes on two cores."""

import time

import numpy as np

import pathway_economics as pe
from large import peak_of_a, wall
from models import item_c


def test_memory_of_a_million_draws(benchmark):
    """Item A with per-strategy totals kept: above what importing takes."""
    peak = benchmark.pedantic(peak_of_a, args=(1_000_000,), rounds=1)
    benchmark.extra_info["peak_mb_above_import"] = peak
    assert peak <= 250


def test_two_processes(benchmark):
    """Item C with 100,000 draws."""
    model = item_c()
    serial = wall(lambda: pe.run(model, 100_000, 1))
    start = time.perf_counter()
    spread = benchmark.pedantic(pe.run, args=(model, 100_000, 1), kwargs={"workers": 2}, rounds=1)
    taken = time.perf_counter() - start
    benchmark.extra_info["speed_up"] = round(serial / taken, 2)
    np.testing.assert_allclose(spread.cost.mean(axis=1), (11_676, 13_172), rtol=0.02)
    print(f"\nC, 100,000 draws: {serial:.1f} s, two processes {taken:.1f} s")
