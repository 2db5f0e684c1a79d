"""Tariffs: what providers are paid for what they do."""

from pathway_economics.contracts.tariffs.activity import Activity
from pathway_economics.contracts.tariffs.blended import Blended

KINDS = (Activity, Blended)
"""Kinds of contract of this family."""

__all__ = ["KINDS", "Activity", "Blended"]
