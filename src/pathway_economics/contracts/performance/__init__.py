"""Performance: what is paid depends on what is achieved."""

from pathway_economics.contracts.performance.indicator import Indicator
from pathway_economics.contracts.performance.outcome_based import OutcomeBased
from pathway_economics.contracts.performance.outcome_bond import OutcomeBond
from pathway_economics.contracts.performance.performance_fund import PerformanceFund
from pathway_economics.contracts.performance.quality_payment import QualityPayment

KINDS = (OutcomeBased, OutcomeBond, PerformanceFund, QualityPayment)
"""Kinds of contract of this family."""

__all__ = ["KINDS", "Indicator", "OutcomeBased", "OutcomeBond", "PerformanceFund", "QualityPayment"]
