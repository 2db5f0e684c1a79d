"""What every distribution can do, and how it complains."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from math import isfinite
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from pathway_economics.errors import InvalidModel

Draw = NDArray[np.float64]
"""One number per draw."""

Ways = tuple[tuple[str, ...], ...]
"""Sets of fields of which exactly one must be given."""


@dataclass(frozen=True, slots=True, repr=False)
class Distribution:
    """Uncertainty about a number.

    A subclass states its fields as the model file spells them, says in ``_problems``
    what makes them impossible, and turns draws out.

    Attributes
    ----------
    keyword
        Word of the model file.
    ways
        Sets of fields of which exactly one must be given; empty if all are needed.
    correlatable
        Whether a correlation may name a parameter with this distribution.
    shaped
        What a field holds that is one number in other distributions.
    """

    keyword: ClassVar[str] = ""
    ways: ClassVar[Ways] = ()
    correlatable: ClassVar[bool] = True
    shaped: ClassVar[Mapping[str, tuple[type, str]]] = {}

    def __post_init__(self) -> None:
        self._tidy()
        if misshapen := self._misshapen():
            raise InvalidModel(f"{type(self).__name__}: {'; '.join(misshapen)}.")
        problems = self._not_numbers() or self._way_problems() or self._problems()
        if problems:
            raise InvalidModel(f"{self!r}: {'; '.join(problems)}.")

    @property
    def expectation(self) -> float:
        """Mean of the distribution, whichever way it was given."""
        raise self._cannot("mean")

    def sample(self, rng: np.random.Generator, n: int) -> Draw:
        """Return ``n`` independent draws.

        Parameters
        ----------
        rng
            Generator that the draws are taken from.
        n
            Number of draws.

        Returns
        -------
        NDArray, shape (n,)
            Or (k, n) for a distribution that names k parameters.
        """
        raise self._cannot("draws")

    def quantile(self, u: Draw) -> Draw:
        """Return the values below which the shares ``u`` of the probability lie."""
        raise self._cannot("quantiles")

    def from_normal(self, z: Draw) -> Draw:
        """Return the values at the quantiles of the standard normal scores ``z``."""
        from scipy.special import ndtr

        return self.quantile(ndtr(z))

    @property
    def n_scores(self) -> int:
        """Number of normal scores from which one draw can be made; none if nothing is drawn."""
        return 1

    def from_scores(self, scores: Sequence[Draw]) -> Draw:
        """Return what ``sample`` returns, from ``n_scores`` arrays of normal scores."""
        return self.from_normal(scores[0])

    def describe(self) -> str:
        """Return the distribution in words, for a table of parameters."""
        return ", ".join((self.keyword, *(_phrase(*item) for item in self._given().items())))

    def __repr__(self) -> str:
        given = ", ".join(f"{name}={value!r}" for name, value in self._given().items())
        return f"{type(self).__name__}({given})"

    def _tidy(self) -> None:
        """Turn lists into tuples, so that the object is frozen to the bottom."""
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, list | np.ndarray):
                object.__setattr__(self, field.name, tuple(value))

    def _given(self) -> dict[str, Any]:
        """Return the fields that were given, by name; what was left out is not shown."""
        values = ((field, getattr(self, field.name)) for field in fields(self))
        return {
            field.name: value
            for field, value in values
            if field.default is MISSING or value != field.default
        }

    def _misshapen(self) -> list[str]:
        """Return a problem for each list or mapping given for a number, or the reverse."""
        problems = []
        for name, value in self._given().items():
            kind, word = {**_SHAPES, **self.shaped}.get(name, (None, "one number"))
            if not isinstance(value, kind) if kind else isinstance(value, tuple | Mapping):
                problems.append(f"{name}={value!r}, but it must be {word}")
        return problems

    def _not_numbers(self) -> list[str]:
        numbers = (item for pair in self._given().items() for item in _numbers(*pair))
        return [
            f"{label}={value!r} is not a finite number"
            for label, value in numbers
            if not is_number(value)
        ]

    def _way_problems(self) -> list[str]:
        given = set(self._given())
        if not self.ways or any(given == set(way) for way in self.ways):
            return []
        listed = " | ".join(f"({', '.join(way)})" for way in self.ways)
        return [f"{', '.join(self._given()) or 'nothing'} given; give exactly one of {listed}"]

    def _problems(self) -> list[str]:
        """Return what is impossible about numbers that are finite."""
        return []

    def _cannot(self, what: str) -> InvalidModel:
        return InvalidModel(f"{self!r} has no {what} of its own.")


_SHAPES: dict[str, tuple[type, str]] = {
    "ci95": (tuple, "(low, high)"),
    "values": (tuple, "a list of numbers"),
    "weights": (tuple, "a list of numbers"),
    "counts": (Mapping, "a mapping from names to numbers"),
    "means": (Mapping, "a mapping from names to numbers"),
    "covariance": (tuple, "a list of rows"),
    "correlation": (tuple, "a list of rows"),
    "draws": (Mapping, "a mapping from names to lists of numbers"),
}
"""What a field holds when it is not one number."""


def is_number(value: object) -> bool:
    """Return whether a value is a finite number; true and false are none."""
    real = isinstance(value, int | float | np.integer | np.floating)
    return real and not isinstance(value, bool) and isfinite(value)  # type: ignore[arg-type]


def _numbers(label: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, tuple):
        yield from ((f"{label}[{i}]", item) for i, item in enumerate(value))
    elif isinstance(value, Mapping):
        yield from ((str(name), item) for name, item in value.items())
    else:
        yield label, value


def _phrase(label: str, value: Any) -> str:
    if label == "ci95":
        return f"95% interval {value[0]:g} to {value[1]:g}"
    return f"{label} {value:g}"
