"""Payment rules as pure functions: arrays in, arrays out.

The primitives stand here: a marginal schedule (``marginal``, ``tiered``), a gate or a
corridor, limits (``cap``, ``collar``), a split, the lagged release in whole steps, and
conditional or graded payment. The named rules are made of them, in folders by family.
Terms are checked where they are declared, in ``contracts``; here nothing is checked, so
that every function broadcasts over any years, draws or rows it is given.
"""

from pathway_economics.payments.condition import conditional, graded
from pathway_economics.payments.gate import corridor, gate
from pathway_economics.payments.insurance.bundle import bundle, winsorised
from pathway_economics.payments.insurance.layers import (
    allocate_back,
    franchise,
    in_money,
    layer,
)
from pathway_economics.payments.insurance.quality_share import quality_share
from pathway_economics.payments.insurance.reinsurance import reinsurance
from pathway_economics.payments.insurance.risk_corridor import risk_corridor
from pathway_economics.payments.insurance.shared_savings import minimum_savings_rate, mssp
from pathway_economics.payments.limits import cap, collar
from pathway_economics.payments.release import stepped_release, whole_steps
from pathway_economics.payments.schedule import marginal, tiered
from pathway_economics.payments.sharing.gain_share import gain_share
from pathway_economics.payments.split import in_proportion, split
from pathway_economics.payments.table import over
from pathway_economics.payments.tariffs.blended import blended, variable_element

__all__ = [
    "allocate_back",
    "blended",
    "bundle",
    "cap",
    "collar",
    "conditional",
    "corridor",
    "franchise",
    "gain_share",
    "gate",
    "graded",
    "in_money",
    "in_proportion",
    "layer",
    "marginal",
    "minimum_savings_rate",
    "mssp",
    "over",
    "quality_share",
    "reinsurance",
    "risk_corridor",
    "split",
    "stepped_release",
    "tiered",
    "variable_element",
    "whole_steps",
    "winsorised",
]
