"""Draws in chunks and blocks: how the work of any engine is cut, spread and gathered."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import closing
from dataclasses import dataclass
from typing import Generic, TypedDict, TypeVar, Unpack

import numpy as np

from pathway_economics.engine.totals import Laid, Totals
from pathway_economics.engine.values import Guard, Refusals
from pathway_economics.errors import Complaint, InvalidModel, PathwayEconomicsError
from pathway_economics.parameters import Draws
from pathway_economics.parameters.expressions import Value
from pathway_economics.seeds import CHUNK
from pathway_economics.workers import WorkerEnded, in_order

Progress = Callable[[int, int], None]
"""Called with the number of draws done and the number in all."""

WORTHWHILE = 2_000_000_000
"""Numbers that a run must compute before it is spread over processes."""

LEAST_LANES = 8
"""Fewest draws that are run at once."""

P = TypeVar("P", bound=Laid)


@dataclass(frozen=True, slots=True)
class Block:
    """Some draws that are run at once.

    Attributes
    ----------
    draws
        Parameter draws, each shape (lanes,) or a number.
    first
        Number of the first of them.
    lanes
        How many there are: a multiple of 8, the last of which may be beyond those asked for.
    providers
        Parties, for costs by provider.
    guard
        Notes draws in which a number is impossible.
    n_traced
        Number of leading draws whose traces are kept.
    seed
        Seed of the run.
    """

    draws: Mapping[str, Value]
    first: int
    lanes: int
    providers: tuple[str, ...]
    guard: Guard
    n_traced: int
    seed: int

    def totals(self, plan: Laid) -> Totals:
        """Return arrays for the results of these draws, zero at first."""
        return Totals(plan, self.providers, self.lanes, self.n_traced)


@dataclass(frozen=True, slots=True)
class Job(Generic[P]):
    """All that a worker needs to run any chunk of draws; called with its number.

    ``step`` is a function of a module, so that a worker in another process finds it.
    """

    step: Callable[[P, Block], Totals]
    plan: P
    draws: Draws
    providers: tuple[str, ...]
    block: int
    n_traced: int

    def __call__(self, index: int) -> tuple[Totals, Refusals]:
        """Return the totals of a chunk, and what was impossible in it."""
        chunk = self.draws.chunk(index)
        width = min(CHUNK, self.draws.n_draws - index * CHUNK)
        n_traced = min(max(self.n_traced - index * CHUNK, 0), width)
        totals, refusals = Totals(self.plan, self.providers, width, n_traced), Refusals()
        for start in range(0, width, self.block):
            used = min(self.block, width - start)
            lanes = min(-(-used // LEAST_LANES) * LEAST_LANES, CHUNK - start)
            guard = Guard(lanes, used)
            block = Block(
                _cut(chunk, start, lanes),
                index * CHUNK + start,
                lanes,
                self.providers,
                guard,
                min(max(n_traced - start, 0), lanes),
                self.draws.seed,
            )
            totals.place(self.step(self.plan, block), start, used)
            refusals.merge(guard.refusals())
        return totals, refusals


class Asked(TypedDict, total=False):
    """What a run is asked for beside its plan and draws; every part may be left out.

    Attributes
    ----------
    block
        Draws that are run at once: a power of two, 8 to 8,192; the engine chooses if omitted.
        The results are the same bits whatever it is.
    progress
        Called after each chunk of draws.
    executor
        Where chunks are run; in this process if omitted.
    workers
        Without an executor, the number of processes, if the run is large enough for them.
    n_traced
        Number of draws, from the first, for which traces are kept.
    """

    block: int | None
    progress: Progress | None
    executor: Executor | None
    workers: int
    n_traced: int


def gathered(
    step: Callable[[P, Block], Totals],
    plan: P,
    draws: Draws,
    providers: Sequence[str],
    *,
    usual: int,
    effort: int,
    **asked: Unpack[Asked],
) -> Totals:
    """Return the totals of every draw, as a step of an engine gives them block by block.

    Parameters
    ----------
    step
        What the engine does with a block.
    plan
        The plan of the run.
    draws
        What to draw.
    providers
        Parties, for costs by provider.
    usual
        Draws that are run at once unless asked otherwise.
    effort
        Roughly how many numbers the run computes for each draw.
    **asked
        What else the run is asked for.

    Raises
    ------
    InvalidModel
        If a number was impossible in some draws: each place with its share of draws.
    PathwayEconomicsError
        If a worker ended before its work was done.
    """
    block, executor, workers = asked.get("block"), asked.get("executor"), asked.get("workers", 1)
    progress, n_traced = asked.get("progress"), asked.get("n_traced", 0)
    block = usual if block is None else block
    if not isinstance(block, int) or block < LEAST_LANES or block > CHUNK or block & (block - 1):
        raise InvalidModel(f"block={block!r}, but it must be a power of two from 8 to {CHUNK:,}.")
    if not isinstance(workers, int) or isinstance(workers, bool) or workers < 1:
        raise InvalidModel(f"workers={workers!r}, but it must be a whole number, 1 or more.")
    if executor is not None and workers > 1:
        raise InvalidModel("Give workers or an executor, not both: an executor brings its own.")
    totals = Totals(plan, providers, draws.n_draws, min(n_traced, draws.n_draws))
    refusals = Refusals()
    job = Job(step, plan, draws, tuple(providers), block, n_traced)
    workers = workers if effort * draws.n_draws >= WORTHWHILE else 1
    chunks = in_order(job, range(draws.n_chunks), executor, workers=workers)
    try:
        with closing(chunks):
            for index, (part, refused) in enumerate(chunks):
                totals.place(part, index * CHUNK, part.cost.shape[-1])
                refusals.merge(refused)
                if progress is not None:
                    progress(min((index + 1) * CHUNK, draws.n_draws), draws.n_draws)
    except WorkerEnded as ended:
        raise PathwayEconomicsError(str(ended)) from None
    if refusals.draws:
        raise InvalidModel(_complaints(refusals, draws.n_draws))
    return totals


def _cut(chunk: Mapping[str, Value], start: int, lanes: int) -> dict[str, Value]:
    return {
        name: value[start : start + lanes] if isinstance(value, np.ndarray) else value
        for name, value in chunk.items()
    }


def _complaints(refusals: Refusals, n_draws: int) -> list[Complaint]:
    return [
        Complaint(
            f"{place}: {count:,} of {n_draws:,} draws ({count / n_draws:.1%}) give "
            f"{refusals.worst[place, rule]:.6g} or the like, but it must be {rule}. Nothing is "
            "clipped: choose a distribution that keeps to its bounds."
        )
        for (place, rule), count in refusals.draws.items()
    ]
