"""Who holds a budget, and how it decides."""

from dataclasses import dataclass
from numbers import Real
from typing import Literal, get_args

from pathway_economics.errors import InvalidModel

EXTERNAL = "EXTERNAL"
"""The account outside the model: staff, other suppliers, national funds."""

Role = Literal["commissioner", "provider", "local_authority", "supplier", "patient", "other"]

PUBLIC_ROLES: tuple[Role, ...] = ("commissioner", "provider", "local_authority")
"""Roles whose cash is the public purse."""


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation, or a group of people, that pays, is paid or is cared for.

    Attributes
    ----------
    name
        Unique name, used as the account in every ledger.
    role
        ``"commissioner"``, ``"provider"``, ``"local_authority"``, ``"supplier"``,
        ``"patient"`` or ``"other"``. It decides the perimeters of a report (the public
        purse is the first three), never the arithmetic of a contract.
    decision_years
        Years that the party looks ahead when it decides; the whole budget window if
        omitted. [years]
    rate
        Annual discount rate of its own decision. [per year]
    hurdle
        Least expected payoff over ``decision_years`` that it accepts. [currency]
    yearly_limit
        Most that its expected payoff may fall below zero in any one budget year;
        no limit if omitted. [currency per year]
    risk_aversion
        Constant absolute risk aversion; with a positive value the party judges by its
        certainty equivalent instead of its expected payoff. [per currency unit]
    value_of_health
        What one quality-adjusted life year gained by the patients is worth to the
        party, in its own decision only. [currency per QALY]

    Examples
    --------
    >>> Party("ICB", role="commissioner", decision_years=1, yearly_limit=250_000).role
    'commissioner'
    >>> Party("Acute trust", role="provider")
    <Party 'Acute trust': provider, decides over the budget window>
    """

    name: str
    role: Role
    decision_years: int | None = None
    rate: float = 0.0
    hurdle: float = 0.0
    yearly_limit: float | None = None
    risk_aversion: float = 0.0
    value_of_health: float = 0.0

    def __post_init__(self) -> None:
        wrong = [problem for problem in self._problems() if problem]
        if wrong:
            raise InvalidModel(f"Party {self.name!r}: " + "; ".join(wrong) + ".")

    def __repr__(self) -> str:
        years = self.decision_years
        over = "the budget window" if years is None else f"{years} year{'s' * (years != 1)}"
        return f"<Party {self.name!r}: {self.role}, decides over {over}>"

    def _problems(self) -> list[str]:
        terms = ("rate", "hurdle", "risk_aversion", "value_of_health")
        numbers = {term: getattr(self, term) for term in terms}
        limits = {term: getattr(self, term) for term in ("decision_years", "yearly_limit")}
        numbers |= {term: value for term, value in limits.items() if value is not None}
        problems = [
            f"{term}={value!r}, but it must be a number"
            for term, value in numbers.items()
            if not isinstance(value, Real)
        ]
        if not isinstance(self.name, str):
            problems.append(f"name={self.name!r}, but it must be text")
        return problems or self._contradictions()

    def _contradictions(self) -> list[str]:
        lowest = {"rate": 0.0, "risk_aversion": 0.0, "value_of_health": 0.0, "yearly_limit": 0.0}
        problems = [
            f"{term}={value!r}, but it must be {least:g} or more"
            for term, least in lowest.items()
            if (value := getattr(self, term)) is not None and not least <= value < float("inf")
        ]
        if not self.name.strip() or self.name == EXTERNAL:
            problems.append(f"the name {self.name!r} is empty or reserved; choose another")
        if self.role not in get_args(Role):
            problems.append(
                f"role={self.role!r}, but it must be one of {', '.join(get_args(Role))}"
            )
        if not abs(self.hurdle) < float("inf"):
            problems.append(f"hurdle={self.hurdle!r}, but it must be a finite amount")
        years = self.decision_years
        whole = years is None or (not isinstance(years, bool) and years in range(1, 1_000))
        if not whole:
            problems.append(f"decision_years={years!r}, but it must be a whole number from 1")
        return problems
