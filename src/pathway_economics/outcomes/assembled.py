"""Outcomes put together from arrays that no run of ours made."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from pathway_economics.horizon import Horizon
from pathway_economics.ledger import Entry, Ledger
from pathway_economics.outcomes.outcomes import Outcomes
from pathway_economics.outcomes.parts import Line, Release, RunRecord
from pathway_economics.parameters import Draws
from pathway_economics.parties import EXTERNAL, Party

Array = NDArray[np.float64]


def assembled(
    *,
    title: str,
    currency: str,
    price_year: str,
    horizon: Horizon,
    parties: Sequence[Party],
    environments: Sequence[str],
    lines: Sequence[Line],
    activity: Array,
    spending: Iterable[Entry],
    resource_value: Array | None = None,
    qalys: Array | None = None,
    life_years: Array | None = None,
    releases: Iterable[Release] = (),
    shares: Mapping[str, Array] | None = None,
    backfilled: Array | None = None,
    consent: Mapping[str, tuple[str, ...]] | None = None,
    value_cost: Array | None = None,
    value_qaly: Array | None = None,
    fingerprint: str = "",
) -> Outcomes:
    """Return outcomes of E environments, L lines, Y budget years and D draws.

    What only a run of a model knows is not there: strategies have no totals per person (they
    are NaN; see ``need_totals``), and nothing is kept of parameters.

    Parameters
    ----------
    title, currency, price_year, horizon, parties, environments, lines
        As in ``Outcomes``.
    activity : shape (E, L, Y, D)
        Units delivered. [units per year]
    spending
        Entries from parties to the external account.
    resource_value : shape (E, L, Y, D), optional
        Zero if omitted. [currency per year]
    qalys, life_years : shape (E, Y, D), optional
        Zero if omitted. [QALY per year], [years per year]
    releases
        What became of each change in resource value.
    shares
        Share of people on each strategy, by strategy, each shape (E, Y).
    backfilled : shape (E, L, Y, D), optional
        Units delivered to other patients in capacity that was freed; none if omitted.
        [units per year]
    consent
        Parties that can stop each strategy, by strategy.
    value_cost, value_qaly : shape (E, D), optional
        Discounted costs and health of everyone who starts in the window; NaN if omitted.
        [currency], [QALY]
    fingerprint
        Hash of all that was given; two that differ are never compared.
    """
    n_envs, _, n_years, n_draws = activity.shape
    shape = (n_envs, n_years, n_draws)
    strategies = tuple(shares or ())
    none = np.zeros(shape)
    unknown = np.full((len(strategies), n_draws), np.nan)
    accounts = (*(party.name for party in parties), EXTERNAL)
    return Outcomes(
        title=title,
        currency=currency,
        price_year=price_year,
        horizon=horizon,
        parties={party.name: party for party in parties},
        draws=Draws((), (), 0, n_draws),
        tables={},
        environments=tuple(environments),
        strategies=strategies,
        shares=np.stack([np.asarray(s, dtype=float) for s in (shares or {}).values()], axis=1)
        if shares
        else np.zeros((n_envs, 0, n_years)),
        consent={name: (consent or {}).get(name) for name in strategies},
        lines=tuple(lines),
        activity=activity,
        backfilled=np.zeros_like(activity) if backfilled is None else backfilled,
        resource_value=np.zeros_like(activity) if resource_value is None else resource_value,
        qalys=none if qalys is None else qalys,
        life_years=none.copy() if life_years is None else life_years,
        ledger=Ledger(accounts, shape, tuple(spending)),
        releases=tuple(releases),
        cost=unknown,
        qaly=unknown.copy(),
        life_year=unknown.copy(),
        cost_by_provider=np.full((len(strategies), len(parties), n_draws), np.nan),
        value_cost=np.full((n_envs, n_draws), np.nan) if value_cost is None else value_cost,
        value_qaly=np.full((n_envs, n_draws), np.nan) if value_qaly is None else value_qaly,
        record=RunRecord({}, 0, n_draws, "given", (), "", fingerprint, engine="tables"),
    )
