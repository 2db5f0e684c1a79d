"""Insurance: corridors, layers and shared savings with insurers."""

from pathway_economics.contracts.insurance.risk_corridor import RiskCorridor

KINDS = (RiskCorridor,)
"""Kinds of contract of this family."""

__all__ = ["KINDS", "RiskCorridor"]
