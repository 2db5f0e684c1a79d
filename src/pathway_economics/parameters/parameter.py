"""One input of the model: its uncertainty, its unit and where it comes from."""

from collections.abc import Iterable
from dataclasses import dataclass

from pathway_economics.errors import Complaint, InvalidModel
from pathway_economics.parameters.distributions import Distribution, Fixed, Formula, Joint
from pathway_economics.parameters.evidence import evidence, evidence_problem, is_blank
from pathway_economics.parameters.expressions import Operators
from pathway_economics.parameters.names import name_problem


@dataclass(frozen=True, slots=True)
class Parameter(Operators):
    """One input of the model.

    Operators on parameters build expressions: ``p_admit * rr_admit``. ``==`` stays
    equality.

    Attributes
    ----------
    name
        Name by which expressions refer to it.
    distribution
        Uncertainty about its value, or a plain number if there is none.
    unit
        Such as ``"per month"`` or ``"GBP per admission"``.
    source
        Where the value comes from: a citation, a table and a page.
    assumption
        Why the value is assumed, when there is no source. Exactly one of ``source``
        and ``assumption`` is given.

    Examples
    --------
    >>> p = Parameter("p_admit", 0.1, "per month", assumption="for illustration")
    >>> print(1 - (1 - p) ** 12)
    1 - (1 - p_admit) ** 12
    >>> p.evidence
    'assumption: for illustration'
    """

    name: str
    distribution: Distribution
    unit: str
    source: str | None = None
    assumption: str | None = None

    def __post_init__(self) -> None:
        if isinstance(self.distribution, int | float) and not isinstance(self.distribution, bool):
            object.__setattr__(self, "distribution", Fixed(self.distribution))
        problems = self._problems()
        if problems:
            raise InvalidModel(f"Parameter {self.name!r}: {'; '.join(problems)}.")

    @property
    def names(self) -> tuple[str, ...]:
        """Names that expressions may use: those of a joint distribution, else its own."""
        if isinstance(self.distribution, Joint):
            return self.distribution.names
        return (self.name,)

    @property
    def means(self) -> dict[str, float]:
        """Mean of each of ``names``; a formula has none of its own."""
        if isinstance(self.distribution, Joint):
            return self.distribution.expected
        if isinstance(self.distribution, Formula):
            return {}
        return {self.name: self.distribution.expectation}

    @property
    def evidence(self) -> str:
        """The source, or the assumption and that it is one."""
        return evidence(self.source, self.assumption)

    def _problems(self) -> list[str]:
        problems = [problem] if (problem := name_problem(self.name)) else []
        if not isinstance(self.distribution, Distribution):
            problems.append(
                f"{self.distribution!r} is not a distribution; give one, such as "
                "Beta(mean=0.1, se=0.01), or a number"
            )
        if is_blank(self.unit):
            problems.append(f"unit={self.unit!r}; name one, such as 'per month' or 'ratio'")
        if problem := evidence_problem(self.source, self.assumption):
            problems.append(problem)
        return problems


def repeated_name_complaints(parameters: Iterable[Parameter]) -> list[Complaint]:
    """Return a complaint for each name that is declared more than once.

    Examples
    --------
    >>> p = Parameter("p", 0.1, "ratio", assumption="for illustration")
    >>> repeated_name_complaints([p]), len(repeated_name_complaints([p, p]))
    ([], 1)
    """
    owners: dict[str, str] = {}
    complaints = []
    for parameter in parameters:
        for name in dict.fromkeys((parameter.name, *parameter.names)):
            if name in owners:
                message = (
                    f"{name!r} is declared by parameter {owners[name]!r} and again by "
                    f"{parameter.name!r}; give each its own name."
                )
                complaints.append(Complaint(message, ("parameters", parameter.name)))
            owners.setdefault(name, parameter.name)
    return complaints
