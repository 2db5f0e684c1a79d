"""Capacity pools: what becomes cash when a provider does less."""

from collections.abc import Sequence
from dataclasses import dataclass

from pathway_economics.errors import InvalidModel
from pathway_economics.parameters.expressions import Constant, as_expression
from pathway_economics.parameters.numbers import Number


@dataclass(frozen=True, slots=True)
class CapacityPool:
    """Staff, beds or rooms that some services of one party share.

    Of the resource value of an annual net reduction in activity, the variable share is
    released at once; the stepped share when the reduction fills whole steps and has
    lasted ``lag_years``; the rest is fixed and not released in the window.

    Attributes
    ----------
    name
        Unique name.
    party
        Party whose capacity it is.
    services
        Services that draw on it; one service draws on at most one pool.
    measure
        Key of ``Service.consumes`` in which capacity is counted, such as ``"bed_days"``;
        units of service if omitted.
    variable, stepped
        Shares of the resource value. What they leave is fixed.
    step
        Least annual reduction that can be closed, such as one ward. [measure per year]
    lag_years
        Whole years that a reduction must have lasted before a step is closed. [years]
    backfill
        Share of freed capacity that other patients fill: it releases nothing and, under
        an activity contract, is billed again.
    slack
        Capacity already idle at the start; it counts towards the first step down and
        delays the first step up. [measure per year]
    """

    name: str
    party: str
    services: Sequence[str]
    measure: str | None = None
    variable: Number = 1.0
    stepped: Number = 0.0
    step: Number | None = None
    lag_years: int = 0
    backfill: Number = 0.0
    slack: Number = 0.0

    def __post_init__(self) -> None:
        if isinstance(self.services, str):
            raise InvalidModel(f"Capacity {self.name!r}: services is a list of service names.")
        object.__setattr__(self, "services", tuple(self.services))
        for term in ("variable", "stepped", "backfill", "slack"):
            object.__setattr__(self, term, as_expression(getattr(self, term)))
        if self.step is not None:
            object.__setattr__(self, "step", as_expression(self.step))
        wrong = self._problems()
        if wrong:
            raise InvalidModel(f"Capacity {self.name!r}: " + "; ".join(wrong) + ".")

    def _problems(self) -> list[str]:
        problems = []
        for term in ("variable", "stepped", "backfill"):
            value = getattr(self, term)
            if isinstance(value, Constant) and not 0 <= value.value <= 1:
                problems.append(f"{term}={value.value:g}, but a share lies in [0, 1]")
        shares = [s.value for s in (self.variable, self.stepped) if isinstance(s, Constant)]
        if sum(shares) > 1 + 1e-9:
            problems.append(f"variable + stepped = {sum(shares):g}, but they are shares of one")
        if self.stepped != Constant(0.0) and self.step is None:
            problems.append("a stepped share needs a step, such as the bed-days of one ward")
        if isinstance(self.step, Constant) and not self.step.value > 0:
            problems.append(f"step={self.step.value:g}, but it must be above zero")
        if isinstance(self.slack, Constant) and not self.slack.value >= 0:
            problems.append(f"slack={self.slack.value:g}, but it must be zero or more")
        lag = self.lag_years
        if isinstance(lag, bool) or lag != int(lag) or lag < 0:
            problems.append(f"lag_years={lag!r}, but it must be a whole number from 0")
        return problems
