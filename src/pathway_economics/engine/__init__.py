"""From a plan and its draws to what happened: activity, spending and health."""

from pathway_economics.engine.chunks import Progress
from pathway_economics.engine.individuals import (
    Individuals,
    PeoplePlan,
    make_people_plan,
    simulate_people,
)
from pathway_economics.engine.plan import Plan
from pathway_economics.engine.planning import make_plan
from pathway_economics.engine.run import simulate
from pathway_economics.engine.spending import Spending, spending

__all__ = [
    "Individuals",
    "PeoplePlan",
    "Plan",
    "Progress",
    "Spending",
    "make_people_plan",
    "make_plan",
    "simulate",
    "simulate_people",
    "spending",
]
