"""Which kinds of people are followed: by subgroup and by when they enter."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pathway_economics.engine.individuals.plan import PeoplePlan
from pathway_economics.engine.individuals.strata import Strata, allotted
from pathway_economics.engine.individuals.values import Number
from pathway_economics.engine.kin import kindred
from pathway_economics.errors import InvalidModel
from pathway_economics.parameters.expressions import Constant

Array = NDArray[np.float64]


def entries_of(plan: PeoplePlan) -> tuple[list[tuple[int, int, bool]], Array | None]:
    """Return the subgroup and cycle of entry of each stratum, and its people if known."""
    per_year = plan.horizon.cycles_per_year
    found: list[tuple[int, int, bool]] = []
    masses: list[float | None] = []
    for group in range(plan.n_subgroups):
        share = _plain(plan.group_shares[group])
        if any(_plain(number) != 0.0 for number in plan.prevalent):
            found.append((group, 0, True))
            masses.append(_product(share, _sum([_plain(n) for n in plan.prevalent])))
        for cycle in range(0, plan.window, per_year // plan.parts):
            number = plan.incident[cycle // per_year]
            if _plain(number) != 0.0:
                found.append((group, cycle, False))
                masses.append(_product(share, _plain(number)))
    known = [mass for mass in masses if mass is not None]
    return found, np.array(known) if len(known) == len(masses) else None


def strata_of(
    plan: PeoplePlan, found: Sequence[tuple[int, int, bool]], masses: Array | None
) -> Strata:
    """Return the strata of people of some subgroups and cycles of entry.

    Raises
    ------
    InvalidModel
        If there are fewer people than strata.
    """
    n = plan.individuals.n
    if n < len(found):
        raise InvalidModel(
            f"Individuals: n={n:,}, but {len(found):,} kinds of people (subgroups by when they "
            "enter) must be followed; ask for more people, or let them enter once a year."
        )
    kin = kindred(plan.population)
    own_age = "age" in plan.population.attributes
    return Strata(
        subgroups=tuple(group for group, _, _ in found),
        entries=tuple(entry for _, entry, _ in found),
        prevalent=tuple(prevalent for _, _, prevalent in found),
        ages=tuple(None if own_age else kin[group].age for group, _, _ in found),
        covariates=tuple(kin[group].covariates for group, _, _ in found),
        sizes=allotted(n, masses, len(found)),
    )


def _plain(number: Number | None) -> float | None:
    """Return a number that is the same in every draw, if it is known beforehand."""
    expression = None if number is None else number.expression
    return expression.value if isinstance(expression, Constant) else None


def _sum(numbers: Sequence[float | None]) -> float | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if len(known) == len(numbers) else None


def _product(a: float | None, b: float | None) -> float | None:
    return None if a is None or b is None else a * b
