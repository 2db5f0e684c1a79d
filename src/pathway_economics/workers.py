"""Running independent parts of a job, here or on any executor."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from itertools import islice
from typing import TypeVar

WINDOW = 64
"""Jobs handed to an executor at a time, so that finished ones do not pile up."""

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
    waiting: deque[Future[Result]] = deque()
    ahead = iter(jobs)
    try:
        for job in islice(ahead, WINDOW):
            waiting.append(executor.submit(work, job))
        while waiting:
            yield waiting.popleft().result()
            waiting.extend(executor.submit(work, job) for job in islice(ahead, 1))
    finally:
        for future in waiting:
            future.cancel()
