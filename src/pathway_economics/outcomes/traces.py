"""Where people are through time."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Traces:
    """Where people are through time, kept on request.

    Attributes
    ----------
    states
        Names of the states, in the order of the second axis of ``occupancy``.
    alive
        Whether each state is other than death.
    occupancy : shape (K, S, T + 1, D)
        Share of those who start on each strategy who are in each state at the start of each
        cycle, and at the end of the last. [share]
    services
        Services of limited capacity, in the order of the second axis of ``waiting``.
    waiting : shape (E, Q, T, D)
        People who wait for each of them in each environment at the start of each cycle of the
        budget window. [people]
    """

    states: tuple[str, ...]
    alive: tuple[bool, ...]
    occupancy: Array
    services: tuple[str, ...]
    waiting: Array

    def __post_init__(self) -> None:
        self.occupancy.setflags(write=False)
        self.waiting.setflags(write=False)
