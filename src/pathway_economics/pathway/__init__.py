"""States, services, links and uses; strategies as edits; capacity."""

from pathway_economics.pathway.capacity import CapacityPool
from pathway_economics.pathway.network import (
    from_networkx,
    to_networkx,
    use_order,
    visit_generations,
)
from pathway_economics.pathway.states import Link, Pathway, Service, State
from pathway_economics.pathway.strategies import Programme, Strategy, apply
from pathway_economics.pathway.tests import Test

__all__ = [
    "CapacityPool",
    "Link",
    "Pathway",
    "Programme",
    "Service",
    "State",
    "Strategy",
    "Test",
    "apply",
    "from_networkx",
    "to_networkx",
    "use_order",
    "visit_generations",
]
