"""What it costs a supplier to supply: its own spending, outside every payment."""

import numpy as np

from pathway_economics.contracts.base import Array
from pathway_economics.contracts.book import Book
from pathway_economics.contracts.wording import is_zero
from pathway_economics.errors import InvalidModel
from pathway_economics.ledger import Entry
from pathway_economics.parameters.numbers import Yearly
from pathway_economics.parties import EXTERNAL

LABEL = "Cost of supply"


def cost_of_units(
    name: str, supplier: str, services: tuple[str, ...], units: Array, cost: Yearly, book: Book
) -> tuple[Entry, ...]:
    """Return the entry of what units cost the supplier; none if that is a plain zero.

    Raises
    ------
    InvalidModel
        If the supplier also delivers the services at a unit cost, so that they would be
        paid for twice.
    """
    if is_zero(cost):
        return ()
    twice = [service for service in services if _has_unit_cost(service, supplier, book)]
    if twice:
        raise InvalidModel(
            f"cost_of_supply of {name!r}: {supplier!r} delivers {', '.join(twice)} at a unit "
            "cost, which is its cost of supply already; leave out one of the two."
        )
    each = book.amounts(cost)
    return (
        Entry(
            supplier,
            EXTERNAL,
            "resource",
            LABEL,
            units * each,
            source=name,
            activity=units,
            price=each,
        ),
    )


def _has_unit_cost(service: str, party: str, book: Book) -> bool:
    rows = [
        row
        for row, line in enumerate(book.outcomes.lines)
        if line.name == service and line.provider == party
    ]
    return bool(np.any(book.outcomes.resource_value[:, rows] != 0.0))
