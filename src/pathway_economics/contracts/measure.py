"""What a payment may depend on: a given score, or something counted in the run."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal

import numpy as np

from pathway_economics.contracts.book import Array, Book
from pathway_economics.contracts.terms import Terms
from pathway_economics.contracts.wording import Wording, common, listed
from pathway_economics.errors import InvalidModel
from pathway_economics.outcomes import bounds_complaints
from pathway_economics.parameters.numbers import Spelling, Yearly, as_yearly

Health = Literal["qalys", "life_years"]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Measure(Terms):
    """Something counted in the run: units of services, each or per unit of others; or health.

    Attributes
    ----------
    services
        Services whose units are counted, backfill left out.
    per
        Services by whose units the count is divided; the count itself if omitted. Where
        they have none, the ratio is zero.
    health
        Instead of services: ``"qalys"`` or ``"life_years"`` of the population.

    Examples
    --------
    >>> Measure(services=["Readmission"], per=["Admission"]).in_words()
    'readmission per admission'
    """

    names: ClassVar[tuple[str, ...]] = ("services", "per")

    services: Sequence[str] | None = None
    per: Sequence[str] | None = None
    health: Health | None = None

    def services_in(self) -> tuple[str, ...]:
        """Return the services that it counts."""
        return (*(self.services or ()), *(self.per or ()))

    def value(self, book: Book) -> Array:
        """Return the measure in each environment, year and draw, shape (E, Y, D)."""
        if self.health is not None:
            return book.outcomes.qalys if self.health == "qalys" else book.outcomes.life_years
        count = book.delivered(self.services or ())
        if self.per is None:
            return count
        base = book.delivered(self.per)
        return np.where(base > 0.0, count / np.where(base > 0.0, base, 1.0), 0.0)

    def in_words(self) -> str:
        """Return what is measured in words."""
        if self.health is not None:
            return {"qalys": "QALYs", "life_years": "life years"}[self.health]
        counted = listed(common(name) for name in self.services or ())
        if self.per is None:
            return counted
        return f"{counted} per {listed((common(name) for name in self.per), 'or')}"

    def _problems(self) -> list[str]:
        problems = Terms._problems(self)
        if (self.services is None) == (self.health is None):
            problems.append("give either services to count, or health")
        if self.health is not None and self.per is not None:
            problems.append("health is not divided by services; leave out per")
        if self.health not in (None, "qalys", "life_years"):
            problems.append(f"health={self.health!r}; it must be 'qalys' or 'life_years'")
        return problems


def as_measured(given: Any) -> Any:
    """Return a score, or a measure, as the model file or Python states it, read."""
    if isinstance(given, Measure):
        return given
    if isinstance(given, Mapping):
        known = ("services", "per", "health")
        unknown = sorted(str(key) for key in given if key not in known)
        if unknown:
            raise InvalidModel(f"A measure has no {', '.join(unknown)}: services, per, health.")
        return Measure(**given)
    return as_yearly(given)


def measured(terms: Any, book: Book) -> Array:
    """Return a score or a measure as an array that broadcasts to (E, Y, D)."""
    return terms.value(book) if isinstance(terms, Measure) else book.amounts(terms)


def measured_share(terms: Any, book: Book, what: str) -> Array:
    """Return a score or a measure that must be a share, refused where it is none.

    Raises
    ------
    InvalidModel
        If it lies outside [0, 1] in some draws; nothing is clipped.
    """
    share = measured(terms, book)
    complaints = bounds_complaints(share, 0.0, 1.0, what)
    if complaints:
        raise InvalidModel(complaints)
    return share


def measured_in_words(terms: Any, words: Wording) -> str:
    """Return a score or a measure in words."""
    return terms.in_words() if isinstance(terms, Measure) else words.number(terms)


_NAMES = {"type": "array", "items": {"type": "string"}, "minItems": 1}
_SCHEMA = {
    "anyOf": [
        {"type": ["number", "string"]},
        {"type": "array", "items": {"type": ["number", "string"]}, "minItems": 1},
        {
            "type": "object",
            "properties": {
                "services": _NAMES,
                "per": _NAMES,
                "health": {"enum": ["qalys", "life_years"]},
            },
            "additionalProperties": False,
        },
    ]
}

Measured = Annotated[Measure | Yearly, Spelling(as_measured, _SCHEMA)]
"""A score as a number, an expression or one per year; or a ``Measure``."""
