"""The run of a cohort: how large its blocks are, and how much it has to do."""

from collections.abc import Sequence
from typing import Unpack

from pathway_economics.engine.block import run_block
from pathway_economics.engine.chunks import Asked, gathered
from pathway_economics.engine.kernel import scratch_rows
from pathway_economics.engine.plan import Plan
from pathway_economics.engine.totals import Totals
from pathway_economics.parameters import Draws
from pathway_economics.seeds import CHUNK

LIVE_BYTES = 24_000_000
"""Memory of the arrays that a block works on. Larger blocks leave the cache, smaller ones
pay for more calls; measured best on the benchmarks. [bytes]"""

PER_EXPRESSION = 20
"""Numbers that computing a probability or a cost is worth, beside a multiply-add."""

LEAST_BLOCK = 256
"""Fewest draws that are run at once for the sake of the cache."""


def simulate(
    plan: Plan,
    draws: Draws,
    providers: Sequence[str],
    **asked: Unpack[Asked],
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
    **asked
        What else the run is asked for: see :class:`~pathway_economics.engine.chunks.Asked`.
    """
    return gathered(
        run_block,
        plan,
        draws.only(plan.names),
        providers,
        usual=block_size(plan),
        effort=effort(plan),
        **asked,
    )


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
