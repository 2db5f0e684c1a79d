"""Supply: what the suppliers of a technology are paid."""

from pathway_economics.contracts.supply.conditional_continuation import ConditionalContinuation
from pathway_economics.contracts.supply.outcome_rebate import OutcomeRebate
from pathway_economics.contracts.supply.subscription import Subscription
from pathway_economics.contracts.supply.supplier_price import SupplierPrice

KINDS = (SupplierPrice, Subscription, OutcomeRebate, ConditionalContinuation)
"""Kinds of contract of this family."""

__all__ = ["KINDS", "ConditionalContinuation", "OutcomeRebate", "Subscription", "SupplierPrice"]
