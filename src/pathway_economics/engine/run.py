"""The run: plan, draw, run block by block, and lay the table of outcomes."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import closing
from dataclasses import dataclass

import numpy as np

from pathway_economics.engine.block import run_block
from pathway_economics.engine.kernel import scratch_rows
from pathway_economics.engine.plan import Plan
from pathway_economics.engine.totals import Totals
from pathway_economics.engine.values import Guard, Refusals
from pathway_economics.errors import Complaint, InvalidModel, PathwayEconomicsError
from pathway_economics.parameters import Draws
from pathway_economics.parameters.expressions import Value
from pathway_economics.seeds import CHUNK
from pathway_economics.workers import WorkerEnded, in_order

Progress = Callable[[int, int], None]
"""Called with the number of draws done and the number in all."""

LIVE_BYTES = 24_000_000
"""Memory of the arrays that a block works on. Larger blocks leave the cache, smaller ones
pay for more calls; measured best on the benchmarks. [bytes]"""

PER_EXPRESSION = 20
"""Numbers that computing a probability or a cost is worth, beside a multiply-add."""

WORTHWHILE = 2_000_000_000
"""Numbers that a run must compute before it is spread over processes."""

LEAST_BLOCK, LEAST_LANES = 256, 8


@dataclass(frozen=True, slots=True)
class _Work:
    """All that a worker needs to run any chunk of draws."""

    plan: Plan
    draws: Draws
    providers: tuple[str, ...]
    block: int
    n_traced: int

    def __call__(self, index: int) -> tuple[Totals, Refusals]:
        return _run_chunk(self, index)


def simulate(
    plan: Plan,
    draws: Draws,
    providers: Sequence[str],
    *,
    block: int | None = None,
    progress: Progress | None = None,
    executor: Executor | None = None,
    workers: int = 1,
    n_traced: int = 0,
) -> Totals:
    """Return the totals of every draw.

    Parameters
    ----------
    plan
        The plan of the run.
    draws
        What to draw.
    providers
        Parties, for costs by provider.
    block
        Draws that are run at once: a power of two, 8 to 8,192; chosen by the size of the
        model if omitted. The results are the same bits whatever it is.
    progress
        Called after each chunk of draws.
    executor
        Where chunks are run; in this process if omitted.
    workers
        Without an executor, the number of processes, if the run is large enough for them.
    n_traced
        Number of draws, from the first, for which traces are kept.

    Raises
    ------
    InvalidModel
        If a number was impossible in some draws: each place with its share of draws.
    PathwayEconomicsError
        If a worker ended before its work was done.
    """
    size = block_size(plan) if block is None else block
    if not isinstance(size, int) or size < LEAST_LANES or size > CHUNK or size & (size - 1):
        raise InvalidModel(f"block={size!r}, but it must be a power of two from 8 to {CHUNK:,}.")
    if not isinstance(workers, int) or isinstance(workers, bool) or workers < 1:
        raise InvalidModel(f"workers={workers!r}, but it must be a whole number, 1 or more.")
    if executor is not None and workers > 1:
        raise InvalidModel("Give workers or an executor, not both: an executor brings its own.")
    needed = draws.only(plan.names)
    totals = Totals(plan, providers, draws.n_draws, min(n_traced, draws.n_draws))
    refusals = Refusals()
    work = _Work(plan, needed, tuple(providers), size, n_traced)
    workers = workers if effort(plan) * draws.n_draws >= WORTHWHILE else 1
    chunks = in_order(work, range(draws.n_chunks), executor, workers=workers)
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


def effort(plan: Plan) -> int:
    """Return roughly how many numbers a run computes for each draw."""
    total = 0
    for strategy in plan.strategies:
        years = strategy.schedule.years
        columns = sum(len(year.columns) for year in years) * plan.horizon.cycles_per_year
        total += len(strategy.network.edges) * columns
        total += PER_EXPRESSION * len(strategy.schedule.expressions)
    return total


def block_size(plan: Plan) -> int:
    """Return how many draws to run at once so that the working arrays stay in cache.

    A tunnel is moved in a few long slices, so that fewer draws at once cost few more calls.
    """
    per_draw = 0
    live = LIVE_BYTES // 2 if any(s.network.folds for s in plan.strategies) else LIVE_BYTES
    for strategy in plan.strategies:
        net, years = strategy.network, strategy.schedule.years
        people = max(len(year.columns) for year in years)
        wide = max(1 if year.alike else len(year.columns) for year in years)
        rows = len(net.nodes) * 2 + net.n_counted * 3 + scratch_rows(net)
        per_draw = max(per_draw, 8 * (rows * people + len(net.edges) * wide))
    fitting = max(live // max(per_draw, 1), LEAST_BLOCK)
    return min(1 << (int(fitting).bit_length() - 1), CHUNK)


def _run_chunk(job: _Work, index: int) -> tuple[Totals, Refusals]:
    chunk = job.draws.chunk(index)
    width = min(CHUNK, job.draws.n_draws - index * CHUNK)
    n_traced = min(max(job.n_traced - index * CHUNK, 0), width)
    totals, refusals = Totals(job.plan, job.providers, width, n_traced), Refusals()
    for start in range(0, width, job.block):
        used = min(job.block, width - start)
        lanes = min(-(-used // LEAST_LANES) * LEAST_LANES, CHUNK - start)
        guard = Guard(lanes, used)
        traced = min(max(n_traced - start, 0), lanes)
        part = run_block(job.plan, _cut(chunk, start, lanes), lanes, job.providers, guard, traced)
        totals.place(part, start, used)
        refusals.merge(guard.refusals())
    return totals, refusals


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
