"""Contracts: who pays whom, on what, with which terms; arrangements, and settling them."""

from pathway_economics.contracts.activity import Activity
from pathway_economics.contracts.arrangement import (
    Arrangement,
    resolve,
    scope_complaints,
    whole,
)
from pathway_economics.contracts.base import Book, Contract
from pathway_economics.contracts.benchmark import History
from pathway_economics.contracts.blended import Blended
from pathway_economics.contracts.block import Block
from pathway_economics.contracts.gain_share import GainShare
from pathway_economics.contracts.grant import Grant
from pathway_economics.contracts.pool import Pool
from pathway_economics.contracts.settle import settle
from pathway_economics.contracts.side_payment import SidePayment
from pathway_economics.contracts.supplier_price import SupplierPrice

CONTRACTS: dict[str, type[Contract]] = {
    kind.keyword: kind
    for kind in (Activity, Block, Blended, Grant, SupplierPrice, GainShare, Pool, SidePayment)
}
"""Contracts by the word of the model file."""

__all__ = [
    "CONTRACTS",
    "Activity",
    "Arrangement",
    "Blended",
    "Block",
    "Book",
    "Contract",
    "GainShare",
    "Grant",
    "History",
    "Pool",
    "SidePayment",
    "SupplierPrice",
    "resolve",
    "scope_complaints",
    "settle",
    "whole",
]
