"""Insurance: corridors, layers and shared savings with insurers."""

from pathway_economics.contracts.insurance.bundle import Bundle
from pathway_economics.contracts.insurance.quality_share import QualityShare
from pathway_economics.contracts.insurance.risk_corridor import RiskCorridor
from pathway_economics.contracts.insurance.shared_savings import SharedSavings
from pathway_economics.contracts.insurance.stop_loss import StopLoss

KINDS = (Bundle, QualityShare, RiskCorridor, SharedSavings, StopLoss)
"""Kinds of contract of this family."""

__all__ = ["KINDS", "Bundle", "QualityShare", "RiskCorridor", "SharedSavings", "StopLoss"]
