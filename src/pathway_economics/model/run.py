"""Running a model: everything that happens, once, on every draw."""

from concurrent.futures import Executor
from functools import lru_cache
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
)
from pathway_economics.errors import InvalidModel, UnknownName
from pathway_economics.model.assembly import Assembly
from pathway_economics.model.model import Model
from pathway_economics.outcomes import (
    Keep,
    Outcomes,
)
from pathway_economics.parameters import (
    Constant,
    Draws,
    Expression,
    Fixed,
    MonteCarlo,
    Sampler,
    formulas,
    substitute,
)

Array = NDArray[np.float64]

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
    for term, value, kind in (("keep", keep, Keep), ("engine", engine, Individuals)):
        if value is not None and not isinstance(value, kind):
            made = f"{kind.__name__}({'traces=True' if kind is Keep else 'n=5_000'})"
            raise InvalidModel(f"{term}={value!r}, but it must be made, such as {made}.")
    if chance and engine is not None:
        raise InvalidModel(
            "chance=True adds the luck of a finite population to a cohort, and individuals have "
            "luck of their own; leave out one of the two."
        )
    if engine is None and model.population.attributes:
        given = ", ".join(model.population.attributes)
        raise InvalidModel(
            f"A cohort has no attributes ({given}); run with engine=Individuals(n=5_000)."
        )
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
        _check_kept(keep, plan)
        totals = simulate(plan, draws, providers, **how)
    else:
        plan = make_people_plan(engine, **_parts(model))
        _check_kept(keep, plan)
        totals = simulate_people(plan, draws, providers, **how)
    return Assembly(model, plan, draws, totals, keep, chance, engine).outcomes()


def _check_kept(keep: Keep, plan: Plan | PeoplePlan) -> None:
    """Refuse to keep a line that is not there, before anything runs."""
    names = [line.name for line in plan.lines]
    for name in keep.lines or ():
        if name not in names:
            raise UnknownName("line", name, names)


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
