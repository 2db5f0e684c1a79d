"""What the moments of a cycle count, discounted or not."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pathway_economics.horizon import Horizon

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Weights:
    """What the start, the end and the visits of each cycle count, each shape (cycle,)."""

    start: Array
    end: Array
    visit: Array


def weights(horizon: Horizon, rate: float | None) -> Weights:
    """Return the weights of a horizon, discounted at ``rate`` (``None``: undiscounted)."""
    start, end = horizon.dwelling_weights()
    if rate is None:
        return Weights(start, end, np.ones(horizon.n_cycles))
    at_start, at_end, at_visit = horizon.discounting(rate)
    return Weights(start * at_start, end * at_end, at_visit)
