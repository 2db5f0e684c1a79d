"""What one contract depends on, and outcomes in which nothing else changes.

Each level is an environment of its own beside the reference, which stands at the plan. A
rule that looks at the mean over draws, such as whether a service is used at all, then
sees every level alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from pathway_economics.contracts.base import Contract
from pathway_economics.contracts.book import Book
from pathway_economics.contracts.levels.means import measures_in, without_measures
from pathway_economics.horizon import Horizon
from pathway_economics.ledger import Entry
from pathway_economics.outcomes import Line, Outcomes
from pathway_economics.outcomes.assembled import assembled
from pathway_economics.parties import EXTERNAL, Party

Array = NDArray[np.float64]
Shares = Mapping[tuple[str, str, str], float]
"""Shares of the spending in scope by contract, payer and payee."""

NAME, KEPT = "This contract", "Kept in the account"


@dataclass(frozen=True, slots=True)
class Depends:
    """The one quantity that is varied.

    Attributes
    ----------
    on
        Units of ``names``, services; spending under ``names``, contracts; or nothing.
    names
        Of the services or contracts.
    """

    on: Literal["activity", "spending", "nothing"]
    names: tuple[str, ...] = ()


def depends(contract: Contract) -> Depends:
    """Return what a contract depends on: spending in its scope, else activity.

    What only a measure counts is left as it is, unless there is nothing else.

    Examples
    --------
    >>> from pathway_economics.contracts.tariffs import Activity
    >>> depends(Activity(payer="ICB", payee="Trust", services=["Admission"], price=4_100))
    Depends(on='activity', names=('Admission',))
    """
    if scope := contract.scope_in():
        return Depends("spending", tuple(scope))
    services = without_measures(contract).services_in()
    if not services:  # of a ratio, what is counted and not what it is counted per
        measures = measures_in(contract)
        services = tuple(name for measure in measures for name in measure.services or ())
    return Depends("activity", tuple(dict.fromkeys(services))) if services else Depends("nothing")


@dataclass(frozen=True, slots=True, eq=False)
class Level:
    """A contract, and what stays as it is while its quantity changes.

    Attributes
    ----------
    contract
        Its terms are numbers.
    depends
        What is varied.
    outcomes
        A run, if there is one: lines, parties and what stays as it is.
    year
        Index of the budget year that is read.
    years
        Number of budget years; each stands at the same level.
    plan
        Level of the reference.
    """

    contract: Contract
    depends: Depends
    outcomes: Outcomes | None
    year: int
    years: int
    plan: float
    units: Mapping[str, float]
    scope: Shares

    def cash(self, levels: Array) -> dict[str, Array]:
        """Return what each party receives less what it pays, at each level, shape (N,).

        An account of the contract's own pays back what was paid under its scope, so those
        payments count with it, and whoever is paid is left out. What the account keeps is
        shown where it keeps something.
        """
        every = np.concatenate([[self.plan], levels])
        book = Book(self._outcomes(every), self._entries(every))
        entries = self.contract.settle(NAME, book)
        moves = [(e.payer, -1.0, e) for e in entries] + [(e.payee, 1.0, e) for e in entries]
        if self.contract.has_account:
            moves += [(e.payer, -1.0, e) for each in book.entries.values() for e in each]
        parties = (*self.contract.payers_and_payees(), *(party for party, *_ in moves))
        found = {party: np.zeros(book.outcomes.shape) for party in dict.fromkeys(parties)}
        for party, sign, entry in moves:
            found[party] += sign * entry.amount
        if self.contract.has_account:
            if EXTERNAL not in self.contract.payers_and_payees():
                found.pop(EXTERNAL, None)
            kept = found.pop(NAME, np.zeros(book.outcomes.shape))
            if np.abs(kept).max() > 1e-9 * max(float(every.max()), 1.0):
                found[KEPT] = kept
        return {party: cash[1:, self.year, 0] + 0.0 for party, cash in found.items()}

    def _outcomes(self, every: Array) -> Outcomes:
        lines, activity, spending = self._lines(every)
        run = self.outcomes
        names = set(self.contract.payers_and_payees())
        names |= {side for _, *sides in self.scope for side in sides}
        names |= {str(line.provider) for line in lines}
        parties = dict(run.parties) if run is not None else {}
        parties |= {n: Party(n, "other") for n in sorted(names - {EXTERNAL, *parties})}
        strategies = self.contract.strategies_in()
        horizon = Horizon("2026", years=self.years) if run is None else run.horizon
        return assembled(
            title="One contract",
            currency="" if run is None else run.currency,
            price_year="",
            horizon=horizon,
            parties=list(parties.values()),
            environments=["Plan", *(f"{level:g}" for level in every[1:])],
            lines=lines,
            activity=activity,
            spending=spending,
            qalys=self._health(run, "qalys", len(every)),
            life_years=self._health(run, "life_years", len(every)),
            shares={name: np.ones((len(every), self.years)) for name in strategies},
        )

    def _health(self, run: Outcomes | None, name: str, n: int) -> Array | None:
        if run is None:
            return None
        mean = getattr(run, name)[:1].mean(axis=-1, keepdims=True)
        return np.array(np.broadcast_to(mean, (n, self.years, 1)))

    def _lines(self, every: Array) -> tuple[list[Line], Array, list[Entry]]:
        """Return the services that the contract names, their units and what they cost."""
        whole = sum(self.units.get(name, 0.0) for name in self.depends.names)
        lines, activity, spending = [], [], []
        for name in self.contract.services_in():
            line, unit_cost = self._line(name)
            units = np.full_like(every, self.units[name])
            if self.depends.on == "activity" and name in self.depends.names:
                units = every * (self.units[name] / whole)
            lines.append(line)
            activity.append(np.repeat(units[:, np.newaxis, np.newaxis], self.years, axis=1))
            if line.provider is not None:
                amount = activity[-1] * unit_cost
                spending.append(
                    Entry(line.provider, EXTERNAL, "resource", name, amount, source=name)
                )
        shape = (len(every), 0, self.years, 1)
        return lines, np.stack(activity, axis=1) if activity else np.zeros(shape), spending

    def _line(self, name: str) -> tuple[Line, float]:
        """Return a service and its unit cost, 1 where nothing is known of it."""
        if self.outcomes is None:
            provider = self.contract.payers_and_payees()[-1]
            return Line(name, "service", None if provider == EXTERNAL else provider, "unit"), 1.0
        row = self.outcomes.line(name)
        units = self.outcomes.activity[:, row, self.year].mean(axis=-1)
        value = self.outcomes.resource_value[:, row, self.year].mean(axis=-1)
        used = np.flatnonzero(units > 0)
        unit_cost = float(value[used[0]] / units[used[0]]) if used.size else 0.0
        return self.outcomes.lines[row], unit_cost

    def _entries(self, every: Array) -> dict[str, tuple[Entry, ...]]:
        """Return what is paid under each contract in scope at each level."""
        found: dict[str, tuple[Entry, ...]] = dict.fromkeys(self.contract.scope_in(), ())
        for (name, payer, payee), share in self.scope.items():
            amount = np.repeat((every * share)[:, np.newaxis, np.newaxis], self.years, axis=1)
            entry = Entry(payer, payee, "contract", name, amount, source=name)
            found[name] = (*found[name], entry)
        return found
