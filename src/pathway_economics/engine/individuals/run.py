"""The run of individuals: how many draws are followed at once, and how much there is to do."""

from collections.abc import Sequence
from typing import Unpack

from pathway_economics.engine.chunks import LEAST_LANES, Asked, gathered
from pathway_economics.engine.individuals.parts import run_part
from pathway_economics.engine.individuals.plan import PeoplePlan
from pathway_economics.engine.totals import Totals
from pathway_economics.parameters import Draws
from pathway_economics.seeds import CHUNK

LIVE = 1 << 18
"""People times draws that are followed at once, so that their records stay in cache."""

PER_MOVE = 20
"""Numbers that one cycle of one person is worth, beside a multiply-add."""


def simulate_people(
    plan: PeoplePlan,
    draws: Draws,
    providers: Sequence[str],
    **asked: Unpack[Asked],
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
    **asked
        What else the run is asked for: see :class:`~pathway_economics.engine.chunks.Asked`.
    """
    return gathered(
        run_part,
        plan,
        draws.only(plan.names),
        providers,
        usual=block_size(plan),
        effort=effort(plan),
        **asked,
    )


def effort(plan: PeoplePlan) -> int:
    """Return roughly how many numbers a run computes for each draw."""
    walks = len(plan.strategies) + len(plan.environments)
    return PER_MOVE * plan.individuals.n * plan.horizon.n_cycles * walks


def block_size(plan: PeoplePlan) -> int:
    """Return how many draws to run at once so that the records of people stay in cache."""
    fitting = max(LIVE // plan.individuals.n, LEAST_LANES)
    return min(1 << (fitting.bit_length() - 1), CHUNK)
