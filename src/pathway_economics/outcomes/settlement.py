"""Outcomes under one arrangement: who owes whom."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from pathway_economics.ledger import Ledger
from pathway_economics.outcomes.outcomes import Outcomes
from pathway_economics.outcomes.precision import standard_error
from pathway_economics.parameters import Frozen
from pathway_economics.tables import card

if TYPE_CHECKING:
    import pandas as pd

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Settlement:
    """Outcomes under one arrangement: who owes whom.

    Attributes
    ----------
    outcomes
        What happened.
    name
        Name of the arrangement.
    ledger
        Spending and every contract's entries.
    terms
        The terms of each contract in words, by contract.
    """

    outcomes: Outcomes
    name: str
    ledger: Ledger
    terms: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "terms", Frozen(self.terms))

    def position(self, party: str) -> Array:
        """Return a party's net cash, shape (E, Y, D). [currency per year]"""
        return self.ledger.position(party)

    def positions(self) -> "pd.DataFrame":
        """Return net cash by environment, party and year, tidy: means, errors and intervals."""
        import pandas as pd

        rows = []
        for party in self.outcomes.parties:
            net = self.position(party)
            for e, environment in enumerate(self.outcomes.environments):
                for y, year in enumerate(self.outcomes.years):
                    low, high = np.quantile(net[e, y], [0.025, 0.975])
                    told = (net[e, y].mean(), float(standard_error(net[e, y])), low, high)
                    rows.append((self.name, environment, party, year, *told))
        columns = ["arrangement", "environment", "party", "year", "mean", "se", "low", "high"]
        return pd.DataFrame(rows, columns=columns)

    def __repr__(self) -> str:
        return (
            f"<Settlement {self.name!r} of {self.outcomes.title!r}: "
            f"{len(self.ledger.entries)} entries>"
        )

    def _repr_html_(self) -> str:
        rows = []
        for party in self.outcomes.parties:
            totals = self.position(party).sum(axis=1).mean(axis=-1)
            text = "; ".join(
                f"{environment}: {total:,.0f}"
                for environment, total in zip(self.outcomes.environments, totals, strict=True)
            )
            rows.append((party, text))
        years = len(self.outcomes.years)
        title = f"{self.name}: net cash over {years} years, {self.outcomes.currency}, mean"
        return card(title, rows)
