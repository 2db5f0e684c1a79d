"""Two rules that must not be confused: the gate and the corridor."""

import numpy as np
from numpy.typing import ArrayLike, NDArray


def gate(savings: ArrayLike, benchmark: ArrayLike, minimum_rate: ArrayLike) -> NDArray[np.float64]:
    """Return the savings or losses that pass the gate, from their first pound.

    A ``corridor``, which counts only the excess over the gate, is another rule. Where the
    gate opens, what counts jumps by the minimum rate times the benchmark.

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


def corridor(savings: ArrayLike, benchmark: ArrayLike, width: ArrayLike) -> NDArray[np.float64]:
    """Return the savings or losses beyond the corridor: their excess over it alone.

    A ``gate``, which counts all from the first pound once it is passed, is another rule.

    Parameters
    ----------
    savings
        Below zero they are losses. [currency]
    benchmark
        What the width is a share of. [currency]
    width
        Saving or loss that nobody shares, as a share of the benchmark.

    Examples
    --------
    >>> corridor([1.9, 2.0, -3.0], 100.0, 0.02)
    array([ 0.,  0., -1.])
    """
    least = np.multiply(width, np.abs(benchmark))
    return np.asarray(np.subtract(savings, np.clip(savings, -least, least)), dtype=np.float64)
