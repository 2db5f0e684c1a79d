"""What outcomes are made of: lines, releases and the record of the run."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Line:
    """Something that is counted and has a cost.

    Attributes
    ----------
    name
        Name of the service or state, or ``"from → to"`` for a link with a one-off cost.
    kind
        ``"service"``, ``"state"`` or ``"link"``.
    provider
        Party that bears its cost, if any.
    unit
        What is counted.
    """

    name: str
    kind: Literal["service", "state", "link"]
    provider: str | None
    unit: str


@dataclass(frozen=True, slots=True, eq=False)
class Release:
    """What becomes of a change in one party's resource value, within one pool.

    All arrays have shape (E, Y, D), in undiscounted currency per year, and are zero in the
    reference environment. ``reduction = cash_releasing + non_cash_releasing`` always;
    below zero they are resources added and cash spent.

    Attributes
    ----------
    party
        Party whose resources they are.
    pool
        Capacity pool, or the empty text for lines in no pool, which release all.
    reduction
        Resource value in the reference less that in the environment.
    cash_releasing
        Part that leaves the party's spending.
    non_cash_releasing
        Part that does not: capacity freed, not closed.
    cost_avoidance
        How much of the reduction is growth avoided: the excess of the reference over its
        own first year. Listed apart; it is part of the reduction. Zero where nobody is
        there when the first year starts: such a reference grows only because it fills.
    measure
        Name of the capacity measure, such as ``"bed_days"``.
    freed
        Capacity freed, in units of the measure per year.
    closed
        Whole steps of capacity that are closed; below zero, steps opened.
    step
        Size of a step in units of the measure per year, mean over draws; NaN without one.
    line
        Name of the line, for one in no pool.
    services
        Services that draw on the pool.
    """

    party: str
    pool: str
    reduction: Array
    cash_releasing: Array
    non_cash_releasing: Array
    cost_avoidance: Array
    measure: str
    freed: Array
    closed: Array
    step: float
    line: str = ""
    services: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for item in fields(self):
            value = getattr(self, item.name)
            if isinstance(value, np.ndarray):
                value.setflags(write=False)  # a frozen dataclass does not freeze its arrays


@dataclass(frozen=True, slots=True)
class RunRecord:
    """All that is needed to run again.

    Attributes
    ----------
    versions
        Versions of the package, Python, NumPy and SciPy.
    seed, n_draws, sampler, keep
        How the run was asked for.
    model_text
        Canonical text of the model.
    model_sha256
        Hash of that text.
    chance
        Whether realised counts and costs were drawn around the expected ones.
    engine
        How people were followed.
    """

    versions: Mapping[str, str]
    seed: int
    n_draws: int
    sampler: str
    keep: tuple[str, ...]
    model_text: str
    model_sha256: str
    chance: bool = False
    engine: str = "cohort"
