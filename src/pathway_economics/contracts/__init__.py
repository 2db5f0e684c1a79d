"""Contracts: who pays whom, on what, with which terms; arrangements, and settling them.

The kinds stand in families: ``fixed`` amounts, ``tariffs`` of providers,
``performance``, ``sharing`` of gains and risks, ``supply`` of technologies, ``insurance``.
"""

from pathway_economics.contracts import fixed, insurance, performance, sharing, supply, tariffs
from pathway_economics.contracts.arrangement import Arrangement, resolve, scope_complaints, whole
from pathway_economics.contracts.bands import Band
from pathway_economics.contracts.base import Contract
from pathway_economics.contracts.book import Book
from pathway_economics.contracts.fixed import (
    Block,
    CapitalCharge,
    Capitation,
    EfficiencyRequirement,
    Grant,
    Notice,
    SidePayment,
)
from pathway_economics.contracts.insurance import (
    Bundle,
    QualityShare,
    RiskCorridor,
    SharedSavings,
    StopLoss,
)
from pathway_economics.contracts.measure import Measure
from pathway_economics.contracts.performance import (
    Indicator,
    OutcomeBased,
    OutcomeBond,
    PerformanceFund,
    QualityPayment,
)
from pathway_economics.contracts.response import Response, response
from pathway_economics.contracts.settle import settle
from pathway_economics.contracts.sharing import (
    AlignedIncentive,
    BenchmarkTerms,
    Comparison,
    GainShare,
    History,
    NetworkShare,
    Pool,
    Ratchet,
    Rebased,
    RingFencedFund,
)
from pathway_economics.contracts.supply import (
    ConditionalContinuation,
    OutcomeRebate,
    Subscription,
    SupplierPrice,
)
from pathway_economics.contracts.tariffs import (
    Activity,
    BestPractice,
    Blended,
    CapAndCollar,
    CostAndVolume,
    ElectiveRecovery,
    LowVolumeBlock,
    NonPayment,
)
from pathway_economics.contracts.vintages import Preset, preset, presets

FAMILIES: dict[str, tuple[type[Contract], ...]] = {
    "fixed": fixed.KINDS,
    "tariffs": tariffs.KINDS,
    "performance": performance.KINDS,
    "sharing": sharing.KINDS,
    "supply": supply.KINDS,
    "insurance": insurance.KINDS,
}
"""Kinds of contract by family."""

CONTRACTS: dict[str, type[Contract]] = {
    kind.keyword: kind for kinds in FAMILIES.values() for kind in kinds
}
"""Contracts by the word of the model file."""

__all__ = [
    "CONTRACTS",
    "FAMILIES",
    "Activity",
    "AlignedIncentive",
    "Arrangement",
    "Band",
    "BenchmarkTerms",
    "BestPractice",
    "Blended",
    "Block",
    "Book",
    "Bundle",
    "CapAndCollar",
    "CapitalCharge",
    "Capitation",
    "Comparison",
    "ConditionalContinuation",
    "Contract",
    "CostAndVolume",
    "EfficiencyRequirement",
    "ElectiveRecovery",
    "GainShare",
    "Grant",
    "History",
    "Indicator",
    "LowVolumeBlock",
    "Measure",
    "NetworkShare",
    "NonPayment",
    "Notice",
    "OutcomeBased",
    "OutcomeBond",
    "OutcomeRebate",
    "PerformanceFund",
    "Pool",
    "Preset",
    "QualityPayment",
    "QualityShare",
    "Ratchet",
    "Rebased",
    "Response",
    "RingFencedFund",
    "RiskCorridor",
    "SharedSavings",
    "SidePayment",
    "StopLoss",
    "Subscription",
    "SupplierPrice",
    "preset",
    "presets",
    "resolve",
    "response",
    "scope_complaints",
    "settle",
    "whole",
]
