"""Running independent parts of a job, here or on any executor."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from typing import TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")


def in_order(
    work: Callable[[Job], Result], jobs: Sequence[Job], executor: Executor | None = None
) -> Iterator[Result]:
    """Yield the result of each job, in the order of the jobs.

    Parameters
    ----------
    work
        Function of one job; with an executor of processes it must be importable.
    jobs
        What to work on.
    executor
        Any ``concurrent.futures.Executor``; here and now if omitted.

    Examples
    --------
    >>> list(in_order(abs, [-1, 2]))
    [1, 2]
    """
    if executor is None:
        yield from map(work, jobs)
        return
    futures = [executor.submit(work, job) for job in jobs]
    try:
        for future in futures:
            yield future.result()
    finally:
        for future in futures:
            future.cancel()
