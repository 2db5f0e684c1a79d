"""Fixed amounts: what is paid whatever the activity."""

from pathway_economics.contracts.fixed.block import Block
from pathway_economics.contracts.fixed.capital_charge import CapitalCharge
from pathway_economics.contracts.fixed.capitation import Capitation
from pathway_economics.contracts.fixed.efficiency_requirement import EfficiencyRequirement
from pathway_economics.contracts.fixed.grant import Grant
from pathway_economics.contracts.fixed.notice import Notice
from pathway_economics.contracts.fixed.side_payment import SidePayment

KINDS = (Block, CapitalCharge, Capitation, EfficiencyRequirement, Grant, Notice, SidePayment)
"""Kinds of contract of this family."""

__all__ = [
    "KINDS",
    "Block",
    "CapitalCharge",
    "Capitation",
    "EfficiencyRequirement",
    "Grant",
    "Notice",
    "SidePayment",
]
