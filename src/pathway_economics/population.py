"""Who enters the pathway and when, and which strategy they are offered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from pathway_economics.errors import InvalidModel
from pathway_economics.parameters.expressions import Expression, as_expression
from pathway_economics.parameters.numbers import (
    Frozen,
    Number,
    Yearly,
    as_yearly,
    freeze_numbers,
)


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
    """

    prevalent: Mapping[str, Number] = field(default_factory=dict)
    incident: Yearly = 0.0
    entry: Literal["start", "even"] = "start"
    age: float | None = None

    def __post_init__(self) -> None:
        if self.entry not in ("start", "even"):
            raise InvalidModel(f"Population: entry={self.entry!r}; it must be 'start' or 'even'.")
        object.__setattr__(self, "prevalent", freeze_numbers(self.prevalent))
        object.__setattr__(self, "incident", as_yearly(self.incident))


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
