"""The ways a model can be wrong.

PathwayEconomicsError
├── InvalidModel   (a ValueError)  the model contradicts itself; carries every complaint
└── UnknownName    (a KeyError)    a name that was never declared

PathwayEconomicsWarning            the model runs, but look at this
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches


class PathwayEconomicsError(Exception):
    """Base class of every error this package raises on purpose."""


class PathwayEconomicsWarning(UserWarning):
    """The model runs, but something in it deserves a look."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing that is wrong with a model.

    Attributes
    ----------
    message
        What is wrong, what was given and what would be right.
    path
        Keys that lead to the place, such as ``("parties", "ICB", "rate")``.
    file, line
        Where it stands, when the model came from a file; ``line`` counts from 1.
    """

    message: str
    path: tuple[str, ...] = ()
    file: str | None = None
    line: int | None = None

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line) if part is not None)
        where = " > ".join(self.path)
        return ": ".join(part for part in (place, where, self.message) if part)


class InvalidModel(PathwayEconomicsError, ValueError):
    """The model contradicts itself.

    Parameters
    ----------
    complaints
        One message, or every complaint that was found.
    """

    def __init__(self, complaints: str | Iterable[Complaint]) -> None:
        found = (Complaint(complaints),) if isinstance(complaints, str) else tuple(complaints)
        self.complaints: tuple[Complaint, ...] = found
        super().__init__("\n".join(str(complaint) for complaint in found))

    def __reduce__(self) -> tuple[type, tuple[tuple[Complaint, ...]]]:
        return type(self), (self.complaints,)


class UnknownName(PathwayEconomicsError, KeyError):
    """A name that was never declared."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        self.kind, self.name, self.known = kind, name, tuple(sorted(known))
        self.message = f"No {kind} is named {name!r}. {suggestion(name, self.known)}"
        super().__init__(self.message)

    def __str__(self) -> str:
        return self.message

    def __reduce__(self) -> tuple[type, tuple[str, str, tuple[str, ...]]]:
        return type(self), (self.kind, self.name, self.known)


def suggestion(name: str, known: Iterable[str]) -> str:
    """Return the nearest known name as a question, or the list of known names.

    Examples
    --------
    >>> suggestion("Admision", ["Admission", "Clinic"])
    "Did you mean 'Admission'?"
    >>> suggestion("x", [])
    'Declared: none.'
    """
    names: Sequence[str] = sorted(known)
    lowered = {candidate.lower(): candidate for candidate in names}
    close = get_close_matches(name.lower(), lowered, n=1)
    if close:
        return f"Did you mean {lowered[close[0]]!r}?"
    shown = ", ".join(names[:12]) + (f" and {len(names) - 12} more" if len(names) > 12 else "")
    return f"Declared: {shown or 'none'}."
