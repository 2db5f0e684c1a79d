"""The results of independent jobs, in the order of the jobs."""

from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Executor, Future
from itertools import islice
from typing import TypeVar

WINDOW = 64
"""Jobs handed to an executor at a time, so that finished ones do not pile up."""

PER_WORKER = 3
"""Jobs handed to each process of our own: one it works on, and two so that it never waits."""


class WorkerEnded(RuntimeError):
    """A worker process ended before its work was done."""


Job = TypeVar("Job")
Result = TypeVar("Result")


def in_order(
    work: Callable[[Job], Result],
    jobs: Sequence[Job],
    executor: Executor | None = None,
    *,
    workers: int = 1,
) -> Generator[Result, None, None]:
    """Yield the result of each job, in the order of the jobs.

    Parameters
    ----------
    work
        Function of one job; with processes it must be importable.
    jobs
        What to work on.
    executor
        Any ``concurrent.futures.Executor``; here and now if omitted.
    workers
        Without an executor, the number of processes to start; with one, this process works.

    Raises
    ------
    WorkerEnded
        If a process that was started here ends before its work is done.

    Examples
    --------
    >>> list(in_order(abs, [-1, 2]))
    [1, 2]
    """
    waiting: deque[Future[Result]] = deque()
    if executor is not None:
        try:
            yield from _spread(work, jobs, executor, waiting, WINDOW)
        finally:
            for future in waiting:
                future.cancel()
    elif min(workers, len(jobs)) > 1:
        from pathway_economics.workers.processes import pool

        with pool(min(workers, len(jobs))) as own:
            yield from _spread(work, jobs, own, waiting, PER_WORKER * workers)
    else:
        yield from map(work, jobs)


def _spread(
    work: Callable[[Job], Result],
    jobs: Sequence[Job],
    executor: Executor,
    waiting: deque[Future[Result]],
    window: int,
) -> Iterator[Result]:
    ahead = iter(jobs)
    for job in islice(ahead, window):
        waiting.append(executor.submit(work, job))
    while waiting:
        yield waiting.popleft().result()
        waiting.extend(executor.submit(work, job) for job in islice(ahead, 1))
