"""The entries behind a figure: who paid whom, for what, at which price."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from pathway_economics.errors import UnknownName
from pathway_economics.evaluate.comparison import REFERENCE, check_same_draws, proposed
from pathway_economics.ledger import Entry
from pathway_economics.outcomes import Settlement

if TYPE_CHECKING:
    import pandas as pd

Array = NDArray[np.float64]
Key = tuple[str, str, str, str, str, int]

KEY = ("payer", "payee", "category", "label", "source")


def explain(
    settlement: Settlement,
    party: str,
    environment: str | None = None,
    status_quo: Settlement | None = None,
    year: str | int | None = None,
) -> "pd.DataFrame":
    """Return the entries behind a position, or behind a payoff.

    Parameters
    ----------
    settlement
        The arrangement.
    party
        Name of a party or of any other account.
    environment
        The last environment if omitted.
    status_quo
        With it, the entries behind the payoff; without, those behind the position.
    year
        Label of one budget year, or the calendar year in which it begins; every year if
        omitted.

    Returns
    -------
    DataFrame
        One row per entry and year, means over draws: ``payer``, ``payee``, ``category``,
        ``label``, ``source``, ``year``, ``activity`` and ``price`` (NaN where the amount is
        not a product of the two), ``amount`` as the party sees it (below zero where it
        pays) and ``unit``. The amounts sum to the mean position.

        With a status quo also ``reference_activity``, ``reference_price`` and
        ``reference_amount``, those of the reference environment under the status quo, and
        ``change``, the amount less that; the changes sum to the mean payoff. Entries that
        are zero on both sides are left out.
    """
    import pandas as pd

    outcomes = settlement.outcomes
    sides = [_side(settlement, party, proposed(outcomes, environment))]
    if status_quo is not None:
        check_same_draws(settlement, status_quo)
        sides.append(_side(status_quo, party, REFERENCE))
    if not any(party in each.ledger.accounts for each in (settlement, status_quo) if each):
        raise UnknownName("account", party, settlement.ledger.accounts)
    rows = [
        dict(zip(KEY, key, strict=False)) | row | {"unit": outcomes.currency}
        for key in dict.fromkeys(key for side in sides for key in side)
        for row in _rows(key, sides, outcomes.years, _years(outcomes.years, year))
    ]
    numbers = _COLUMNS if status_quo is None else _BOTH
    table = pd.DataFrame(rows, columns=[*KEY, "year", *numbers, "unit"])
    return table.astype(dict.fromkeys(numbers, float))  # also where there are no rows


_COLUMNS = ("activity", "price", "amount")
_BOTH = (*_COLUMNS, *(f"reference_{name}" for name in _COLUMNS), "change")


def _years(labels: tuple[str, ...], year: str | int | None) -> tuple[int, ...]:
    if year is None:
        return tuple(range(len(labels)))
    found = tuple(y for y, label in enumerate(labels) if str(year) in (label, label.split("/")[0]))
    if not found:
        raise UnknownName("budget year", str(year), labels)
    return found


def _side(settlement: Settlement, party: str, environment: int) -> dict[Key, dict[str, Array]]:
    """Return yearly means of a party's entries in one environment, by what they are."""
    seen: Counter[tuple[str, ...]] = Counter()
    side: dict[Key, dict[str, Array]] = {}
    for entry in settlement.ledger.entries:
        sign = (entry.payee == party) - (entry.payer == party)
        if sign:
            name = (entry.payer, entry.payee, entry.category, entry.label, entry.source)
            side[(*name, seen[name])] = _means(entry, sign, settlement.ledger.shape, environment)
            seen[name] += 1
    return side


def _means(
    entry: Entry, sign: int, shape: tuple[int, int, int], environment: int
) -> dict[str, Array]:
    given = {"activity": entry.activity, "price": entry.price, "amount": sign * entry.amount}
    return {
        name: np.full(shape[1], np.nan)
        if array is None
        else np.broadcast_to(array, shape)[environment].mean(axis=-1)
        for name, array in given.items()
    }


def _rows(
    key: Key,
    sides: list[dict[Key, dict[str, Array]]],
    labels: tuple[str, ...],
    years: tuple[int, ...],
) -> Iterator[dict[str, Any]]:
    """Yield the row of each year in which the entry is not zero."""
    nothing = {"activity": np.full(len(labels), np.nan), "price": np.full(len(labels), np.nan)}
    nothing["amount"] = np.zeros(len(labels))
    found = [side.get(key, nothing) for side in sides]
    for y in years:
        amounts = [means["amount"][y] for means in found]
        if not any(amounts):
            continue
        row = {"year": labels[y]} | {name: found[0][name][y] for name in _COLUMNS}
        if len(found) > 1:
            row |= {f"reference_{name}": found[1][name][y] for name in _COLUMNS}
            row["change"] = amounts[0] - amounts[1]
        yield row
