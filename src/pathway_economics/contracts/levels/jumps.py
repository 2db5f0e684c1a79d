"""Where cash jumps instead of bending."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

PARTS, ROUNDS = 50, 5
"""A jump is looked for in so many parts of a step, so many times over."""


class Jump(NamedTuple):
    """A jump of cash.

    Attributes
    ----------
    level
        Where it is.
    step
        Index of the level below it: the cash jumps from there to the next level.
    before, after
        Cash of each party to its left and to its right. [currency per year]
    """

    level: float
    step: int
    before: Mapping[str, float]
    after: Mapping[str, float]


def jumps_in(
    cash: Callable[[Array], Mapping[str, Array]], levels: Array, payments: Mapping[str, Array]
) -> tuple[Jump, ...]:
    """Return the jumps of cash, from left to right.

    A step between two levels may hold a jump where its slope lies outside those of its
    neighbours; it does where one of its parts rises unlike the others, however tiny the parts.

    Parameters
    ----------
    cash
        Returns the cash of each party at any levels.
    levels, payments
        Levels that rise, and the cash there.

    Examples
    --------
    >>> levels = np.linspace(0, 4, 5)
    >>> def gate(level):
    ...     return {"Trust": np.where(level >= 2.5, 10.0 + level, 0.0)}
    >>> [(round(jump.level, 6), jump.step) for jump in jumps_in(gate, levels, gate(levels))]
    [(2.5, 2)]
    """
    table = np.stack(list(payments.values()))
    steps = _odd_steps(np.diff(table) / np.diff(levels))
    if not steps.size:
        return ()
    low, high = levels[steps], levels[steps + 1]
    column, least = np.arange(steps.size), np.zeros(steps.size)
    rounding = 1e-11 * np.abs(table).max()
    for _ in range(ROUNDS):
        grid = np.linspace(low, high, PARTS + 1)  # (part, step)
        found = np.stack([each.reshape(grid.shape) for each in cash(grid.ravel()).values()])
        rises = np.diff(found, axis=1)
        apart = np.abs(rises - np.median(rises, axis=1, keepdims=True)).max(axis=0)
        part = apart.argmax(axis=0)
        low, high, left = grid[part, column], grid[part + 1, column], apart[part, column]
        least = np.maximum(least, 1e-3 * left)
    sides = found[:, part, column], found[:, part + 1, column]
    places = _at_a_level((low + high) / 2, levels)
    return tuple(
        Jump(float(places[i]), int(steps[i]), *(_by_party(payments, side[:, i]) for side in sides))
        for i in np.flatnonzero(left > np.maximum(least, rounding))
    )


def _by_party(payments: Mapping[str, Array], amounts: Array) -> dict[str, float]:
    return {party: float(amount) for party, amount in zip(payments, amounts, strict=True)}


def _odd_steps(slopes: Array) -> NDArray[np.intp]:
    """Return the steps whose slope lies outside those of their neighbours."""
    if slopes.shape[1] < 2:
        return np.array([], dtype=np.intp)
    before = np.concatenate([slopes[:, 1:2], slopes[:, :-1]], axis=1)
    after = np.concatenate([slopes[:, 1:], slopes[:, -2:-1]], axis=1)
    near = 1e-9 * np.abs(slopes).max()
    odd = (slopes > np.maximum(before, after) + near) | (slopes < np.minimum(before, after) - near)
    return np.flatnonzero(odd.any(axis=0))


def _at_a_level(places: Array, levels: Array) -> Array:
    """Return places moved to the level that they are at but for the search."""
    nearest = levels[np.abs(levels[:, np.newaxis] - places).argmin(axis=0)]
    close = np.abs(nearest - places) < 1e-6 * np.diff(levels).min()
    return np.where(close, nearest, places)
