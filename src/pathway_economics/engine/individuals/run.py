"""The run of individuals: chunk by chunk of draws, block by block."""

from collections.abc import Sequence
from concurrent.futures import Executor
from contextlib import closing
from dataclasses import dataclass
from typing import cast

from pathway_economics.engine.individuals.luck import Luck
from pathway_economics.engine.individuals.parts import run_part
from pathway_economics.engine.individuals.plan import PeoplePlan
from pathway_economics.engine.plan import Plan
from pathway_economics.engine.run import LEAST_LANES, Progress, _complaints, _cut
from pathway_economics.engine.totals import Totals
from pathway_economics.engine.values import Guard, Refusals
from pathway_economics.errors import InvalidModel
from pathway_economics.parameters import Draws
from pathway_economics.seeds import CHUNK
from pathway_economics.workers import in_order

LIVE = 1 << 18
"""People times draws that are followed at once, so that their records stay in cache."""


@dataclass(frozen=True, slots=True)
class _Work:
    """All that one worker needs to run one chunk of draws; called with its number."""

    plan: PeoplePlan
    draws: Draws
    providers: tuple[str, ...]
    block: int
    n_traced: int

    def __call__(self, index: int) -> tuple[Totals, Refusals]:
        chunk = self.draws.chunk(index)
        width = min(CHUNK, self.draws.n_draws - index * CHUNK)
        n_traced = min(max(self.n_traced - index * CHUNK, 0), width)
        # What Totals reads of a plan, this one has too.
        totals = Totals(cast(Plan, self.plan), self.providers, width, n_traced)
        refusals, luck = Refusals(), Luck(self.draws.seed)
        for start in range(0, width, self.block):
            used = min(self.block, width - start)
            lanes = min(-(-used // LEAST_LANES) * LEAST_LANES, CHUNK - start)
            guard = Guard(lanes, used)
            part = Totals(
                cast(Plan, self.plan),
                self.providers,
                lanes,
                min(max(n_traced - start, 0), lanes),
            )
            first = index * CHUNK + start
            run_part(
                self.plan,
                _cut(chunk, start, lanes),
                first,
                lanes,
                self.providers,
                luck,
                guard,
                part,
            )
            totals.place(part, start, used)
            refusals.merge(guard.refusals())
        return totals, refusals


def simulate_people(
    plan: PeoplePlan,
    draws: Draws,
    providers: Sequence[str],
    *,
    block: int | None = None,
    progress: Progress | None = None,
    executor: Executor | None = None,
    workers: int = 1,
    n_traced: int = 0,
) -> Totals:
    """Return the totals of every draw, from people followed one by one.

    Parameters
    ----------
    plan
        The plan of the run.
    draws
        What to draw.
    providers
        Parties, for costs by provider.
    block
        Draws that are run at once: a power of two, 8 to 8,192; chosen by the number of
        people if omitted. The results are the same bits whatever it is.
    progress
        Called after each chunk of draws.
    executor
        Where chunks are run; in this process if omitted.
    workers
        Without an executor, the number of processes.
    n_traced
        Number of draws, from the first, for which traces are kept.

    Raises
    ------
    InvalidModel
        If a number was impossible in some draws: each place with its share of draws.
    """
    size = block_size(plan) if block is None else block
    if not isinstance(size, int) or size < LEAST_LANES or size > CHUNK or size & (size - 1):
        raise InvalidModel(f"block={size!r}, but it must be a power of two from 8 to {CHUNK:,}.")
    totals = Totals(cast(Plan, plan), providers, draws.n_draws, min(n_traced, draws.n_draws))
    refusals = Refusals()
    work = _Work(plan, draws.only(plan.names), tuple(providers), size, n_traced)
    chunks = in_order(work, range(draws.n_chunks), executor, workers=workers)
    with closing(chunks):
        for index, (part, refused) in enumerate(chunks):
            totals.place(part, index * CHUNK, part.cost.shape[-1])
            refusals.merge(refused)
            if progress is not None:
                progress(min((index + 1) * CHUNK, draws.n_draws), draws.n_draws)
    if refusals.draws:
        raise InvalidModel(_complaints(refusals, draws.n_draws))
    return totals


def block_size(plan: PeoplePlan) -> int:
    """Return how many draws to run at once so that the records of people stay in cache."""
    fitting = max(LIVE // plan.individuals.n, LEAST_LANES)
    return min(1 << (fitting.bit_length() - 1), CHUNK)
