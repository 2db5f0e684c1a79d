"""The work items by name: model, script beside it, and the means that both must give."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

import numpy as np

import pathway_economics as pe
from models import item_a, item_c, script_a, script_c
from models_time import item_b, item_tunnel, script_b, script_tunnel
from pathway_economics.model import Model


@dataclass(frozen=True)
class Item:
    """One work item at 10,000 draws.

    ``target`` is the ratio to the script that is wanted; ``check`` the means of cost and
    QALY by strategy, from the source where there is one.
    """

    what: str
    build: Callable[[], Model]
    script: Callable[[int], object]
    target: float
    check: tuple[tuple[float, ...], tuple[float, ...]] | None = None


ITEMS = {
    "A": Item(
        "HIV cohort: 4 states, 20 cycles, 2 strategies",
        item_a,
        script_a,
        2.0,
        # published: Chancellor 1997, Briggs 2006
        ((44_663, 50_602), (7.996, 8.937)),
    ),
    "B1": Item(
        "hip replacement: 5 states, 60 cycles that differ, 2 strategies, one group",
        lambda: item_b(1),
        lambda n: script_b(n, 1),
        2.0,
        ((512, 612), (14.63, 14.68)),
    ),
    "B10": Item(
        "the same in ten groups by age and sex",
        lambda: item_b(10),
        lambda n: script_b(n, 10),
        2.0,
    ),
    "C": Item(
        "50 states, 120 cycles, 2 strategies",
        item_c,
        script_c,
        2.0,
        ((11_676, 13_172), (2.487, 2.897)),
    ),
    "tunnel": Item(
        "one tunnel of 240 cycles over 480 cycles",
        item_tunnel,
        script_tunnel,
        1.3,
    ),
}


def means(found: object) -> tuple[np.ndarray, ...]:
    """Return the mean cost and QALY of each strategy, of outcomes or of a script."""
    arrays = (found.cost, found.qaly) if isinstance(found, pe.Outcomes) else found
    if isinstance(arrays, np.ndarray):
        return (arrays.mean(axis=-1),)
    return tuple(array.mean(axis=-1) for array in arrays)


def cpu(work: Callable[[], object], times: int = 5) -> float:
    """Return the median CPU time of some work. [seconds]"""
    return median(_once(work) for _ in range(times))


def beside(
    work: Callable[[], object], other: Callable[[], object], times: int = 5
) -> tuple[float, float, float]:
    """Return the median CPU times of two works in turn, and of their ratio. [seconds]"""
    pairs = [(_once(work), _once(other)) for _ in range(times)]
    ratio = median(mine / theirs for mine, theirs in pairs)
    return median(mine for mine, _ in pairs), median(theirs for _, theirs in pairs), ratio


def _once(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start
