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
) -> Outcomes:
    """Return outcomes of E environments, L lines, Y budget years and D draws.

    What only a run of a model knows is not there: strategies have no totals per person,
    the value of everyone followed to the end is NaN, and nothing is kept of parameters.

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
        consent=dict.fromkeys(strategies),
        lines=tuple(lines),
        activity=activity,
        backfilled=np.zeros_like(activity),
        resource_value=np.zeros_like(activity) if resource_value is None else resource_value,
        qalys=none if qalys is None else qalys,
        life_years=none.copy() if life_years is None else life_years,
        ledger=Ledger(accounts, shape, tuple(spending)),
        releases=tuple(releases),
        cost=unknown,
        qaly=unknown.copy(),
        life_year=unknown.copy(),
        cost_by_provider=np.full((len(strategies), len(parties), n_draws), np.nan),
        value_cost=np.full((n_envs, n_draws), np.nan),
        value_qaly=np.full((n_envs, n_draws), np.nan),
        record=RunRecord({}, 0, n_draws, "given", (), "", ""),
    )
