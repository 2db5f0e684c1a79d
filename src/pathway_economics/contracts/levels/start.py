"""What is known of a contract before the first level is tried: its plan, and who pays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from pathway_economics.contracts.base import Contract
from pathway_economics.contracts.levels.level import Depends, Level
from pathway_economics.outcomes import Outcomes, Settlement
from pathway_economics.parameters.expressions import Constant
from pathway_economics.parties import EXTERNAL

Key = tuple[str, str, str]
Shares = dict[Key, float]
"""By contract, payer and payee."""

UNITS, AMOUNT = 100.0, 1_000_000.0
"""Plans where nothing says better. [units per year], [currency per year]"""


@dataclass(frozen=True, slots=True)
class Start:
    """What is known before the first level is tried."""

    contract: Contract
    what: Depends
    given: Outcomes | Settlement | None
    run: Outcomes | None
    year: int
    years: int
    plan: float | None

    def level(self) -> Level:
        """Return the contract with its plan, and with whoever pays in its scope."""
        units = units_of(self.contract, self.run, self.year)
        if self.what.on == "nothing":
            return self._with(100.0, units, {})
        if self.what.on == "activity":
            known = sum(units[name] for name in self.what.names)
            stated = None if self.run is not None else stated_units(self.contract)
            return self._with(_first(self.plan, stated, known), units, {})
        scope: Shares = {}
        spent = 0.0
        if isinstance(self.given, Settlement):
            scope, spent = settled_scope(self.contract, self.given, self.year)
        stated = stated_amount(self.contract)
        plan = _first(self.plan, spent if spent > 0 else None, stated, AMOUNT)
        if scope:
            return self._with(plan, units, scope)
        return self._whose_spending_counts(plan, units)

    def _whose_spending_counts(self, plan: float, units: Mapping[str, float]) -> Level:
        """Return the first guess of who pays in scope to which the contract answers."""
        guesses = [equal((party,)) for party in self.contract.payers_and_payees()]
        if self.contract.has_account:
            guesses = [_by_contribution(self.contract)]
        tried = [self._with(plan, units, scope_of(self.contract, guess)) for guess in guesses]
        trial = np.linspace(0.0, 2.0 * plan, 41)
        for level in tried:
            cash = level.cash(trial)
            if any(np.ptp(amounts) > 1e-9 * plan for amounts in cash.values()):
                return level
        return tried[0]

    def _with(self, plan: float, units: Mapping[str, float], scope: Mapping[Key, float]) -> Level:
        return Level(self.contract, self.what, self.run, self.year, self.years, plan, units, scope)


def units_of(contract: Contract, run: Outcomes | None, year: int) -> dict[str, float]:
    """Return the units of each service in the reference, or in the first that uses it."""
    found = {}
    for name in contract.services_in():
        means = [UNITS] if run is None else run.billed(name)[:, year].mean(axis=-1)
        found[name] = float(next((mean for mean in means if mean > 0), UNITS))
    return found


def scope_of(contract: Contract, payers: Mapping[str, float]) -> Shares:
    """Return the spending in scope as shares of the level, each contract an equal part.

    Parameters
    ----------
    contract
        The contract that reads it.
    payers
        Share of each payer.
    """
    names = contract.scope_in()
    return {
        (name, payer, EXTERNAL): share / len(names)
        for name in names
        for payer, share in payers.items()
    }


def settled_scope(contract: Contract, settlement: Settlement, year: int) -> tuple[Shares, float]:
    """Return the spending in scope as it is settled in the reference: shares, and its sum.

    The sum is what the contract's payer pays less what it receives, or its payee where
    the payer pays nothing; for an account of its own, what everyone pays into the scope.
    """
    amounts: Shares = {}
    for entry in settlement.ledger.entries:
        if entry.source in contract.scope_in():
            key = (entry.source, entry.payer, entry.payee)
            mean = np.broadcast_to(entry.amount, settlement.ledger.shape)[0, year].mean()
            amounts[key] = amounts.get(key, 0.0) + float(mean)
    if contract.has_account:
        total = sum(v for (_, payer, _), v in amounts.items() if payer != EXTERNAL)
    else:
        nets = [_net(amounts, party) for party in contract.payers_and_payees()]
        total = next((net for net in nets if net > 0), 0.0)
    return ({key: v / total for key, v in amounts.items()} if total > 0 else {}), total


def _net(amounts: Mapping[Key, float], party: str) -> float:
    return sum(
        v * ((payer == party) - (payee == party)) for (_, payer, payee), v in amounts.items()
    )


def equal(parties: Sequence[str]) -> dict[str, float]:
    """Return equal shares."""
    return {party: 1 / len(parties) for party in parties}


def _first(*given: float | None) -> float:
    return float(next(value for value in given if value is not None))


def stated_amount(contract: Contract) -> float | None:
    """Return the spending that the terms state as agreed, in the first year, if they do."""
    for field in ("benchmark", "target", "plan"):
        if (amount := _constant(getattr(contract, field, None))) is not None:
            return amount
    given = getattr(contract, "contributions", None)
    amounts = [_constant(value) for value in given.values()] if isinstance(given, Mapping) else []
    total = sum(amount for amount in amounts if amount is not None)
    return total if total > 0 else None


def stated_units(contract: Contract) -> float | None:
    """Return the units that a stated plan comes to at the stated price, if both are stated."""
    plan, price = (_constant(getattr(contract, name, None)) for name in ("plan", "price"))
    return plan / price if plan and price else None


def _constant(given: Any) -> float | None:
    first = given[0] if isinstance(given, tuple) and given else given
    return first.value if isinstance(first, Constant) and first.value > 0 else None


SOMEONE = "Payer in scope"
"""Who is taken to pay under a scope, where the contract itself names none but outside funders."""


def _by_contribution(contract: Contract) -> dict[str, float]:
    """Return what each member pays in scope: in proportion to stated contributions, or equally."""
    members = [party for party in contract.payers_and_payees() if party != EXTERNAL] or [SOMEONE]
    given = getattr(contract, "contributions", None)
    if not isinstance(given, Mapping):
        return equal(members)
    amounts = {member: _constant(given.get(member)) or 0.0 for member in members}
    total = sum(amounts.values())
    return {m: amount / total for m, amount in amounts.items()} if total > 0 else equal(members)
