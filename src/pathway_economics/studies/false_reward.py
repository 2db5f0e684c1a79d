"""Reward and penalty without cause: what a share contract pays when nothing has changed."""

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from pathway_economics.contracts import Arrangement, BenchmarkTerms, settle
from pathway_economics.contracts.arrangement import whole
from pathway_economics.contracts.base import Contract
from pathway_economics.contracts.sharing.benchmark import PER_DRAW
from pathway_economics.errors import InvalidModel
from pathway_economics.model import Model, run
from pathway_economics.outcomes import Outcomes, yearly_amounts
from pathway_economics.parameters import Draws
from pathway_economics.parameters.expressions import as_expression

if TYPE_CHECKING:
    import pandas as pd

Array = NDArray[np.float64]

AGREED = ("amount", "plan", "benchmark")
"""Amounts that contracts agree for the population as a whole, so that they grow with it."""


def false_reward(
    model: Model,
    arrangement: Arrangement | str,
    populations: Sequence[float] = (5_000, 10_000, 50_000),
    n_draws: int = 10_000,
    seed: int = 0,
) -> "pd.DataFrame":
    """Return how often a share contract rewards or punishes when nothing has changed.

    The reference environment is run with chance for populations of each size and settled
    under the arrangement. Whatever its share contracts then pay has no cause: care is as it
    was. The study of this kind for Medicare is [1]_.

    Parameters
    ----------
    model
        The model; its first environment is run. Services state their chance in
        ``overdispersion`` and ``cost_cv``.
    arrangement
        Arrangement with a contract that has a benchmark, or its name in the model.
    populations
        Numbers of people: those there at the start and those who enter in the first year.
        The ``cv`` of a history is taken to hold for the model's own number and falls with
        the square root of the population; amounts agreed for the whole population (blocks,
        plans, benchmarks by year) grow with it. [people]
    n_draws, seed
        As for ``run``.

    Returns
    -------
    DataFrame
        One row per population, contract and budget year. ``party`` is the payee. A reward
        is a payment to it, a penalty a payment by it:

        - ``p_reward``, ``p_penalty``: share of draws with one;
        - ``mean_reward``, ``mean_penalty``: mean amount, 0 in draws without one;
        - each with its standard error, ``..._se``;
        - the same with the prefix ``oracle_``: what a benchmark that knew the luck of each
          draw (``per_draw``) would say. It says that nothing is paid without cause, which
          no contract can achieve.

    Raises
    ------
    InvalidModel
        If no contract has a benchmark, or the model has no people.

    References
    ----------
    .. [1] D. DeLia, D. Hoover, and J. C. Cantor, "Statistical uncertainty in the Medicare
       shared savings program," Medicare & Medicaid Research Review, vol. 2, no. 4, 2012.
       doi:10.5600/mmrr.002.04.a04

    Examples
    --------
    Care comes in units of USD 1,000, ten a person and year, most of them to few people:

    >>> from pathway_economics.contracts import Activity, GainShare
    >>> from pathway_economics.horizon import Horizon
    >>> from pathway_economics.parties import Party
    >>> from pathway_economics.pathway import Pathway, Service, State, Strategy
    >>> from pathway_economics.population import Environment, Population
    >>> model = Model(
    ...     "Shared savings",
    ...     Pathway([State("Enrolled")], [Service("Care", "Practice", 1_000, overdispersion=29)],
    ...             uses={"Enrolled": {"Care": 10}}, start={"Enrolled": 1}),
    ...     [Strategy("Usual care")],
    ...     Horizon("2026", correction="start"),
    ...     parties=[Party("Payer", role="commissioner"), Party("Practice", role="provider")],
    ...     population=Population(prevalent={"Enrolled": 5_000}),
    ...     environments=[Environment("Now", {"Usual care": 1})],
    ... )
    >>> bill = Activity(payer="Payer", payee="Practice", services=["Care"], price=1_000)
    >>> share = GainShare(payer="Payer", payee="Practice", scope=["Bill"], sharing_rate=0.5,
    ...                   loss_sharing_rate=0.5, minimum_rate=0.02)
    >>> table = false_reward(model, Arrangement("Shared", {"Bill": bill, "Share": share}),
    ...                      populations=[5_000, 50_000], n_draws=2_000)
    >>> table[["population", "p_reward", "oracle_p_reward"]].round(1).to_dict("list")
    {'population': [5000, 50000], 'p_reward': [0.2, 0.0], 'oracle_p_reward': [0.0, 0.0]}
    """
    import pandas as pd

    given = model.arrangements[arrangement] if isinstance(arrangement, str) else arrangement
    contracts = whole(given).in_force
    shared = [name for name, terms in contracts.items() if _has(terms, "benchmark")]
    if not shared:
        raise InvalidModel(f"{given.name!r} has no contract with a benchmark, such as a GainShare.")
    people = _people(model, n_draws, seed)
    rows: list[dict[str, Any]] = []
    for population in populations:
        factor = population / people
        outcomes = run(_scaled(model, factor), n_draws, seed, chance=True)
        terms = {name: _agreed(contract, factor) for name, contract in contracts.items()}
        oracle = terms | {n: _changed(terms[n], benchmark=PER_DRAW) for n in shared}
        found = zip(_paid(outcomes, terms, shared), _paid(outcomes, oracle, shared), strict=True)
        for (where, paid), (_, told) in found:
            figures = _figures(paid) | {f"oracle_{k}": v for k, v in _figures(told).items()}
            rows.append({"population": population} | where | figures)
    return pd.DataFrame(rows)


