"""Who enters the pathway and when, and which strategy they are offered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal, TypeVar

from pathway_economics.errors import InvalidModel
from pathway_economics.parameters.distributions.base import Distribution
from pathway_economics.parameters.expressions import Expression, as_expression
from pathway_economics.parameters.numbers import (
    Frozen,
    Number,
    Spelling,
    Yearly,
    as_yearly,
    by_name,
    freeze_numbers,
)


@dataclass(frozen=True, slots=True)
class Subgroup:
    """People who differ from others in what the pathway depends on.

    Attributes
    ----------
    name
        Unique name.
    share
        Share of all people, prevalent and incident; shares sum to one. [share]
    age
        Age on entry, where it differs from the population's. [years]
    covariates
        Numbers by name, which expressions of the pathway may use; every subgroup gives the
        same names.

    Examples
    --------
    >>> Subgroup("Women of 60", 0.5, age=60, covariates={"male": 0}).covariates["male"]
    0.0
    """

    name: str
    share: Number
    age: float | None = None
    covariates: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "share", as_expression(self.share))
        given = {name: float(value) for name, value in self.covariates.items()}
        object.__setattr__(self, "covariates", Frozen(given, "covariate"))


Thing = TypeVar("Thing")

Named = Annotated[Mapping[str, Thing], Spelling(dict, {"type": "object"})]
"""Things by name, which the reader of the file reads one by one."""


@dataclass(frozen=True, slots=True)
class Population:
    """People in the pathway.

    Attributes
    ----------
    prevalent
        People already there when the first year starts, by state. [people]
    incident
        People who enter each year, in the states of ``Pathway.start``: one number for
        every year, or one per budget year. [people per year]
    entry
        ``"start"``: the incident people of a year enter when it starts; ``"even"``: they
        enter in equal parts at the start of each of its cycles.
    age
        Age on entry; needed where an expression uses ``age``. [years]
    growth
        Growth of the incident people from one year to the next. [per year]
    subgroups
        By name; their shares sum to one.
    attributes
        Distribution over people of numbers that expressions of the pathway may use, by name;
        ``age`` may be one of them. Only individuals have attributes: a cohort has subgroups.
    """

    prevalent: Mapping[str, Number] = field(default_factory=dict)
    incident: Yearly = 0.0
    entry: Literal["start", "even"] = "start"
    age: float | None = None
    growth: Number = 0.0
    subgroups: Named[Subgroup] = field(default_factory=dict)
    attributes: Named[Distribution] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.entry not in ("start", "even"):
            raise InvalidModel(f"Population: entry={self.entry!r}; it must be 'start' or 'even'.")
        object.__setattr__(self, "prevalent", freeze_numbers(self.prevalent))
        object.__setattr__(self, "incident", as_yearly(self.incident))
        object.__setattr__(self, "growth", as_expression(self.growth))
        object.__setattr__(self, "subgroups", by_name("subgroup", self.subgroups))
        object.__setattr__(self, "attributes", Frozen(self.attributes, "attribute"))


@dataclass(frozen=True, slots=True)
class Environment:
    """A mix of strategies by year.

    Attributes
    ----------
    name
        Unique name; the first environment of a model is the reference.
    shares
        Share of the people on each strategy, by strategy: a number, one number per
        budget year, or ``"rest"`` for at most one strategy. After the budget window
        nobody enters and nobody switches.
    """

    name: str
    shares: Mapping[str, Yearly]

    def __post_init__(self) -> None:
        if not self.shares:
            raise InvalidModel(f"Environment {self.name!r} has no strategy; name at least one.")
        read = {strategy: as_yearly(share) for strategy, share in self.shares.items()}
        object.__setattr__(self, "shares", Frozen(read))
        if sum(is_rest(share) for share in read.values()) > 1:
            raise InvalidModel(f"Environment {self.name!r} has more than one 'rest'.")


def is_rest(share: Yearly) -> bool:
    """Return whether a share is what the others leave."""
    return isinstance(share, Expression) and share == as_expression("rest")
