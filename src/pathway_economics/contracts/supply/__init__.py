"""Supply: what the suppliers of a technology are paid."""

from pathway_economics.contracts.supply.supplier_price import SupplierPrice

KINDS = (SupplierPrice,)
"""Kinds of contract of this family."""

__all__ = ["KINDS", "SupplierPrice"]
