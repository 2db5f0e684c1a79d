"""The work items of the performance page: the library beside a script for one model."""

import numpy as np
import pytest

import pathway_economics as pe
from items import ITEMS, beside, means
from models import item_c


@pytest.mark.parametrize("name", ITEMS)
def test_run_beside_a_script(benchmark, name):
    item = ITEMS[name]
    model = item.build()
    outcomes = benchmark.pedantic(
        pe.run, args=(model, 10_000, 1), rounds=3, iterations=1, warmup_rounds=1
    )
    found, by_hand = means(outcomes), means(item.script(10_000))
    for mine, theirs in zip(found[-len(by_hand) :], by_hand, strict=True):
        np.testing.assert_allclose(mine, theirs, rtol=0.01)
    for mine, wanted in zip(found, item.check or (), strict=False):
        np.testing.assert_allclose(mine, wanted, rtol=0.02)
    ours, theirs, ratio = beside(lambda: pe.run(model, 10_000, 1), lambda: item.script(10_000), 3)
    benchmark.extra_info["item"] = name
    benchmark.extra_info["script_ms"] = round(theirs * 1e3, 2)
    benchmark.extra_info["ratio"] = round(ratio, 2)
    print(f"\n{name}: {ours * 1e3:.1f} ms, script {theirs * 1e3:.1f} ms, ratio {ratio:.2f}")


@pytest.mark.parametrize("name", ["A", "B10", "C"])
def test_run_a_new_model(benchmark, name):
    """The first run of a model, which also makes its plan."""
    build = ITEMS[name].build
    benchmark.pedantic(
        pe.run,
        setup=lambda: ((build(), 10_000, 1), {}),
        rounds=3,
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
    more, alone, ratio = beside(
        lambda: pe.run(by_payer, 10_000, 1), lambda: pe.run(plain, 10_000, 1)
    )
    benchmark.extra_info["ratio_to_c"] = round(ratio, 2)
    print(f"\nC+: {more * 1e3:.0f} ms, C {alone * 1e3:.0f} ms, ratio {ratio:.2f}")
