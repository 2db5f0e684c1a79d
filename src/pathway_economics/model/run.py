"""Running a model: everything that happens, once, on every draw."""

import platform
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pathway_economics.engine import (
    Individuals,
    PeoplePlan,
    Plan,
    Progress,
    make_people_plan,
    make_plan,
    simulate,
    simulate_people,
    spending,
)
from pathway_economics.engine.chance import Realised
from pathway_economics.engine.totals import Totals
from pathway_economics.errors import Complaint, InvalidModel
from pathway_economics.ledger import Entry, Ledger
from pathway_economics.model.chance import realised
from pathway_economics.model.model import Model
from pathway_economics.model.text import canonical_text
from pathway_economics.outcomes import (
    Keep,
    Outcomes,
    RunRecord,
    Traces,
    bounds_complaints,
    yearly_amounts,
)
from pathway_economics.outcomes.bounds import ROUNDING
from pathway_economics.parameters import (
    Constant,
    Draws,
    Expression,
    Fixed,
    Frozen,
    MonteCarlo,
    Sampler,
    formulas,
    substitute,
)
from pathway_economics.parties import EXTERNAL

Array = NDArray[np.float64]


NO_SHARE = 1e-9
"""Share below which a strategy is not offered: what rounding leaves of nothing."""


KEEP, MONTE_CARLO = Keep(), MonteCarlo()
"""What is kept unless said: all lines and subgroups, and no traces."""


def run(
    model: Model,
    n_draws: int = 1_000,
    seed: int = 0,
    *,
    block: int | None = None,
    progress: Progress | None = None,
    executor: Executor | None = None,
    keep: Keep = KEEP,
    sampler: Sampler = MONTE_CARLO,
    workers: int = 1,
    chance: bool = False,
    engine: Individuals | None = None,
) -> Outcomes:
    """Return what happens in a model, for every environment, budget year and draw.

    The expensive step, taken once: arrangements are settled on its result.

    Parameters
    ----------
    model
        What to run.
    n_draws
        Number of draws from the parameters. More draws keep the first ones.
    seed
        Seed of the run; equal seeds give equal draws.
    block
        Draws that are run at once: a power of two from 8 to 8,192, chosen by the size of
        the model if omitted. It changes speed and memory, never a result.
    progress
        Called with the number of draws done and the number in all.
    executor
        Any ``concurrent.futures.Executor``; chunks of 8,192 draws are run on it.
    workers
        Without an executor, the number of processes that run the chunks. What takes a second
        or two stays in this process, since others take about half a second to start. A script
        must guard what runs with workers by ``if __name__ == "__main__":``, since each worker
        reads it again.
    keep
        What is kept beside the tables, such as traces.
    sampler
        How draws are spread: ``samplers.MonteCarlo()``, ``LatinHypercube()`` or ``Sobol()``.
    chance
        Whether the budget tables hold the realised counts and costs of a finite population
        instead of the expected ones: see ``Service.overdispersion`` and ``cost_cv``. Health
        and the totals of one person stay as expected.
    engine
        ``Individuals(n=5_000)`` follows the model person by person; a cohort if omitted.

    Returns
    -------
    Outcomes

    Raises
    ------
    InvalidModel
        If a number is impossible in some draws, such as a probability above one: each
        place, with its share of the draws. Nothing is clipped.

    Examples
    --------
    >>> from pathway_economics.horizon import Horizon
    >>> from pathway_economics.pathway import Pathway, State, Strategy
    >>> model = Model("Survival", Pathway([State("Well", utility=1), State("Dead")],
    ...               links={"Well": {"Dead": 0.5}}, start={"Well": 1}), [Strategy("Usual care")],
    ...               Horizon("2026", years=2, correction="end", discount_health=0))
    >>> run(model, n_draws=1).qaly  # half a year and a quarter
    array([[0.75]])
    """
    if not isinstance(model, Model):
        raise InvalidModel(f"run takes a Model, not {model!r}; read a file with load_model first.")
    if engine is None and model.population.attributes:
        given = ", ".join(model.population.attributes)
        raise InvalidModel(f"A cohort has no attributes ({given}); run with engine=Individuals().")
    draws = Draws(tuple(model.parameters.values()), model.correlations, seed, n_draws, sampler)
    providers = tuple(model.parties)
    how: dict[str, Any] = {
        "block": block,
        "progress": progress,
        "executor": executor,
        "workers": workers,
        "n_traced": keep.draws if keep.traces else 0,
    }
    plan: Plan | PeoplePlan
    if engine is None:
        plan = _plan(model)
        totals = simulate(plan, draws, providers, **how)
    else:
        plan = make_people_plan(engine, **_parts(model))
        totals = simulate_people(plan, draws, providers, **how)
    return _Assembly(model, plan, draws, totals, keep, chance, engine).outcomes()


@lru_cache(maxsize=4)  # a model is frozen: more seeds or draws need no other plan
def _plan(model: Model) -> Plan:
    return make_plan(**_parts(model))


def _parts(model: Model) -> dict[str, Any]:
    """Return what a plan is made of."""
    return {
        "horizon": model.horizon,
        "pathway": model.pathway,
        "strategies": tuple(model.strategies.values()),
        "population": model.population,
        "environments": tuple(model.environments.values()),
        "pools": tuple(model.capacity.values()) if model.environments else (),
        "meanings": _meanings(model),
        "tables": model.tables,
    }


def _meanings(model: Model) -> dict[str, Expression]:
    """Return what names stand for that need no draws: fixed numbers and formulas."""
    known: dict[str, Expression] = {
        name: Constant(parameter.distribution.expectation)
        for name, parameter in model.parameters.items()
        if isinstance(parameter.distribution, Fixed)
    }
    derived = formulas(model.parameters.values())
    return known | {name: substitute(meaning, known) for name, meaning in derived.items()}


@dataclass(frozen=True, slots=True)
class _Assembly:
    """Lays the table of outcomes from the totals of the engine."""

    model: Model
    plan: Plan | PeoplePlan
    draws: Draws
    totals: Totals
    keep: Keep
    chance: bool = False
    engine: Individuals | None = None

    def outcomes(self) -> Outcomes:
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
            lines=self.plan.lines,
            activity=happened.activity,
            backfilled=spent.backfilled,
            resource_value=happened.resource_value,
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
            record=record(self.model, self.draws, self.chance, self.engine),
            subgroups=self.plan.subgroup_names,
            **self._by_subgroup(),
            traces=self._traces(),
        )

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


def record(
    model: Model, draws: Draws, chance: bool = False, engine: Individuals | None = None
) -> RunRecord:
    """Return all that is needed to run again."""
    text = canonical_text(model)
    return RunRecord(
        versions=Frozen(_versions()),
        seed=draws.seed,
        n_draws=draws.n_draws,
        sampler=draws.sampler.describe(),
        keep=("budget tables by environment", "discounted totals by strategy"),
        model_text=text,
        model_sha256=sha256(text.encode()).hexdigest(),
        chance=chance,
        engine="cohort" if engine is None else engine.describe(),
    )


@cache
def _versions() -> dict[str, str]:
    found = {"python": platform.python_version(), "numpy": np.__version__}
    for package in ("pathway-economics", "scipy"):
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "not installed"
    return found
