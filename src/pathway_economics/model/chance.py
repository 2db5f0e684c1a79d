"""Chance of a model: the terms that its services state, and what happened under them."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pathway_economics.engine import PeoplePlan, Plan
from pathway_economics.engine.chance import Realised, Terms, realise
from pathway_economics.engine.totals import Totals
from pathway_economics.errors import Complaint, InvalidModel
from pathway_economics.model.model import Model
from pathway_economics.outcomes import bounds_complaints
from pathway_economics.pathway import Service, apply

Array = NDArray[np.float64]
Amounts = Callable[[Any], Array]


def realised(
    model: Model, plan: Plan | PeoplePlan, totals: Totals, amounts: Amounts, seed: int
) -> Realised:
    """Return what happened to the population of a model, with chance.

    Parameters
    ----------
    model, plan
        The model and its plan.
    totals
        What is expected in each draw.
    amounts
        Evaluates yearly terms, to arrays that broadcast to (E, Y, D).
    seed
        Seed of the run.

    Raises
    ------
    InvalidModel
        If there is no population, if two strategies differ in a service's chance, or if a
        term is impossible in some draws.
    """
    if not model.environments:
        raise InvalidModel(
            "chance=True realises what a population uses, but the model has no environments; "
            "declare them and a population."
        )
    services = _services(model)
    terms = {
        name: Terms(amounts(service.overdispersion), amounts(service.cost_cv))
        for name, service in services.items()
    }
    complaints: list[Complaint] = []
    for name, chance in terms.items():
        for field, array, least in (
            ("overdispersion", chance.overdispersion, -1.0),
            ("cost_cv", chance.cost_cv, 0.0),
        ):
            path = ("pathway", "services", name, field)
            complaints += bounds_complaints(
                array, least, np.inf, f"{field} of the service {name!r}", path
            )
    if complaints:
        raise InvalidModel(complaints)
    expected = Realised(totals.activity, totals.resource_value, totals.capacity)
    return realise(plan.lines, expected, terms, model.horizon.budget_labels, seed)


def _services(model: Model) -> dict[str, Service]:
    """Return every service of every strategy; refuse one whose chance differs among them."""
    found: dict[str, Service] = {}
    complaints = []
    for strategy in model.strategies.values():
        for name, service in apply(strategy, model.pathway).services.items():
            known = found.setdefault(name, service)
            for field in ("overdispersion", "cost_cv"):
                if getattr(known, field) != getattr(service, field):
                    text = (
                        f"{field} is {getattr(service, field)}, but {getattr(known, field)} in "
                        "another strategy; luck is shared, so give both the same."
                    )
                    path = ("strategies", strategy.name, "services", name, field)
                    complaints.append(Complaint(text, path))
    if complaints:
        raise InvalidModel(complaints)
    return found
