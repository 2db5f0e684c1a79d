"""How each party's cash under one contract answers to the one quantity it depends on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pathway_economics.contracts.base import Contract
from pathway_economics.contracts.levels.asked import (
    first_year,
    in_words,
    levels_of,
    only_measured,
    year_index,
    years_of,
)
from pathway_economics.contracts.levels.jumps import Jump, jumps_in
from pathway_economics.contracts.levels.level import depends
from pathway_economics.contracts.levels.means import at_means, without_measures
from pathway_economics.contracts.levels.start import Start
from pathway_economics.outcomes import Outcomes, Settlement
from pathway_economics.parameters import Frozen
from pathway_economics.tables import card

if TYPE_CHECKING:
    import pandas as pd

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Response:
    """What each party receives less what it pays under one contract, at each level.

    Attributes
    ----------
    terms
        The terms in words.
    quantity
        What is varied, such as ``"Admission"`` or ``"Spending under Admissions"``.
    unit
        Unit of the levels.
    currency
        Currency of the payments.
    year
        Budget year that is read.
    plan
        Level at which the reference stands: what plans and benchmarks are known from.
    levels : shape (N,)
        Levels. [``unit``]
    payments : shape (N,)
        Receipts less payments by party. [currency per year]
    jumps
        Where cash jumps, such as at a gate: the level, and the step that holds it.
    """

    terms: str
    quantity: str
    unit: str
    currency: str
    year: str
    plan: float
    levels: Array
    payments: Mapping[str, Array]
    jumps: tuple[Jump, ...]

    @property
    def marginal(self) -> dict[str, Array]:
        """What one more unit brings each party, from each level to the next, shape (N,).

        NaN at the last level, and across a jump, where no unit has a price of its own.
        """
        steps, broken = np.diff(self.levels), [jump.step for jump in self.jumps]
        found = {}
        for party, cash in self.payments.items():
            slope = np.append(np.diff(cash) / steps, np.nan)
            slope[broken] = np.nan
            found[party] = slope
        return found

    @property
    def each(self) -> str:
        """Unit of the marginal payments."""
        return f"{self.currency} per {self.unit.removesuffix(' per year')}"

    @property
    def table(self) -> "pd.DataFrame":
        """Every party and level, tidy: ``payment`` and ``marginal`` with their units."""
        import pandas as pd

        marginal = self.marginal
        rows = [
            pd.DataFrame(
                {
                    "party": party,
                    "quantity": self.quantity,
                    "level": self.levels,
                    "level_unit": self.unit,
                    "payment": cash,
                    "payment_unit": f"{self.currency} per year",
                    "marginal": marginal[party],
                    "marginal_unit": self.each,
                }
            )
            for party, cash in self.payments.items()
        ]
        return pd.concat(rows, ignore_index=True)

    def curve(self, party: str) -> tuple[Array, Array]:
        """Return levels and cash of a party with a break, NaN, at every jump."""
        steps = [jump.step + 1 for jump in self.jumps for _ in range(3)]
        places = [jump.level for jump in self.jumps for _ in range(3)]
        sides = [
            each for jump in self.jumps for each in (jump.before[party], np.nan, jump.after[party])
        ]
        levels, cash = self.levels, self.payments[party]
        return np.insert(levels, steps, places), np.insert(cash, steps, sides)

    def at(self, level: float) -> dict[str, float]:
        """Return the payments at a level, by party, between levels in a straight line."""
        found = {}
        for party in self.payments:
            levels, cash = self.curve(party)
            kept = ~np.isnan(cash)
            found[party] = float(np.interp(level, levels[kept], cash[kept]))
        return found

    def __repr__(self) -> str:
        told = ", ".join(f"{p} {round(amount):+,}" for p, amount in self.at(self.plan).items())
        low, high = self.levels[0], self.levels[-1]
        return (
            f"<Response to {self.quantity}, {low:,.6g} to {high:,.6g} {self.unit}; "
            f"at the plan of {self.plan:,.6g}: {told} {self.currency}>"
        )

    def _repr_html_(self) -> str:
        rows = [("terms", self.terms), ("varied", f"{self.quantity} [{self.unit}]")]
        rows += [
            (party, f"{round(amount):+,} {self.currency} per year at the plan of {self.plan:,.6g}")
            for party, amount in self.at(self.plan).items()
        ]
        return card("How cash answers", rows)


def response(
    contract: Contract,
    levels: ArrayLike | None = None,
    *,
    outcomes: Outcomes | Settlement | None = None,
    plan: float | None = None,
    year: str | int | None = None,
) -> Response:
    """Return how each party's cash under one contract answers to what it depends on.

    That is the spending under the contracts in its scope, or the activity of its
    services; several services keep their mix. Scores and measures stay as they are, unless
    the contract depends on nothing else. One that depends on nothing gives a flat line.

    Parameters
    ----------
    contract
        The contract. Expressions in it stand at their means; a history without its error.
    levels
        Levels that rise; 401 from nothing to twice the plan if omitted. [units per year],
        or [currency per year] of spending in scope
    outcomes
        A run, needed where terms are expressions; it also tells units, unit costs and the
        plan. A settlement tells the spending in scope too, and who pays it. Without, the
        contract's payer pays it, and in a pool every member in proportion to its
        contribution.
    plan
        Level of the reference. What the run has there, or what the terms state, if
        omitted; 100 units or an amount of 1,000,000 where nothing is known.
    year
        Budget year of ``outcomes`` that is read, by label or the calendar year in which it
        begins; the first in which the contract counts if omitted. Every year stands at the
        same level.

    Returns
    -------
    Response
        For a contract with an account of its own, such as a pool, what members pay under
        its scope counts too, since the account pays it back: each line is then what the
        member bears in all. What such an account keeps for later years has a line too.

    Examples
    --------
    >>> from pathway_economics.contracts.tariffs import Blended
    >>> terms = Blended(payer="ICB", payee="Acute trust", services=["Admission"], price=4_100,
    ...                 variable_rate=0.2, variable_rate_below=1)
    >>> answer = response(terms, levels=[0, 100, 200], plan=100)
    >>> [float(cash) for cash in answer.payments["Acute trust"]]
    [0.0, 410000.0, 492000.0]
    >>> [float(cash) for cash in answer.marginal["Acute trust"][:2]]
    [4100.0, 820.0]
    """
    run = outcomes.outcomes if isinstance(outcomes, Settlement) else outcomes
    years = years_of(contract, run)
    index = min(first_year(contract), years) - 1 if year is None else year_index(run, year)
    means = at_means(contract, run)
    what = depends(means)
    fixed = means if what.names and only_measured(means) else without_measures(means, run)
    start = Start(fixed, what, outcomes, run, index, years, plan)
    level = start.level()
    grid = levels_of(levels, level.plan)
    payments = level.cash(grid)
    quantity, unit = in_words(what, run)
    return Response(
        terms=means.describe(run.currency if run is not None else "GBP"),
        quantity=quantity,
        unit=unit,
        currency=run.currency if run is not None else "GBP",
        year=run.years[index] if run is not None else f"year {index + 1}",
        plan=level.plan,
        levels=grid,
        payments=Frozen(payments, "party"),
        jumps=jumps_in(level.cash, grid, payments),
    )
