"""What the people of a subgroup have in common."""

from collections.abc import Mapping
from dataclasses import dataclass

from pathway_economics.population import Population


@dataclass(frozen=True, slots=True)
class Kin:
    """What a subgroup's people have in common.

    Attributes
    ----------
    age
        Age on entry. [years]
    covariates
        Numbers by name.
    """

    age: float | None
    covariates: Mapping[str, float]


def kindred(population: Population) -> tuple[Kin, ...]:
    """Return what the people of each subgroup have in common; without subgroups, of all."""
    if not population.subgroups:
        return (Kin(population.age, {}),)
    return tuple(
        Kin(population.age if group.age is None else group.age, group.covariates)
        for group in population.subgroups.values()
    )
