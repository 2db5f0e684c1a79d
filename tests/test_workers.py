"""Independent parts of a job, here or elsewhere, in order."""

from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from time import sleep

import numpy as np
import pytest

from pathway_economics.engine.totals import FIELDS
from pathway_economics.horizon import Horizon
from pathway_economics.model import Model, run
from pathway_economics.parameters import Beta, Parameter
from pathway_economics.pathway import Pathway, State, Strategy
from pathway_economics.seeds import CHUNK
from pathway_economics.workers import in_order


def late(job):
    sleep(0.01 * (3 - job))
    return job


def test_results_come_in_the_order_of_the_jobs():
    with ThreadPoolExecutor(4) as executor:
        assert list(in_order(late, [0, 1, 2, 3], executor)) == [0, 1, 2, 3]


def test_without_an_executor_each_job_waits_until_it_is_asked_for():
    done = []
    results = in_order(lambda job: done.append(job) or job, [1, 2, 3])
    assert next(results) == 1
    assert done == [1]


class Lazy(ThreadPoolExecutor):
    """Starts nothing, so that what is cancelled can be seen."""

    def __init__(self):
        super().__init__(1)
        self.futures = []

    def submit(self, work, job):
        future = Future()
        if not self.futures:
            future.set_exception(ValueError("broken"))
        self.futures.append(future)
        return future


def test_what_waits_is_cancelled_when_one_job_fails():
    executor = Lazy()
    with pytest.raises(ValueError, match="broken"):
        list(in_order(abs, [1, 2, 3], executor))
    assert [future.cancelled() for future in executor.futures] == [False, True, True]


def test_a_run_on_spawned_processes_gives_the_same_bits():
    p = Parameter("p", Beta(mean=0.2, se=0.05), "per year", assumption="for a test")
    model = Model(
        "Spread",
        Pathway(
            [State("Well", utility=1), State("Dead")],
            links={"Well": {"Dead": "p"}},
            start={"Well": 1},
        ),
        [Strategy("Usual")],
        Horizon("2026", years=3),
        parameters=[p],
    )
    here = run(model, n_draws=CHUNK + 8)
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as executor:
        there = run(model, n_draws=CHUNK + 8, executor=executor)
    for name in FIELDS:
        np.testing.assert_array_equal(getattr(here, name), getattr(there, name))
