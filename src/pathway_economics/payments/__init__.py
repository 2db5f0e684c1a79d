"""Payment rules as pure functions: arrays in, arrays out.

The primitives stand here: a marginal schedule (``marginal``, ``tiered``), a gate or a
corridor, limits (``cap``, ``collar``), a split, the lagged release in whole steps, and
conditional or graded payment. The named rules are made of them, in folders by family.
Terms are checked where they are declared, in ``contracts``; here nothing is checked, so
that every function broadcasts over any years, draws or rows it is given.
"""

from pathway_economics.payments.condition import conditional, graded
from pathway_economics.payments.gate import corridor, gate
from pathway_economics.payments.limits import cap, collar
from pathway_economics.payments.release import stepped_release, whole_steps
from pathway_economics.payments.schedule import marginal, tiered
from pathway_economics.payments.sharing.aligned_incentive import aligned_incentive
from pathway_economics.payments.sharing.benchmarks import ratcheted, rebased, weighted_history
from pathway_economics.payments.sharing.carrying import carried
from pathway_economics.payments.sharing.fund import Fund, ring_fenced
from pathway_economics.payments.sharing.gain_share import gain_share
from pathway_economics.payments.sharing.network import fallen, network_share
from pathway_economics.payments.sharing.variance import (
    capped_split,
    fixed_and_variable,
    in_order,
    ordered_reduction,
    own_risk,
)
from pathway_economics.payments.split import in_proportion, split
from pathway_economics.payments.tariffs.blended import blended, variable_element

__all__ = [
    "Fund",
    "aligned_incentive",
    "blended",
    "cap",
    "capped_split",
    "carried",
    "collar",
    "conditional",
    "corridor",
    "fallen",
    "fixed_and_variable",
    "gain_share",
    "gate",
    "graded",
    "in_order",
    "in_proportion",
    "marginal",
    "network_share",
    "ordered_reduction",
    "own_risk",
    "ratcheted",
    "rebased",
    "ring_fenced",
    "split",
    "stepped_release",
    "tiered",
    "variable_element",
    "weighted_history",
    "whole_steps",
]
