"""Insurance: corridors, layers and shared savings with insurers."""

from pathway_economics.contracts.base import Contract

KINDS: tuple[type[Contract], ...] = ()
"""Kinds of contract of this family."""

__all__ = ["KINDS"]
