"""Sharing: pools, gains and risks between several budgets."""

from pathway_economics.contracts.sharing.against import BenchmarkTerms
from pathway_economics.contracts.sharing.gain_share import GainShare
from pathway_economics.contracts.sharing.moving import Ratchet, Rebased
from pathway_economics.contracts.sharing.past import Comparison, History
from pathway_economics.contracts.sharing.pool import Pool

KINDS = (GainShare, Pool)
"""Kinds of contract of this family."""

__all__ = [
    "KINDS",
    "BenchmarkTerms",
    "Comparison",
    "GainShare",
    "History",
    "Pool",
    "Ratchet",
    "Rebased",
]
