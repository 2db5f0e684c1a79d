"""Processes of our own: spawned, one BLAS thread each, and gone when the work is.

An interrupt reaches this process alone, which ends the others; and should this process be
killed, the others leave by themselves.
"""

import os
import signal
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import current_process, parent_process
from multiprocessing.context import SpawnContext, SpawnProcess
from threading import Lock, Thread
from typing import Any

from pathway_economics.workers.in_order import WorkerEnded

ONE_THREAD = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "BLIS_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
    "NUMEXPR_NUM_THREADS",
)
"""Environment variables that tell numerical libraries how many threads to start."""

ENDED = (
    "A worker process ended before its work was done. If this is a script, put what runs the "
    'model under  if __name__ == "__main__":  since each worker reads the script again. If it '
    "is guarded already, the process was killed from outside, most often for want of memory: "
    "ask for fewer workers."
)

_starting = Lock()


@contextmanager
def pool(workers: int) -> Iterator[Executor]:
    """Give an executor of processes, which start when the first jobs come.

    They end with the block: after their work, or at once if the block ends by an exception.

    Parameters
    ----------
    workers
        Number of processes.

    Raises
    ------
    WorkerEnded
        If a process ends before its work is done.
    """
    context = _Spawn()
    executor = ProcessPoolExecutor(workers, context, initializer=_begin)
    try:
        yield executor
    except BaseException as error:
        context.end()
        if isinstance(error, BrokenProcessPool):
            raise WorkerEnded(ENDED) from None
        raise
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


class _Process(SpawnProcess):
    """A process that starts with one thread for each library, and deaf to interrupts."""

    def start(self) -> None:
        with _starting, _one_thread(), _held_back():
            try:
                super().start()
            except RuntimeError:
                if not getattr(current_process(), "_inheriting", False):
                    raise
                # This is a worker that reads an unguarded script; the parent says so.
                raise SystemExit(1) from None


class _Spawn(SpawnContext):
    """Starts processes afresh, and remembers them."""

    def __init__(self) -> None:
        super().__init__()
        self.started: list[_Process] = []

    def Process(self, *args: Any, **kwargs: Any) -> _Process:  # type: ignore[override]
        process = _Process(*args, **kwargs)
        self.started.append(process)
        return process

    def end(self) -> None:
        """End every process, whatever it does."""
        for process in self.started:
            if process.pid is not None:
                process.terminate()


@contextmanager
def _one_thread() -> Iterator[None]:
    """Set the environment that a new process inherits, and put ours back."""
    before = {name: os.environ.get(name) for name in ONE_THREAD}
    os.environ.update(dict.fromkeys(ONE_THREAD, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


@contextmanager
def _held_back() -> Iterator[None]:
    """Hold interrupts back: a process inherits that, and ours come when it has started."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows: `_begin` must do
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    """Prepare this process, a worker."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    parent = parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)
