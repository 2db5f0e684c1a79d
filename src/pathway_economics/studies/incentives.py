"""Who is paid to do nothing: what one unit less of a service brings each party."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import isfinite
from typing import TYPE_CHECKING, Any

import numpy as np

from pathway_economics.contracts import Arrangement, settle
from pathway_economics.errors import InvalidModel, UnknownName
from pathway_economics.evaluate.statistics import interval
from pathway_economics.model import Model, run
from pathway_economics.outcomes import Outcomes, Settlement, standard_error
from pathway_economics.parameters.expressions import Constant
from pathway_economics.pathway import CapacityPool
from pathway_economics.studies.fewer import fewer, units_in

if TYPE_CHECKING:
    import pandas as pd

Arrangements = Arrangement | str | Iterable[Arrangement | str] | Mapping[str, Arrangement]


def incentives(
    given: Model | Outcomes,
    arrangements: Arrangements | None = None,
    services: Sequence[str] | None = None,
    *,
    outcomes: Outcomes | None = None,
    units: float = 1.0,
    year: str | int | None = None,
    variable: Mapping[str, Any] | None = None,
    backfill: Mapping[str, Any] | None = None,
    n_draws: int = 1_000,
    seed: int = 0,
) -> "pd.DataFrame":
    """Return what each party gains when one unit less of a service is delivered.

    Everything is as in the reference environment, but for one unit of one service in one
    year. The provider's spending falls by what leaves at once: the unit cost times the
    variable share of its capacity pool, less what other patients fill; all of it for a
    service in no pool. Steps and fixed parts do not move for one unit. Units that other
    patients fill are billed again. Every arrangement is settled on these draws; plans and
    benchmarks known at signing stay as they were.

    Parameters
    ----------
    given
        A model, or the outcomes of a run.
    arrangements
        Arrangements, or their names in the model; all of the model's if omitted.
    services
        Services; every one of which each draw has enough units if omitted.
    outcomes
        A run of the model; it is run if omitted.
    units
        Units avoided. One unit rarely reaches a gate or a step of a contract: try more to
        see it. [units of the service]
    year
        Budget year in which they are avoided, by label or the calendar year in which it
        begins; the first if omitted.
    variable, backfill
        With outcomes alone: share of the unit cost that leaves at once, by service (all
        where not stated), and share of freed units that other patients fill (none).
    n_draws, seed
        As for ``run``.

    Returns
    -------
    DataFrame
        One row per service, arrangement and party that ever holds cash. ``mean``, ``se``,
        ``low`` and ``high`` of the gain, summed over the budget years from the year on,
        below zero a loss; ``unit``; ``paid_to_avoid``, whether it gains; and ``system``,
        the sum over the parties, the same under every arrangement that pays nobody from
        outside.

    Raises
    ------
    InvalidModel, UnknownName
        If there is nothing to settle, or less than ``units`` of a service.

    Examples
    --------
    An admission costs 4,328, of which a quarter leaves at once, and is paid 4,100:

    >>> from pathway_economics.contracts import Activity, Arrangement, Block
    >>> from pathway_economics.horizon import Horizon
    >>> from pathway_economics.parties import Party
    >>> from pathway_economics.pathway import CapacityPool, Pathway, Service, State, Strategy
    >>> from pathway_economics.population import Environment, Population
    >>> model = Model(
    ...     "Admissions",
    ...     Pathway([State("Ill"), State("Well")], [Service("Admission", "Trust", 4_328)],
    ...             links={"Ill": {"Admission": 1}, "Admission": {"Well": 1}}, start={"Ill": 1}),
    ...     [Strategy("Usual care")],
    ...     Horizon("2026/27", correction="start"),
    ...     parties=[Party("ICB", role="commissioner"), Party("Trust", role="provider")],
    ...     population=Population(incident=100),
    ...     environments=[Environment("Now", {"Usual care": 1})],
    ...     capacity=[CapacityPool("Beds", "Trust", ["Admission"], variable=0.25)],
    ... )
    >>> results = Activity(payer="ICB", payee="Trust", services=["Admission"], price=4_100)
    >>> block = Block(payer="ICB", payee="Trust", amount=410_000)
    >>> ways = [Arrangement("By results", {"Admissions": results}),
    ...         Arrangement("Block", {"Admissions": block})]
    >>> table = incentives(model, ways, n_draws=2)
    >>> table["mean"] = table["mean"].round(6)
    >>> print(table[["arrangement", "party", "mean", "paid_to_avoid"]].to_string(index=False))
    arrangement party    mean  paid_to_avoid
     By results   ICB  4100.0           True
     By results Trust -3018.0          False
          Block   ICB     0.0          False
          Block Trust  1082.0           True
    """
    import pandas as pd

    if not (isfinite(units) and units > 0):
        raise InvalidModel(f"units={units!r}; give a number above zero.")
    base, pools = _basis(given, outcomes, variable, backfill, (n_draws, seed))
    ways = _ways(given, arrangements)
    y = _year(base, year)
    chosen = _services(base, services, units, y)
    world = fewer(base, chosen, units, y, pools)
    settled = [settle(world, way) for way in ways]
    holding = [party for party in base.parties if any(_holds(s, party) for s in settled)]
    rows = [
        {"service": service, "arrangement": s.name, "year": base.years[y], "units": units} | row
        for index, service in enumerate(chosen, start=1)
        for s in settled
        for row in _gains(s, index, holding)
    ]
    return pd.DataFrame(rows, columns=[*_COLUMNS])


_COLUMNS = (
    *("service", "arrangement", "party", "year", "units"),
    *("mean", "se", "low", "high", "unit", "paid_to_avoid", "system"),
)


def _basis(
    given: Model | Outcomes,
    outcomes: Outcomes | None,
    variable: Mapping[str, Any] | None,
    backfill: Mapping[str, Any] | None,
    sampling: tuple[int, int],
) -> tuple[Outcomes, list[CapacityPool]]:
    """Return the run, and pools without steps."""
    if isinstance(given, Model):
        if variable is not None or backfill is not None:
            raise InvalidModel(
                "variable and backfill are those of the model's capacity pools; give them with "
                "outcomes alone."
            )
        base = run(given, *sampling) if outcomes is None else outcomes
        none = Constant(0.0)
        return base, [replace(p, stepped=none, step=None) for p in given.capacity.values()]
    if not isinstance(given, Outcomes):
        raise InvalidModel(f"incentives needs a model or the outcomes of a run: got {given!r}.")
    shares, filled = dict(variable or {}), dict(backfill or {})
    pools = []
    for service in dict.fromkeys((*shares, *filled)):
        row = given.line(service)  # refuses an unknown name
        provider = given.lines[row].provider
        if provider is None:
            raise InvalidModel(f"{service!r} has no provider, so none of its cost is released.")
        share, fill = shares.get(service, 1.0), filled.get(service, 0.0)
        pools.append(CapacityPool(service, provider, [service], variable=share, backfill=fill))
    return given, pools


def _ways(given: Model | Outcomes, arrangements: Arrangements | None) -> list[Arrangement]:
    known = given.arrangements if isinstance(given, Model) else {}
    if arrangements is None:
        chosen: list[Arrangement | str] = list(known.values())
    elif isinstance(arrangements, Arrangement | str):
        chosen = [arrangements]
    else:
        chosen = list(arrangements.values() if isinstance(arrangements, Mapping) else arrangements)
    if not chosen:
        raise InvalidModel("There is no arrangement; give one or more.")
    for name in chosen:
        if isinstance(name, str) and name not in known:
            raise UnknownName("arrangement", name, known)
    return [known[way] if isinstance(way, str) else way for way in chosen]


def _year(outcomes: Outcomes, year: str | int | None) -> int:
    for index, label in enumerate(outcomes.years):
        if year is None or str(year) in (label, label.split("/")[0]):
            return index
    raise UnknownName("budget year", str(year), outcomes.years)


def _services(
    outcomes: Outcomes, services: Sequence[str] | None, units: float, year: int
) -> list[str]:
    """Return the services; refuse those with too few units in some draw."""
    known = dict.fromkeys(line.name for line in outcomes.lines if line.kind == "service")
    least = {name: float(units_in(outcomes, name)[year].min()) for name in known}
    if services is None:
        chosen = [name for name in known if least[name] >= units]
        if not chosen:
            raise InvalidModel(f"No service has {units:g} units in every draw of the reference.")
        return chosen
    chosen = [services] if isinstance(services, str) else list(services)
    for name in chosen:
        outcomes.line(name)
        if name not in known:
            raise UnknownName("service", name, known)
        if least[name] < units:
            raise InvalidModel(
                f"{units:g} units less of {name!r}: the reference has {least[name]:g} in "
                f"{outcomes.years[year]} in the draw with the fewest; ask for no more than that."
            )
    return chosen


def _holds(settlement: Settlement, party: str) -> bool:
    return any(
        party in (entry.payer, entry.payee) and bool(np.any(entry.amount))
        for entry in settlement.ledger.entries
    )


def _gains(settlement: Settlement, index: int, parties: Sequence[str]) -> list[dict[str, Any]]:
    """Return the figures of each party in one environment less the reference."""
    positions = {party: settlement.position(party) for party in parties}
    gains = {party: (p[index] - p[0]).sum(axis=0) for party, p in positions.items()}
    largest = max((float(np.abs(p).max(initial=0.0)) for p in positions.values()), default=0.0)
    system = float(sum(gain.mean() for gain in gains.values()))
    rows = []
    for party, gain in gains.items():
        mean, (low, high) = float(gain.mean()), interval(gain)
        figures = (mean, float(standard_error(gain)), float(low), float(high))
        row = dict(zip(("mean", "se", "low", "high"), figures, strict=True))
        paid = mean > 1e-12 * largest
        rows.append(
            {"party": party}
            | row
            | {"unit": settlement.outcomes.currency, "paid_to_avoid": paid, "system": system}
        )
    return rows
