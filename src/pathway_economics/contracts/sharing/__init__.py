"""Sharing: pools, gains and risks between several budgets."""

from pathway_economics.contracts.sharing.benchmark import History
from pathway_economics.contracts.sharing.gain_share import GainShare
from pathway_economics.contracts.sharing.pool import Pool

KINDS = (GainShare, Pool)
"""Kinds of contract of this family."""

__all__ = ["KINDS", "GainShare", "History", "Pool"]
