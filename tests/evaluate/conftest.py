"""Settlements written by hand, so that evaluation is tested without contracts."""

import numpy as np
import pytest

from pathway_economics.ledger import Entry
from pathway_economics.outcomes import Settlement


def _settled(outcomes, *entries, name="Proposal"):
    """Return a settlement of ``(payer, payee, source, amount)``, amounts by (E, Y, D)."""
    made = [
        Entry(payer, payee, "contract", source, np.asarray(amount, float), source=source)
        for payer, payee, source, amount in entries
    ]
    extra = {entry.payer for entry in made} | {entry.payee for entry in made}
    return Settlement(outcomes, name, outcomes.ledger.with_entries(made, sorted(extra)))


@pytest.fixture(scope="session")
def settled():
    """Return a function that settles entries written by hand."""
    return _settled


@pytest.fixture(scope="session")
def figure():
    """Return a function that reads one row of a table."""

    def read(table, **where):
        found = table
        for column, value in where.items():
            found = found[found[column] == value]
        assert len(found) == 1, f"{len(found)} rows for {where}"
        return found.iloc[0]

    return read


@pytest.fixture(scope="session")
def by_environment():
    """Return a function that gives amounts by environment the shape (E, 1, 1)."""
    return lambda *amounts: np.array(amounts, float)[:, None, None]


@pytest.fixture(scope="session")
def by_year():
    """Return a function: nothing in the reference, these amounts by year as proposed."""
    return lambda *amounts: np.array([[0.0] * len(amounts), amounts])[..., None]