def _has(contract: Contract, field: str) -> bool:
    return any(item.name == field for item in fields(contract))  # type: ignore[arg-type]


def _changed(contract: Contract, **terms: Any) -> Contract:
    changed: Contract = replace(contract, **terms)  # type: ignore[type-var]
    return changed


def _people(model: Model, n_draws: int, seed: int) -> float:
    """Return the people at the start and those who enter in the first year, mean over draws."""
    if not model.environments:
        raise InvalidModel("The model has no environments; declare one and a population.")
    draws = Draws(tuple(model.parameters.values()), model.correlations, seed, n_draws)
    given = (*model.population.prevalent.values(), model.population.incident)
    people = sum(
        float(yearly_amounts(count, draws, model.horizon, model.tables)[0, 0].mean())
        for count in given
    )
    if not people > 0:
        raise InvalidModel("Nobody is there in the first year; give prevalent or incident people.")
    return people


def _scaled(model: Model, factor: float) -> Model:
    """Return a model with so many times the people, in the reference environment alone."""
    population, reference = model.population, next(iter(model.environments.values()))
    return replace(
        model,
        population=replace(
            population,
            prevalent={state: n * factor for state, n in population.prevalent.items()},  # type: ignore[operator]
            incident=_times(population.incident, factor),
        ),
        environments={reference.name: reference},
        arrangements={},
    )


def _agreed(contract: Contract, factor: float) -> Contract:
    """Return a contract as it would be agreed for so many times the people."""
    changed: dict[str, Any] = {}
    for field in AGREED:
        value = getattr(contract, field, None)
        if isinstance(value, BenchmarkTerms):
            changed[field] = value.scaled(factor)
        elif value is not None and not isinstance(value, str):
            changed[field] = _times(value, factor)
    return _changed(contract, **changed) if changed else contract


def _times(yearly: Any, factor: float) -> Any:
    if isinstance(yearly, tuple):
        return tuple(as_expression(number) * factor for number in yearly)
    return as_expression(yearly) * factor


def _paid(
    outcomes: Outcomes, contracts: dict[str, Contract], shared: Sequence[str]
) -> Iterator[tuple[dict[str, Any], Array]]:
    """Yield what the payee of each share contract is paid in each year, shape (D,)."""
    settlement = settle(outcomes, Arrangement("Without cause", contracts))
    for name in shared:
        party = contracts[name].payers_and_payees()[1]
        paid = np.zeros(outcomes.shape)
        for entry in settlement.ledger.entries:
            if entry.source == name:
                paid += entry.amount * ((entry.payee == party) - (entry.payer == party))
        for y, year in enumerate(outcomes.years):
            where = {"contract": name, "party": party, "year": year, "unit": outcomes.currency}
            yield where, paid[0, y]


def _figures(paid: Array) -> dict[str, float]:
    """Return shares of draws and means of rewards and penalties, with standard errors."""
    parts = {
        "p_reward": (paid > 0).astype(float),
        "p_penalty": (paid < 0).astype(float),
        "mean_reward": np.maximum(paid, 0.0),
        "mean_penalty": np.maximum(-paid, 0.0),
    }
    root = np.sqrt(paid.size)
    told = {}
    for name, values in parts.items():
        told[name] = float(values.mean())
        told[f"{name}_se"] = float(values.std() / root)
    return told
