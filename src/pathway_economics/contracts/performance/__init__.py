"""Performance: what is paid depends on what is achieved."""

from pathway_economics.contracts.base import Contract

KINDS: tuple[type[Contract], ...] = ()
"""Kinds of contract of this family."""

__all__ = ["KINDS"]
