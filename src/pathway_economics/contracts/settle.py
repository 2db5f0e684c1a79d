"""Settle: who owes whom under an arrangement, on the draws that were run."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from pathway_economics.contracts.arrangement import Arrangement, scope_complaints, whole
from pathway_economics.contracts.base import Contract
from pathway_economics.contracts.book import Book
from pathway_economics.errors import Complaint, InvalidModel
from pathway_economics.ledger import Entry
from pathway_economics.outcomes import Outcomes, Settlement, bounds_complaints
from pathway_economics.parameters.expressions import Constant, Expression


def settle(outcomes: Outcomes, arrangement: Arrangement) -> Settlement:
    """Return the outcomes under one arrangement.

    Contracts are settled in stages: payments, gain shares, pools, side payments. A
    contract sees the entries of earlier stages only, so the order in which contracts are
    written never matters.

    Parameters
    ----------
    outcomes
        What happened, as ``run`` returns it.
    arrangement
        The contracts.

    Returns
    -------
    Settlement
        With the entries of every contract after those of the spending, and the terms in
        words.

    Raises
    ------
    InvalidModel, UnknownName
        If the arrangement names what the outcomes do not have, or is no arrangement.
    """
    if not isinstance(outcomes, Outcomes):
        raise InvalidModel(
            f"settle needs outcomes first, as run(model) returns them: got {outcomes!r}."
        )
    if not isinstance(arrangement, Arrangement):
        name = arrangement if isinstance(arrangement, str) else "Pooled"
        raise InvalidModel(
            f"settle needs an arrangement, such as model.arrangements[{name!r}]: "
            f"got {arrangement!r}."
        )
    resolved = whole(arrangement)
    contracts = resolved.in_force
    complaints = scope_complaints(resolved) + _complaints(resolved, outcomes)
    start = Book(outcomes, counted={name: terms.services_in() for name, terms in contracts.items()})
    complaints = complaints or _impossible(resolved, start)
    if complaints:
        raise InvalidModel(complaints)
    settled: dict[str, tuple[Entry, ...]] = {}
    for stage in sorted({contract.stage for contract in contracts.values()}):
        book = replace(start, entries=dict(settled))
        for name in sorted(name for name in contracts if contracts[name].stage == stage):
            settled[name] = contracts[name].settle(name, book)
    entries = (entry for name in settled for entry in settled[name])
    accounts = [name for name, contract in contracts.items() if contract.has_account]
    return Settlement(
        outcomes,
        arrangement.name,
        outcomes.ledger.with_entries(entries, accounts),
        {name: in_words(contract, start) for name, contract in contracts.items()},
    )


def in_words(contract: Contract, book: Book) -> str:
    """Return a contract's terms in plain English, with the means of its expressions."""

    def mean(given: Any) -> Sequence[float]:
        values = book.amounts(given)[0].mean(axis=-1)
        return [float(value) for value in values]

    return contract.describe(book.outcomes.currency, mean)


def _impossible(arrangement: Arrangement, book: Book) -> list[Complaint]:
    """Return what is wrong with the terms in some of the draws."""
    found = []
    for name, contract in arrangement.in_force.items():
        path = ("arrangements", arrangement.name, name)
        for field, (given, bounds) in contract.bounded().items():
            what, place = f"{field} of {name!r}", (*path, field)
            amounts = book.amounts(given)
            found += bounds_complaints(amounts, bounds.least, bounds.most, what, place)
        for field, number in _without_bounds(contract):
            if not np.isfinite(book.amounts(number)).all():
                text = f"{field} of {name!r}: {number} is no number in some draws; mend it."
                found.append(Complaint(text, (*path, field)))
    return found


def _without_bounds(contract: Contract) -> Iterator[tuple[str, Expression]]:
    """Yield the expressions of parameters that have no bounds, with their fields."""
    bounded = contract.bounded()
    for field, number in contract.numbers():
        inside = any(field == place or field.startswith(f"{place}[") for place in bounded)
        if not inside and not isinstance(number, Constant):
            yield field, number


def _complaints(arrangement: Arrangement, outcomes: Outcomes) -> list[Complaint]:
    years = len(outcomes.years)
    found = []
    for name, contract in arrangement.in_force.items():
        place = ("arrangements", arrangement.name, name)
        for field, length in contract.lengths():
            if length != years:
                text = f"{length} values, but there are {years} budget years; give one for each."
                found.append(Complaint(text, (*place, field)))
        for service in contract.services_in():
            if service in outcomes.not_kept:
                found += _not_kept(service, outcomes, place)
        if contract.has_account and name in outcomes.ledger.accounts:
            found.append(Complaint("A pool cannot have the name of a party; rename it.", place))
    return found


def _not_kept(service: str, outcomes: Outcomes, place: tuple[str, ...]) -> list[Complaint]:
    try:
        outcomes.line(service)
    except InvalidModel as error:
        return [Complaint(complaint.message, place) for complaint in error.complaints]
    return []
