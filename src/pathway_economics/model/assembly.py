"""The table of outcomes, laid from the totals of the engine."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pathway_economics.engine import Individuals, PeoplePlan, Plan, spending
from pathway_economics.engine.chance import Realised
from pathway_economics.engine.totals import Totals
from pathway_economics.errors import Complaint, InvalidModel
from pathway_economics.ledger import Entry, Ledger
from pathway_economics.model.chance import realised
from pathway_economics.model.model import Model
from pathway_economics.model.record import record
from pathway_economics.outcomes import (
    Keep,
    Outcomes,
    Traces,
    bounds_complaints,
    yearly_amounts,
)
from pathway_economics.outcomes.bounds import ROUNDING
from pathway_economics.parameters import Constant, Draws, Frozen
from pathway_economics.parties import EXTERNAL

Array = NDArray[np.float64]

NO_SHARE = 1e-9
"""Share below which a strategy is not offered: what rounding leaves of nothing."""


@dataclass(frozen=True, slots=True)
class Assembly:
    """Lays the table of outcomes from the totals of the engine."""

    model: Model
    plan: Plan | PeoplePlan
    draws: Draws
    totals: Totals
    keep: Keep
    chance: bool = False
    engine: Individuals | None = None

    def outcomes(self) -> Outcomes:
        """Return the table."""
        model, totals = self.model, self.totals
        complaints = self._impossible_terms()
        if complaints:
            raise InvalidModel(complaints)
        happened: Totals | Realised = totals
        if self.chance:
            happened = realised(model, self.plan, totals, self._amounts, self.draws.seed)
        spent = spending(
            self.plan.lines,
            happened.activity,
            happened.resource_value,
            happened.capacity,
            tuple(model.capacity.values()) if model.environments else (),
            self._amounts,
            filled=any(people != Constant(0.0) for people in model.population.prevalent.values()),
        )
        rows = self._rows_kept()
        whole = len(rows) == len(self.plan.lines)
        shares = self._shares()
        programme = self._programme(shares)
        shape = (len(model.environments), self.plan.budget_years, self.draws.n_draws)
        ledger = Ledger((*model.parties, EXTERNAL), shape, (*spent.entries, *programme))
        return Outcomes(
            title=model.title,
            currency=model.currency,
            price_year=model.price_year,
            horizon=model.horizon,
            parties=model.parties,
            draws=self.draws,
            tables=model.tables,
            environments=tuple(model.environments),
            strategies=tuple(model.strategies),
            shares=shares,
            consent=Frozen(
                {
                    name: None if strategy.consent is None else tuple(strategy.consent)
                    for name, strategy in model.strategies.items()
                }
            ),
            lines=tuple(self.plan.lines[row] for row in rows),
            not_kept=self._not_kept(),
            activity=happened.activity if whole else happened.activity[:, rows],
            backfilled=spent.backfilled if whole else spent.backfilled[:, rows],
            resource_value=happened.resource_value if whole else happened.resource_value[:, rows],
            qalys=totals.qalys,
            life_years=totals.life_years,
            ledger=ledger,
            releases=spent.releases,
            cost=totals.cost,
            qaly=totals.qaly,
            life_year=totals.life_year,
            cost_by_provider=totals.cost_by_provider,
            value_cost=totals.value_cost + self._discounted(programme, totals.value_cost),
            value_qaly=totals.value_qaly,
            record=record(self.model, self.draws, self.keep, self.chance, self.engine),
            subgroups=self.plan.subgroup_names,
            **self._by_subgroup(),
            traces=self._traces(),
        )

    def _rows_kept(self) -> list[int]:
        """Return the lines whose tables are kept."""
        names = [line.name for line in self.plan.lines]
        kept = names if self.keep.lines is None else self.keep.lines
        return [row for row, name in enumerate(names) if name in kept]

    def _not_kept(self) -> tuple[str, ...]:
        """Return the names of the lines whose tables are not kept."""
        if self.keep.lines is None:
            return ()
        names = (line.name for line in self.plan.lines)
        return tuple(dict.fromkeys(name for name in names if name not in (self.keep.lines or ())))

    def _by_subgroup(self) -> dict[str, Array]:
        """Return totals by subgroup, if there are any and they are kept."""
        if not self.plan.subgroup_names or not self.keep.subgroups:
            return {}
        names = ("subgroup_shares", "subgroup_cost", "subgroup_qaly", "subgroup_life_year")
        return {name: getattr(self.totals, name) for name in names}

    def _traces(self) -> Traces | None:
        if not self.keep.traces:
            return None
        return Traces(
            states=self.plan.states,
            alive=self.plan.alive,
            occupancy=self.totals.occupancy,
            services=tuple(queue.service for queue in self.plan.queues),
            waiting=self.totals.waiting,
        )

    def _amounts(self, given: Any) -> Array:
        return yearly_amounts(given, self.draws, self.model.horizon, self.model.tables)

    def _impossible_terms(self) -> list[Complaint]:
        """Return what is wrong in some draws with the terms of capacity and programmes."""
        found: list[Complaint] = []
        most = np.inf
        tiny = np.finfo(float).tiny
        for pool in self.model.capacity.values() if self.model.environments else ():
            variable, stepped = self._amounts(pool.variable), self._amounts(pool.stepped)
            terms = {
                "variable": (variable, 0.0, 1.0),
                "stepped": (stepped, 0.0, 1.0),
                "variable + stepped": (variable + stepped, 0.0, 1.0),
                "backfill": (self._amounts(pool.backfill), 0.0, 1.0),
                "slack": (self._amounts(pool.slack), 0.0, most),
            }
            if pool.step is not None:
                terms["step"] = (self._amounts(pool.step), 2 * ROUNDING + tiny, most)
            for term, (amounts, least, highest) in terms.items():
                what, path = f"{term} of the capacity {pool.name!r}", ("capacity", pool.name)
                found += bounds_complaints(amounts, least, highest, what, path)
        for strategy in self.model.strategies.values():
            for label, cost in strategy.programme.items():
                place = ("strategies", strategy.name, "programme", label)
                what = f"amount of {label!r}"
                found += bounds_complaints(self._amounts(cost.amount), 0.0, most, what, place)
        return found

    def _shares(self) -> Array:
        """Return the share of each strategy by environment and year, mean over draws."""
        n_years = self.plan.budget_years
        shares = np.zeros((len(self.plan.environments), len(self.plan.strategies), n_years))
        for e, row in enumerate(self.plan.shares):
            for k, given in enumerate(row):
                if given is not None:
                    shares[e, k] = self._amounts(given).mean(axis=-1)[0]
            rest = [k for k, given in enumerate(row) if given is None]
            shares[e, rest] = 1.0 - shares[e].sum(axis=0)
        return np.where(shares < NO_SHARE, 0.0, shares)

    def _programme(self, shares: Array) -> tuple[Entry, ...]:
        """Return programme costs, due wherever the strategy is offered at all."""
        entries = []
        for k, strategy in enumerate(self.model.strategies.values()):
            offered = np.any(shares[:, k, :] > 0, axis=1)[:, np.newaxis, np.newaxis]
            if not offered.any():
                continue
            for label, cost in strategy.programme.items():
                amount = self._amounts(cost.amount) * offered
                source = f"{strategy.name}: {label}"
                kind = "capital" if cost.capital else "revenue"
                how = "recurrent" if cost.recurrent else "non-recurrent"
                entries.append(
                    Entry(
                        cost.party,
                        EXTERNAL,
                        "programme",
                        f"{label} ({how}, {kind})",
                        amount,
                        source=source,
                        recurrent=cost.recurrent,
                    )
                )
        return tuple(entries)

    def _discounted(self, programme: tuple[Entry, ...], like: Array) -> Array:
        """Return programme costs of each environment, discounted, shape (E, D)."""
        total = np.zeros_like(like)
        factors = self.model.horizon.year_factors(self.model.horizon.discount_costs)
        for entry in programme:
            total += (entry.amount * factors[: entry.amount.shape[1], np.newaxis]).sum(axis=1)
        return total
