"""Tariffs: what providers are paid for what they do."""

from pathway_economics.contracts.tariffs.activity import Activity
from pathway_economics.contracts.tariffs.best_practice import BestPractice
from pathway_economics.contracts.tariffs.blended import Blended
from pathway_economics.contracts.tariffs.cap_and_collar import CapAndCollar
from pathway_economics.contracts.tariffs.cost_and_volume import CostAndVolume
from pathway_economics.contracts.tariffs.elective_recovery import ElectiveRecovery
from pathway_economics.contracts.tariffs.low_volume_block import LowVolumeBlock
from pathway_economics.contracts.tariffs.non_payment import NonPayment

KINDS = (
    Activity,
    Blended,
    BestPractice,
    NonPayment,
    CostAndVolume,
    CapAndCollar,
    LowVolumeBlock,
    ElectiveRecovery,
)
"""Kinds of contract of this family."""

__all__ = [
    "KINDS",
    "Activity",
    "BestPractice",
    "Blended",
    "CapAndCollar",
    "CostAndVolume",
    "ElectiveRecovery",
    "LowVolumeBlock",
    "NonPayment",
]
