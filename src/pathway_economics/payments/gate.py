"""The gate: nothing counts until enough does."""

import numpy as np
from numpy.typing import ArrayLike, NDArray


def gate(savings: ArrayLike, benchmark: ArrayLike, minimum_rate: ArrayLike) -> NDArray[np.float64]:
    """Return the savings or losses that pass the gate, from their first pound.

    A *corridor*, which counts only the excess over the gate, is another rule.

    Parameters
    ----------
    savings
        Below zero they are losses. [currency]
    benchmark
        What the minimum rate is a share of. [currency]
    minimum_rate
        Least saving or loss that counts, as a share of the benchmark; a saving of
        exactly the minimum counts.

    Examples
    --------
    >>> gate([1.9, 2.0, -3.0], 100.0, 0.02)
    array([ 0.,  2., -3.])
    """
    least = np.multiply(minimum_rate, np.abs(benchmark))
    return np.where(np.abs(savings) < least, 0.0, savings)
