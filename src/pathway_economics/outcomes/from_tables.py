"""Outcomes from tables that somebody brings."""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pathway_economics.errors import Complaint, InvalidModel, suggestion
from pathway_economics.horizon import Horizon
from pathway_economics.horizon.rates import DiscountRate
from pathway_economics.ledger import Entry
from pathway_economics.outcomes.assembled import assembled
from pathway_economics.outcomes.given_cash import as_entries, following, observed
from pathway_economics.outcomes.given_parties import read_parties
from pathway_economics.outcomes.given_tables import Brought, read_brought
from pathway_economics.outcomes.outcomes import Outcomes
from pathway_economics.outcomes.parts import Release
from pathway_economics.parties import Party, Role

if TYPE_CHECKING:
    import pandas as pd

Array = NDArray[np.float64]
Missing = Literal["refuse", "zero"]


def from_tables(
    activity: "pd.DataFrame",
    spending: "pd.DataFrame | None" = None,
    *,
    parties: "Iterable[Party] | Mapping[str, Party | Role] | pd.DataFrame",
    programme: "pd.DataFrame | None" = None,
    health: "pd.DataFrame | None" = None,
    shares: "pd.DataFrame | None" = None,
    consent: Mapping[str, Sequence[str]] | None = None,
    reference: str | None = None,
    first_year: str | None = None,
    missing: Missing = "refuse",
    discount_costs: DiscountRate = 0.035,
    discount_health: DiscountRate = 0.035,
    currency: str = "GBP",
    price_year: str = "",
    title: str = "Your own numbers",
) -> Outcomes:
    """Return outcomes from tables; see ``Outcomes.from_tables``."""
    frames = {
        "activity": activity,
        "spending": spending,
        "programme": programme,
        "health": health,
        "shares": shares,
    }
    made, complaints = read_parties(parties)
    complaints += _complaints_of_words(missing, discount_costs, discount_health)
    brought, found = read_brought(
        {name: frame for name, frame in frames.items() if frame is not None},
        None if complaints else [party.name for party in made],
        reference=reference,
        first_year=first_year,
        zero=missing == "zero",
    )
    complaints += found
    if brought is not None:
        complaints += _complaints_of_consent(consent or {}, brought.shares, made)
    if complaints or brought is None:
        raise InvalidModel(complaints)
    horizon = Horizon(
        brought.first_year,
        years=len(brought.years),
        discount_costs=discount_costs,
        discount_health=discount_health,
    )
    cash = _cash(brought)
    value_cost, value_qaly = _value(brought, cash, horizon)
    return assembled(
        title=title,
        currency=currency,
        price_year=str(price_year),
        horizon=horizon,
        parties=made,
        environments=brought.environments,
        lines=brought.costed.lines,
        activity=brought.costed.activity,
        backfilled=brought.backfilled,
        spending=cash.entries,
        resource_value=brought.costed.value,
        qalys=brought.qalys,
        life_years=brought.life_years,
        releases=cash.releases,
        shares=brought.shares,
        consent={name: tuple(names) for name, names in (consent or {}).items()},
        value_cost=value_cost,
        value_qaly=value_qaly,
        fingerprint=_fingerprint(brought, cash.entries, made),
    )


class _Cash(NamedTuple):
    entries: list[Entry]
    releases: list[Release]


def _cash(brought: Brought) -> _Cash:
    """Return entries to the external account, and what was released."""
    costed = brought.costed
    extra = [each._replace(recurrent=each.recurrent is not False) for each in brought.programme]
    programme = list(as_entries(extra, (), costed.activity))
    if brought.spending is None:
        entries, releases = following(costed)
    else:
        entries = list(as_entries(brought.spending, costed.lines, costed.activity))
        releases = observed(entries, costed) if brought.has_costs else []
    return _Cash([*entries, *programme], releases)


def _value(brought: Brought, cash: _Cash, horizon: Horizon) -> tuple[Array, Array]:
    """Return costs and health within the window, discounted, each shape (E, D).

    The tables end with the window, so that this is everyone followed to the end of them.
    Costs are resource values and programmes; without unit costs, cash.
    """
    yearly = brought.costed.value.sum(axis=1)
    for entry in cash.entries:
        if entry.category == "programme" or not brought.has_costs:
            yearly = yearly + entry.amount
    weights = horizon.year_factors(horizon.discount_costs)[:, np.newaxis]
    worth = horizon.year_factors(horizon.discount_health)[:, np.newaxis]
    health = np.zeros_like(yearly) if brought.qalys is None else brought.qalys
    return (yearly * weights).sum(axis=1), (health * worth).sum(axis=1)


def _complaints_of_words(missing: str, costs: Any, health: Any) -> list[Complaint]:
    found = []
    if missing not in ("refuse", "zero"):
        found.append(Complaint(f"missing={missing!r}, but it must be 'refuse' or 'zero'."))
    try:
        Horizon(discount_costs=costs, discount_health=health)
    except InvalidModel as error:
        found.append(Complaint(str(error).removeprefix("Horizon: ")))
    return found


def _complaints_of_consent(
    consent: Mapping[str, Sequence[str]], shares: Mapping[str, Array], parties: Sequence[Party]
) -> list[Complaint]:
    """Return what is wrong with who may stop what."""
    found, names = [], [party.name for party in parties]
    for strategy, given in consent.items():
        if strategy not in shares:
            told = f"No strategy is named {strategy!r}. {suggestion(strategy, shares)}"
            found.append(Complaint(told, ("consent",)))
        if isinstance(given, str):
            told = f"got {given!r}, but it is a list of parties: write [{given!r}]."
            found.append(Complaint(told, ("consent", strategy)))
            continue
        for name in given:
            if name not in names:
                told = f"No party is named {name!r}. {suggestion(name, names)}"
                found.append(Complaint(told, ("consent", strategy)))
    return found


def _fingerprint(brought: Brought, entries: Sequence[Entry], parties: Sequence[Party]) -> str:
    """Return a hash of all that was given, so that other tables make other outcomes."""
    told = sha256()
    costed = brought.costed
    words = (brought.environments, brought.years, parties, costed.lines, tuple(brought.shares))
    told.update(repr(words).encode())
    arrays = [costed.activity, costed.value, brought.qalys, brought.life_years, brought.backfilled]
    for array in (*arrays, *brought.shares.values(), *(entry.amount for entry in entries)):
        told.update(b"none" if array is None else np.ascontiguousarray(array).tobytes())
    return told.hexdigest()
