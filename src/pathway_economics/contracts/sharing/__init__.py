"""Sharing: pools, gains and risks between several budgets."""

from pathway_economics.contracts.sharing.against import BenchmarkTerms
from pathway_economics.contracts.sharing.aligned_incentive import AlignedIncentive
from pathway_economics.contracts.sharing.gain_share import GainShare
from pathway_economics.contracts.sharing.moving import Ratchet, Rebased
from pathway_economics.contracts.sharing.network_share import NetworkShare
from pathway_economics.contracts.sharing.past import Comparison, History
from pathway_economics.contracts.sharing.pool import Pool
from pathway_economics.contracts.sharing.ring_fenced_fund import RingFencedFund

KINDS = (AlignedIncentive, GainShare, NetworkShare, Pool, RingFencedFund)
"""Kinds of contract of this family."""

__all__ = [
    "KINDS",
    "AlignedIncentive",
    "BenchmarkTerms",
    "Comparison",
    "GainShare",
    "History",
    "NetworkShare",
    "Pool",
    "Ratchet",
    "Rebased",
    "RingFencedFund",
]
