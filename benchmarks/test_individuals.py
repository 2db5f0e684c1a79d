"""Item D of the performance page: individuals beside a script for one model."""

import numpy as np

import pathway_economics as pe
from items import cpu
from models_individuals import item_d, script_d
from pathway_economics.engine import Individuals

PEOPLE, DRAWS = 1_000, 1_000
COST, QALY, LIFE = (36_600, 77_300), (4.10, 4.68), (7.41, 8.97)
"""hesim's figures; life years are not discounted."""


def test_individuals_in_continuous_time(benchmark):
    model, engine = item_d(), Individuals(PEOPLE, clock="continuous")

    def ours() -> pe.Outcomes:
        return pe.run(model, DRAWS, 1, engine=engine)

    outcomes = benchmark.pedantic(ours, rounds=3, iterations=1, warmup_rounds=1)
    np.testing.assert_allclose(outcomes.cost.mean(axis=1), COST, rtol=0.02)
    np.testing.assert_allclose(outcomes.qaly.mean(axis=1), QALY, rtol=0.02)
    undiscounted = pe.run(item_d(0.0), DRAWS, 1, engine=engine)
    np.testing.assert_allclose(undiscounted.life_year.mean(axis=1), LIFE, rtol=0.02)
    cost, qaly, life = script_d(DRAWS, PEOPLE)
    np.testing.assert_allclose(cost.mean(axis=1), COST, rtol=0.02)
    np.testing.assert_allclose(qaly.mean(axis=1), QALY, rtol=0.02)
    np.testing.assert_allclose(life.mean(axis=1), LIFE, rtol=0.02)
    mine = cpu(ours, times=3)
    theirs = cpu(lambda: script_d(DRAWS, PEOPLE), times=3)
    benchmark.extra_info["script_ms"] = round(theirs * 1e3, 2)
    benchmark.extra_info["ratio"] = round(mine / theirs, 2)
    print(f"\nD: {mine * 1e3:.0f} ms, script {theirs * 1e3:.0f} ms, ratio {mine / theirs:.2f}")
