"""From a plan and its draws to what happened: activity, spending and health."""

from pathway_economics.engine.plan import Plan, make_plan
from pathway_economics.engine.run import Progress, simulate
from pathway_economics.engine.spending import Spending, spending

__all__ = ["Plan", "Progress", "Spending", "make_plan", "simulate", "spending"]
