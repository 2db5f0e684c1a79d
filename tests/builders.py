"""Small outcomes made by hand, so that the rooms above can be tested without the engine."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import ArrayLike, NDArray

from pathway_economics.contracts import (
    Activity,
    Blended,
    Block,
    Contract,
    GainShare,
    Grant,
    History,
    Pool,
    SidePayment,
    SupplierPrice,
)
from pathway_economics.horizon import Horizon
from pathway_economics.ledger import Entry, Ledger
from pathway_economics.outcomes import Line, Outcomes, Release, RunRecord
from pathway_economics.parameters.sampling import Draws
from pathway_economics.parties import EXTERNAL, Party
from pathway_economics.seeds import stream

Array = NDArray[np.float64]

PARTIES = (
    Party("ICB", role="commissioner", decision_years=1),
    Party("Acute trust", role="provider"),
    Party("Community trust", role="provider"),
    Party("Supplier", role="supplier"),
)
SERVICES: Mapping[str, tuple[str | None, float, str]] = {
    "Admission": ("Acute trust", 4_328.0, "admission"),
    "Monitoring": ("Community trust", 31.0, "patient-month"),
    "Home visit": ("Community trust", 90.0, "visit"),
}
"""Provider, unit cost and unit of each service."""

PAY_BY_ACTIVITY = {"payer": "ICB", "payee": "Acute trust", "services": ("Admission",)}
"""The usual terms of an activity contract, without its price."""


def outcomes(
    activity: Mapping[str, ArrayLike] | None = None,
    *,
    backfilled: Mapping[str, ArrayLike] | None = None,
    released: Mapping[str, float] | None = None,
    programme: Mapping[str, ArrayLike] | None = None,
    services: Mapping[str, tuple[str | None, float, str]] | None = None,
    parties: Sequence[Party] = PARTIES,
    environments: Sequence[str] = ("Current", "Proposed"),
    strategies: Sequence[str] = ("Usual care", "Remote monitoring"),
    shares: ArrayLike | None = None,
    consent: Mapping[str, tuple[str, ...] | None] | None = None,
    qalys: ArrayLike | None = None,
    cost: ArrayLike | None = None,
    qaly: ArrayLike | None = None,
    n_years: int = 3,
    n_draws: int = 200,
    seed: int = 1,
    parameters: Any = (),
    currency: str = "GBP",
) -> Outcomes:
    """Return outcomes with chosen numbers, which every argument may leave to chance.

    Parameters
    ----------
    activity
        Units of each service, broadcast to (E, Y, D); a service left out has none. If
        omitted altogether: about 100 admissions a year, a fifth fewer as proposed; 500
        patient-months of monitoring as proposed alone; 300 home visits.
    backfilled
        Units delivered to other patients, by service.
    released
        Share of a reduction in resource value that becomes cash, by service; all of it
        where not stated. Additions always cost in full.
    programme
        Amounts that a party spends on the strategy, by party, broadcast to (E, Y, D).
    services
        ``{name: (provider, unit cost, unit)}``, in the order of the lines.
    shares
        Share of each strategy, shape (E, K, Y); environment e uses strategy e if omitted.
    qalys
        Health of the population, broadcast to (E, Y, D).
    cost, qaly
        Discounted totals per person by strategy, broadcast to (K, D).
    """
    offered = dict(SERVICES if services is None else services)
    shape = (len(environments), n_years, n_draws)
    noise = stream(seed, "builders").normal(size=shape[1:])
    units = _by_line(_usual(shape, noise) if activity is None else activity, offered, shape)
    extra = _by_line(backfilled or {}, offered, shape)
    unit_costs = np.array([unit_cost for _, unit_cost, _ in offered.values()])
    value = units * unit_costs[:, np.newaxis, np.newaxis]
    releases = _releases(offered, units, value, released or {})
    health = np.broadcast_to(_usual_health(shape, noise) if qalys is None else qalys, shape)
    value_cost = value.sum(axis=(1, 2)) + sum(
        np.broadcast_to(amount, shape).sum(axis=1) for amount in (programme or {}).values()
    )
    totals = (len(strategies), n_draws)
    index = np.minimum(np.arange(totals[0]), shape[0] - 1)
    cost = value.sum(axis=(1, 2))[index] / 100 if cost is None else cost
    qaly = health.sum(axis=1)[index] / 100 if qaly is None else qaly
    names = [party.name for party in parties]
    return Outcomes(
        title="Made by hand",
        currency=currency,
        price_year="2024/25",
        horizon=Horizon("2026/27", years=n_years, discount_costs=0.0, discount_health=0.0),
        parties={party.name: party for party in parties},
        draws=Draws(parameters, (), seed, n_draws),
        tables={},
        environments=tuple(environments),
        strategies=tuple(strategies),
        shares=_shares(shape, totals[0]) if shares is None else np.asarray(shares, dtype=float),
        consent=dict.fromkeys(strategies) if consent is None else consent,
        lines=tuple(
            Line(name, "service", provider, unit) for name, (provider, _, unit) in offered.items()
        ),
        activity=units,
        backfilled=extra,
        resource_value=value,
        qalys=np.array(health),
        life_years=np.array(health),
        ledger=Ledger(
            (*names, EXTERNAL),
            shape,
            (*_spending(offered, units, value, releases), *_programmes(programme or {}, shape)),
        ),
        releases=releases,
        cost=np.array(np.broadcast_to(cost, totals)),
        qaly=np.array(np.broadcast_to(qaly, totals)),
        life_year=np.array(np.broadcast_to(qaly, totals)),
        cost_by_provider=_by_provider(offered, value, names)[index] / 100,
        value_cost=value_cost,
        value_qaly=health.sum(axis=1),
        record=RunRecord({}, seed, n_draws, "random", (), "", ""),
    )


def by_environment(*units: float) -> Array:
    """Return one number for each environment, in every year and draw."""
    return np.reshape(np.array(units, dtype=np.float64), (len(units), 1, 1))


@st.composite
def any_outcomes(draw: st.DrawFn, n_years: int = 2, n_draws: int = 8) -> Outcomes:
    """Return outcomes with any activity, backfill, release and health, two environments."""
    shape = (2, n_years, n_draws)
    units = arrays(np.float64, shape, elements=st.floats(0, 1e4, width=32))
    amounts = {name: draw(units) for name in SERVICES}
    return outcomes(
        amounts,
        backfilled={"Admission": draw(units)},
        released={name: draw(st.floats(0, 1)) for name in SERVICES},
        programme={"Community trust": draw(units)},
        qalys=draw(units),
        n_years=n_years,
        n_draws=n_draws,
    )


def _usual(shape: tuple[int, int, int], noise: Array) -> dict[str, ArrayLike]:
    proposed = (np.arange(shape[0]) > 0)[:, np.newaxis, np.newaxis]
    return {
        "Admission": (100 + 5 * noise) * np.where(proposed, 0.8, 1.0),
        "Monitoring": np.where(proposed, 500.0, 0.0),
        "Home visit": 300.0,
    }


def _usual_health(shape: tuple[int, int, int], noise: Array) -> Array:
    gain: Array = 2.0 * np.minimum(np.arange(shape[0]), 1.0)[:, np.newaxis, np.newaxis]
    return 80 + noise + gain


def _by_line(
    given: Mapping[str, ArrayLike], offered: Mapping[str, Any], shape: tuple[int, int, int]
) -> Array:
    rows = [np.broadcast_to(np.asarray(given.get(name, 0.0)), shape) for name in offered]
    return np.stack(rows, axis=1).astype(np.float64)


def _shares(shape: tuple[int, int, int], n_strategies: int) -> Array:
    shares = np.zeros((shape[0], n_strategies, shape[1]))
    for e in range(shape[0]):
        shares[e, min(e, n_strategies - 1)] = 1.0
    return shares


def _releases(
    offered: Mapping[str, tuple[str | None, float, str]],
    units: Array,
    value: Array,
    released: Mapping[str, float],
) -> tuple[Release, ...]:
    found = []
    for row, (name, (provider, _, _)) in enumerate(offered.items()):
        if provider is None:
            continue
        reduction = value[:1, row] - value[:, row]
        cash = np.where(reduction > 0, released.get(name, 1.0), 1.0) * reduction
        growth = np.maximum(value[:1, row] - value[:1, row, :1], 0.0)
        found.append(
            Release(
                party=provider,
                pool=name if name in released else "",
                reduction=reduction,
                cash_releasing=cash,
                non_cash_releasing=reduction - cash,
                cost_avoidance=np.clip(reduction, 0.0, growth),
                measure=name,
                freed=units[:1, row] - units[:, row],
                closed=np.zeros_like(reduction),
                step=float("nan"),
                services=(name,) if name in released else (),
                line="" if name in released else name,
            )
        )
    return tuple(found)


def _spending(
    offered: Mapping[str, tuple[str | None, float, str]],
    units: Array,
    value: Array,
    releases: Sequence[Release],
) -> tuple[Entry, ...]:
    rows = [row for row, (provider, _, _) in enumerate(offered.values()) if provider is not None]
    names = list(offered)
    return tuple(
        Entry(
            release.party,
            EXTERNAL,
            "resource",
            names[row],
            value[:1, row] - release.cash_releasing,
            source=names[row],
            activity=units[:, row].copy(),
        )
        for row, release in zip(rows, releases, strict=True)
    )


def _programmes(
    programme: Mapping[str, ArrayLike], shape: tuple[int, int, int]
) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            party,
            EXTERNAL,
            "programme",
            "Programme",
            np.array(np.broadcast_to(amount, shape), dtype=float),
            source="Programme",
        )
        for party, amount in programme.items()
    )


def _by_provider(
    offered: Mapping[str, tuple[str | None, float, str]], value: Array, names: Sequence[str]
) -> Array:
    totals = np.zeros((value.shape[0], len(names), value.shape[-1]))
    for row, (provider, _, _) in enumerate(offered.values()):
        if provider is not None:
            totals[:, names.index(provider)] += value[:, row].sum(axis=1)
    return totals


STAGE_ONE: Mapping[str, Contract] = {
    "Admissions": Activity(**PAY_BY_ACTIVITY, price=4_100),
    "Community": Block(payer="ICB", payee="Community trust", amount=60_000),
    "Visits": Blended(
        payer="ICB",
        payee="Community trust",
        services=["Home visit"],
        price=80,
        variable_rate=0.2,
        variable_rate_below=0.5,
    ),
    "Devices": SupplierPrice(
        payer="Community trust", payee="Supplier", per="Monitoring", price=58, upfront=9_000
    ),
    "Start-up": Grant(payee="Community trust", amount=5_000, strategy="Remote monitoring"),
}
"""One contract of every kind that is settled first."""


@st.composite
def any_contracts(draw: st.DrawFn) -> dict[str, Contract]:
    """Return contracts of any kinds in any order, gain share and pool on some of the others."""
    others = draw(st.lists(st.sampled_from(sorted(STAGE_ONE)), unique=True))
    first = list(dict.fromkeys(("Admissions", *others)))
    chosen: dict[str, Contract] = {name: STAGE_ONE[name] for name in first}
    scopes = st.lists(st.sampled_from(first), min_size=1, unique=True)
    shares = st.sampled_from([0.0, 0.5, 1.0]) | st.floats(0, 1)
    if draw(st.booleans()):
        chosen["Savings"] = GainShare(
            payer="ICB",
            payee="Acute trust",
            scope=draw(scopes),
            benchmark=draw(st.sampled_from(["fixed", "per_draw", History(cv=0.03), 4e5])),
            sharing_rate=draw(shares),
            loss_sharing_rate=draw(shares),
            minimum_rate=draw(st.sampled_from([0.0, 0.001, 0.5])),
            cap=draw(st.sampled_from([None, 0.01, 1.0])),
        )
    if draw(st.booleans()):
        members = ["ICB", "Acute trust", "Community trust"]
        rule = draw(st.sampled_from(["proportional", "equal", "host"]))
        host = "ICB" if rule == "host" else None
        chosen["Pool"] = Pool(
            members=draw(st.permutations(members)), scope=draw(scopes), rule=rule, host=host
        )
    if draw(st.booleans()):
        chosen["Side"] = SidePayment(payer="ICB", payee="Acute trust", amount=draw(shares))
    return dict(draw(st.permutations(list(chosen.items()))))
