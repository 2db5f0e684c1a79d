"""Sharing: pools, gains and risks between several budgets."""

from pathway_economics.contracts.sharing.against import BenchmarkTerms
from pathway_economics.contracts.sharing.gain_share import GainShare
from pathway_economics.contracts.sharing.moving import Ratchet, Rebased
from pathway_economics.contracts.sharing.network_share import NetworkShare
from pathway_economics.contracts.sharing.past import Comparison, History
from pathway_economics.contracts.sharing.pool import Pool

KINDS = (GainShare, NetworkShare, Pool)
"""Kinds of contract of this family."""

__all__ = [
    "KINDS",
    "BenchmarkTerms",
    "Comparison",
    "GainShare",
    "History",
    "NetworkShare",
    "Pool",
    "Ratchet",
    "Rebased",
]
