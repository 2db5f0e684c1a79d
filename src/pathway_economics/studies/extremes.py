"""Checks of extreme values of what makes the strategies differ."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

import numpy as np

from pathway_economics.model import Model
from pathway_economics.outcomes import Outcomes
from pathway_economics.parameters import (
    Expression,
    Fixed,
    Name,
    Parameter,
    formulas,
    names_in,
    substitute,
)
from pathway_economics.pathway import apply
from pathway_economics.studies.bench import Bench, Check, Inapplicable
from pathway_economics.studies.changes import changed, without_budgets
from pathway_economics.studies.verification import ROUNDING, Array, Finding

QUANTILES = (0.001, 0.5, 0.999)
"""Where a parameter is put: its extremes, and its median between them."""

FEW = 16
"""Most draws of the other parameters, at each of the three places of each parameter."""

TOTALS = {"life_year": "life years", "qaly": "QALYs", "cost": "cost"}
"""What is judged, and its words."""


def extreme_values(bench: Bench) -> Finding:
    """Put each effect parameter at its extremes: results must be possible.

    A result that turns back on the way is told for the reader to judge. It is no failure: people
    moved between states of unlike value and pace may rightly gain at first and lose later.
    """
    alone = without_budgets(bench.model)
    moved = effect_parameters(bench.model)
    if not moved:
        raise Inapplicable("no uncertain parameter makes the strategies differ.")
    most = float(sum(weights.sum() for weights in alone.horizon.dwelling_weights()))
    wrong, turned, told = [], [], []
    for parameter in moved:
        runs = [bench.run(model, min(bench.n_draws, FEW)) for model in _placed(alone, parameter)]
        wrong += _impossible(parameter.name, runs, most * alone.horizon.cycle_years)
        turned += _turned(parameter.name, runs)
        told.append(_told(parameter, runs))
    order = "Results at the median lie between those at the extremes"
    if turned:
        order = f"Judge whether that can be: {'; '.join(turned)}"
    return Finding(
        not wrong,
        f"At the 0.1 % and 99.9 % quantiles, mean over strategies: {'; '.join(told)}. "
        f"{''.join(f'Wrong: {each}. ' for each in wrong)}{order}.",
    )


def effect_parameters(model: Model) -> tuple[Parameter, ...]:
    """Return the uncertain parameters that some strategy uses and the pathway itself does not.

    Parameters
    ----------
    model
        A model with strategies.
    """
    derived = formulas(model.parameters.values())
    used = _names(model.pathway, derived)
    added: set[str] = set()
    for strategy in model.strategies.values():
        followed = (strategy.adherence, strategy.stopping)
        added |= _names((apply(strategy, model.pathway), followed), derived)
    return tuple(
        parameter
        for name, parameter in model.parameters.items()
        if name in added - used and parameter.distribution.correlatable
    )


def _names(thing: Any, derived: dict[str, Expression]) -> set[str]:
    """Return every drawn parameter that a thing depends on, through formulas too."""
    known = {name for expression in _expressions(thing) for name in names_in(expression)}
    return {part for name in known for part in names_in(substitute(Name(name), derived))}


def _expressions(thing: Any) -> Iterator[Expression]:
    if isinstance(thing, Expression):
        yield thing
    elif isinstance(thing, tuple):
        for item in thing:
            yield from _expressions(item)
    elif isinstance(thing, dict):
        yield from _expressions(tuple(thing.values()))
    elif is_dataclass(thing):
        yield from _expressions(tuple(getattr(thing, item.name) for item in fields(thing)))


def _placed(model: Model, parameter: Parameter) -> Iterator[Model]:
    """Return the model with a parameter at its low end, its median and its high end."""
    free = [c for c in model.correlations if parameter.name not in c.of]
    for value in parameter.distribution.quantile(np.array(QUANTILES)):
        put = replace(parameter, distribution=Fixed(float(value)))
        parameters = {**model.parameters, parameter.name: put}
        yield changed(model, parameters=parameters, correlations=free)


def _impossible(name: str, runs: list[Outcomes], most: float) -> list[str]:
    """Return what cannot be at the extremes of a parameter."""
    found = []
    for place, outcomes in zip(QUANTILES, runs, strict=True):
        years = outcomes.life_year
        finite = all(np.isfinite(total).all() for total in (outcomes.cost, outcomes.qaly, years))
        if not finite or years.min() < 0 or years.max() > most * (1 + ROUNDING):
            found.append(
                f"{name} at its {place:.1%} quantile gives life years from {years.min():.4g} to "
                f"{years.max():.4g} of {most:.4g}, and costs up to {outcomes.cost.max():.4g}"
            )
    return found


def _turned(name: str, runs: list[Outcomes]) -> list[str]:
    """Return the totals at the median that do not lie between those at the extremes."""
    return [
        f"{name} moves {TOTALS[total]} one way and then back"
        for total in _judged(runs)
        if not _between(*(getattr(run, total) for run in runs))
    ]


def _told(parameter: Parameter, runs: list[Outcomes]) -> str:
    low, high = (parameter.distribution.quantile(np.array([q]))[0] for q in QUANTILES[::2])
    total = _judged(runs)[-1]
    first, last = (float(getattr(run, total).mean()) for run in runs[::2])
    return f"{parameter.name} {low:.4g} to {high:.4g}, {TOTALS[total]} {first:,.4g} to {last:,.4g}"


def _judged(runs: list[Outcomes]) -> list[str]:
    """Return the totals whose order is looked at: health, or the cost of what moves none."""
    health = [t for t in ("life_year", "qaly") if _moves([getattr(run, t) for run in runs])]
    return health or ["cost"]


def _moves(totals: list[Array]) -> bool:
    return not np.allclose(totals[0], totals[-1], rtol=ROUNDING, atol=0.0)


def _between(low: Array, middle: Array, high: Array) -> bool:
    room = ROUNDING * np.maximum(np.abs(low), np.abs(high))
    above, below = middle >= np.minimum(low, high) - room, middle <= np.maximum(low, high) + room
    return bool(np.all(above & below))


EXTREMES = (
    Check(
        "extreme effects are possible",
        "AdViSHE C2, extreme value testing; ISPOR-SMDM 7 (Eddy 2012)",
        extreme_values,
    ),
)
