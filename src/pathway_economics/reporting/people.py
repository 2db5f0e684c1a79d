"""Who is followed, who follows a strategy, and how a run was made, where it is not as usual."""

from typing import TYPE_CHECKING, Any

from pathway_economics.errors import PathwayEconomicsError
from pathway_economics.outcomes import Outcomes
from pathway_economics.parameters import Constant, Expression
from pathway_economics.parameters.samplers import LatinHypercube, MonteCarlo, Sobol
from pathway_economics.reporting.words import NOTHING, percent, share, short

if TYPE_CHECKING:
    from pathway_economics.model.model import Model

Row = dict[str, Any]

SPREADS = {LatinHypercube: "by Latin hypercube sampling", Sobol: "as scrambled Sobol points"}
COHORT = "cohort"


def how_run(outcomes: Outcomes) -> str:
    """Return how a run was made beside the usual: a cohort, on independent draws."""
    record, sampler = outcomes.record, outcomes.draws.sampler
    told = []
    if record.engine != COHORT:
        told.append(
            f"Each draw follows {record.engine}: intervals hold the luck of individuals "
            "(first-order uncertainty) as well as that of parameters."
        )
    if record.chance:
        told.append(
            "Counts and costs of the budget are those of a finite population: their intervals "
            "hold its chance as well as the uncertainty of parameters."
        )
    if not isinstance(sampler, MonteCarlo):
        spread = SPREADS.get(type(sampler), f"by {sampler.describe()}")
        told.append(f"Parameters are drawn {spread}.")
    return " ".join(told)


def followers(model: "Model", outcomes: Outcomes) -> list[Row]:
    """Return adherence and stopping of each strategy that not everybody goes on with."""
    first = next(iter(model.strategies))
    return [
        {
            "strategy": name,
            "adherence": _told(strategy.adherence, outcomes),
            "stopping": _told(strategy.stopping, outcomes),
            "fallback": strategy.fallback or first,
        }
        for name, strategy in model.strategies.items()
        if strategy.adherence != Constant(1.0) or strategy.stopping != Constant(0.0)
    ]


def _told(given: Any, outcomes: Outcomes) -> str:
    """Return a share as a percentage; what is uncertain by its name and mean."""
    expression: Expression = given
    if isinstance(expression, Constant):
        return percent(expression.value)
    try:
        mean = float(outcomes.amounts(expression).mean())
    except PathwayEconomicsError:  # of variables, which have no one value per draw
        return f"{expression}, which changes with time or person"
    return f"{expression} (mean {percent(mean)})"


def subgroup_definitions(model: "Model", outcomes: Outcomes) -> list[Row]:
    """Return the subgroups with their shares, ages and covariates."""
    shares, usual = outcomes.subgroup_shares, model.population.age
    return [
        {
            "subgroup": name,
            "share": share(float(shares[g].mean())) if len(shares) else NOTHING,
            "age": NOTHING
            if (age := usual if group.age is None else group.age) is None
            else short(age),
            "covariates": ", ".join(f"{n} {short(v)}" for n, v in group.covariates.items()),
        }
        for g, (name, group) in enumerate(model.population.subgroups.items())
    ]


def attributes(model: "Model") -> list[tuple[str, str]]:
    """Return the attributes that are drawn for each person, with their distributions."""
    drawn = model.population.attributes
    return [(name, distribution.describe()) for name, distribution in drawn.items()]
