"""Declared tables: numbers that are looked up, such as mortality by age."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, product
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pathway_economics.errors import InvalidModel
from pathway_economics.parameters.evidence import evidence, evidence_problem
from pathway_economics.parameters.names import name_problem
from pathway_economics.parameters.numbers import Frozen

Array = NDArray[np.float64]
Interpolation = Literal["step", "linear"]
Outside = Literal["hold", "refuse"]


@dataclass(frozen=True)  # without slots, so that the arrays can be kept once made
class Table:
    """A table of one or two axes, called like a function in expressions.

    Attributes
    ----------
    name
        Name by which expressions call it.
    axes
        Points of each axis, increasing, by the name of the axis; one axis or two, in the
        order of the arguments.
    values
        One number per point, or one row of numbers per point of the first axis.
    interpolation
        ``"step"``: the value at the largest point not above the argument; ``"linear"``:
        between points, in proportion.
    outside
        What an argument before the first or after the last point gives: ``"hold"``, the
        value at that end; ``"refuse"``, not a number, which the run counts and refuses.
    source, assumption
        Where the values come from, or why they are assumed; exactly one is given.

    Examples
    --------
    >>> mortality = Table("life_table", {"age": (60, 70)}, (0.01, 0.02), "linear",
    ...                   assumption="for illustration")
    >>> mortality(np.array([55.0, 65.0]))
    array([0.01 , 0.015])
    """

    name: str
    axes: Mapping[str, tuple[float, ...]]
    values: tuple[Any, ...]
    interpolation: Interpolation = "step"
    outside: Outside = "hold"
    source: str | None = None
    assumption: str | None = None

    def __post_init__(self) -> None:
        axes = {axis: _as_tuples(points) for axis, points in dict(self.axes).items()}
        object.__setattr__(self, "axes", Frozen(axes))
        object.__setattr__(self, "values", _as_tuples(self.values))
        problems = self._axis_problems() or self._value_problems()
        problems += self._word_problems()
        if problems:
            raise InvalidModel(f"Table {self.name!r}: {'; '.join(problems)}.")

    @property
    def evidence(self) -> str:
        """The source, or the assumption and that it is one."""
        return evidence(self.source, self.assumption)

    def __call__(self, *arguments: ArrayLike) -> Array:
        """Return the value at one argument per axis, elementwise over arrays."""
        places = [
            self._place(points, np.asarray(argument, dtype=np.float64))
            for points, argument in zip(self._points, arguments, strict=True)
        ]
        result = np.zeros(())
        for corner in product((0, 1), repeat=len(places)):
            cell = tuple(index[side] for side, (index, _) in zip(corner, places, strict=True))
            weight = np.ones(())
            for side, (_, share) in zip(corner, places, strict=True):
                weight = weight * (share if side else 1.0 - share)
            result = result + weight * self._grid[cell]
        return result

    def __hash__(self) -> int:
        return hash((self.name, self.values))

    @cached_property
    def _points(self) -> tuple[Array, ...]:
        return tuple(np.asarray(points, dtype=np.float64) for points in self.axes.values())

    @cached_property
    def _grid(self) -> Array:
        return np.asarray(self.values, dtype=np.float64)

    def _place(self, points: Array, x: Array) -> tuple[tuple[Any, Any], Array]:
        """Return the points on either side of ``x`` and the share of the way between them."""
        last = len(points) - 1
        low = np.clip(np.searchsorted(points, x, side="right") - 1, 0, last)
        high = np.minimum(low + 1, last)
        share = np.zeros_like(x)
        if self.interpolation == "linear":
            gap = np.where(high > low, points[high] - points[low], 1.0)
            share = (np.clip(x, points[0], points[-1]) - points[low]) / gap
        unknown = np.isnan(x)
        if self.outside == "refuse":
            unknown |= (x < points[0]) | (x > points[-1])
        return (low, high), np.where(unknown, np.nan, share)

    def _axis_problems(self) -> list[str]:
        if not 1 <= len(self.axes) <= 2:
            return [f"{len(self.axes)} axes given; a table has one or two"]
        return [
            f"axis {axis!r} is {_shown(points)}, but its points must be finite numbers, each "
            "above the one before"
            for axis, points in self.axes.items()
            if not points or not _finite(points) or any(a >= b for a, b in pairwise(points))
        ]

    def _value_problems(self) -> list[str]:
        wanted = tuple(len(points) for points in self.axes.values())
        rows = self.values if len(wanted) == 2 else (self.values,)
        shaped = (
            isinstance(self.values, tuple)
            and len(self.values) == wanted[0]
            and all(isinstance(row, tuple) and len(row) == wanted[-1] for row in rows)
        )
        if not shaped:
            shape = " rows of ".join(str(n) for n in wanted)
            return [f"the values must be {shape} numbers, to match the axes"]
        wrong = [value for row in rows for value in row if not _finite((value,))]
        return [f"{_shown(tuple(wrong))} among the values: not finite numbers"] if wrong else []

    def _word_problems(self) -> list[str]:
        problems = [problem] if (problem := name_problem(self.name)) else []
        for term, words in (("interpolation", Interpolation), ("outside", Outside)):
            if getattr(self, term) not in get_args(words):
                listed = " or ".join(repr(word) for word in get_args(words))
                problems.append(f"{term}={getattr(self, term)!r}, but it must be {listed}")
        if problem := evidence_problem(self.source, self.assumption):
            problems.append(problem)
        return problems


def _as_tuples(given: Any) -> Any:
    if isinstance(given, list | tuple | np.ndarray):
        return tuple(_as_tuples(item) for item in given)
    return given.item() if isinstance(given, np.generic) else given


def _finite(numbers: Any) -> bool:
    return isinstance(numbers, tuple) and all(
        isinstance(x, int | float) and not isinstance(x, bool) and np.isfinite(x) for x in numbers
    )


def _shown(numbers: Any) -> str:
    if not isinstance(numbers, tuple):
        return repr(numbers)
    listed = ", ".join(repr(number) for number in numbers[:6])
    return f"({listed}{', ...' if len(numbers) > 6 else ''})"
