"""The table at which engine, contracts and evaluation meet.

``Outcomes`` says what happened: activity, resource value, spending and health, for
each environment, budget year and draw. A ``Settlement`` adds who owes whom under one
arrangement.
"""

from pathway_economics.outcomes.amounts import yearly_amounts
from pathway_economics.outcomes.bounds import bounds_complaints
from pathway_economics.outcomes.keep import Keep
from pathway_economics.outcomes.outcomes import Outcomes
from pathway_economics.outcomes.parts import Line, Release, RunRecord
from pathway_economics.outcomes.precision import standard_error
from pathway_economics.outcomes.settlement import Settlement
from pathway_economics.outcomes.totals import has_totals, need_totals
from pathway_economics.outcomes.traces import Traces

__all__ = [
    "Keep",
    "Line",
    "Outcomes",
    "Release",
    "RunRecord",
    "Settlement",
    "Traces",
    "bounds_complaints",
    "has_totals",
    "need_totals",
    "standard_error",
    "yearly_amounts",
]
