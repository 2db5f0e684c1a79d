"""Independent parts of a job, here or elsewhere, in order."""

from concurrent.futures import Future, ThreadPoolExecutor
from time import sleep

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


@given(st.lists(st.integers(), max_size=200), st.integers(1, 4))
def test_any_number_of_threads_gives_what_one_after_the_other_gives(jobs, threads):
    with ThreadPoolExecutor(threads) as executor:
        assert list(in_order(hash, jobs, executor)) == list(in_order(hash, jobs))


@pytest.mark.parametrize(("jobs", "workers"), [([], 2), ([-7], 2), ([-7, 7], 1)])
def test_one_job_or_one_worker_needs_no_process(jobs, workers):
    here = set()
    assert len(list(in_order(lambda job: here.add(job), jobs, workers=workers))) == len(jobs)
    assert here == set(jobs)  # a function without a name could not have been sent elsewhere
