"""Items A and C of the performance page: the library beside a script for one model."""

import time
from collections.abc import Callable
from statistics import median

import numpy as np
import pytest

import pathway_economics as pe
from models import item_a, item_c, script_a, script_c

CHECKS = {
    # 1.06^-t: published QALY 7.996 / 8.937 and cost 44,663 / 50,602 (Chancellor 1997, Briggs 2006)
    "A": (item_a, script_a, (44_663, 50_602), (7.996, 8.937)),
    "C": (item_c, script_c, (11_676, 13_172), (2.487, 2.897)),
}


def cpu(work: Callable[[], object], times: int = 5) -> float:
    """Return the median CPU time of some work. [seconds]"""
    found = []
    for _ in range(times):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return median(found)


@pytest.mark.parametrize("item", ["A", "C"])
def test_run_beside_a_script(benchmark, item):
    build, script, cost, qaly = CHECKS[item]
    model = build()
    outcomes = benchmark.pedantic(
        pe.run, args=(model, 10_000, 1), rounds=5, iterations=1, warmup_rounds=1
    )
    np.testing.assert_allclose(outcomes.cost.mean(axis=1), cost, rtol=0.02)
    np.testing.assert_allclose(outcomes.qaly.mean(axis=1), qaly, rtol=0.02)
    ours = cpu(lambda: pe.run(model, 10_000, 1))
    theirs = cpu(lambda: script(10_000))
    benchmark.extra_info["item"] = item
    benchmark.extra_info["script_ms"] = round(theirs * 1e3, 2)
    benchmark.extra_info["ratio"] = round(ours / theirs, 2)
    print(f"\n{item}: {ours * 1e3:.1f} ms, script {theirs * 1e3:.1f} ms, ratio {ours / theirs:.2f}")


@pytest.mark.parametrize("item", ["A", "C"])
def test_run_a_new_model(benchmark, item):
    """The first run of a model, which also makes its plan."""
    build = CHECKS[item][0]
    benchmark.pedantic(
        pe.run,
        setup=lambda: ((build(), 10_000, 1), {}),
        rounds=5,
        iterations=1,
        warmup_rounds=1,
    )


def test_money_of_three_budget_holders_by_year(benchmark):
    """Item C+: what the money by year of three budget holders costs beside item C."""
    plain, by_payer = item_c(), item_c(by_payer=True)
    outcomes = benchmark.pedantic(
        pe.run, args=(by_payer, 10_000, 1), rounds=3, iterations=1, warmup_rounds=1
    )
    assert outcomes.resource_value.shape == (2, 3, 10, 10_000)
    parts = outcomes.resource_value[0].sum(axis=(1, 2))
    np.testing.assert_allclose(parts / parts.sum(), (0.6, 0.3, 0.1))
    alone, beside = (cpu(lambda m=m: pe.run(m, 10_000, 1), 5) for m in (plain, by_payer))
    benchmark.extra_info["ratio_to_c"] = round(beside / alone, 2)
    print(f"\nC+: {beside * 1e3:.0f} ms, C {alone * 1e3:.0f} ms, ratio {beside / alone:.2f}")
