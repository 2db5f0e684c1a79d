"""How sure a mean over draws is, and how many draws make it surer."""

from math import ceil
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pathway_economics.errors import InvalidModel
from pathway_economics.outcomes import standard_error

if TYPE_CHECKING:
    import pandas as pd

Array = NDArray[np.float64]


def draws_needed(values: ArrayLike, precision: float, level: float = 0.95) -> int:
    """Return how many draws make the mean as precise as is wanted.

    The half-width of the interval around a mean of n independent draws with standard
    deviation s is ``z * s / sqrt(n)``, so that n is ``(z * s / precision) ** 2``. A pilot of
    some hundred draws tells s well enough.

    Parameters
    ----------
    values : shape (..., D)
        A number in each draw of a pilot run; of several, the one that needs most counts.
    precision
        Half-width wanted, in the unit of the values.
    level
        Probability that the interval holds the mean.

    Returns
    -------
    int
        At least 2. Latin hypercube and Sobol samples need fewer: see ``standard_error``.

    Raises
    ------
    InvalidModel
        If there are fewer than two draws, or the precision or the level is impossible.

    Examples
    --------
    Standard deviation 100, half-width 10: (1.96 * 100 / 10) ** 2 = 384.1.

    >>> pilot = np.array([-100.0, 100.0] * 5_000)
    >>> draws_needed(pilot, precision=10)
    385
    """
    draws = _checked(values, level)
    if not 0 < precision < np.inf:
        raise InvalidModel(f"precision={precision!r}, but a half-width is above zero.")
    spread = float(standard_error(draws).max()) * float(draws.shape[-1]) ** 0.5
    wanted: float = (_score(level) * spread / precision) ** 2
    return max(ceil(wanted), 2)


def running_mean(values: ArrayLike, level: float = 0.95) -> "pd.DataFrame":
    """Return the mean of the first draws and its interval, by their number.

    Parameters
    ----------
    values : shape (D,)
        A number in each draw, in the order of the run.
    level
        Probability that an interval holds the mean.

    Returns
    -------
    DataFrame
        One row per number of draws: ``draws``, ``mean``, its standard error ``se``, and the
        ends of its interval, ``low`` and ``high``; the last three are NaN for one draw. The
        interval is of the mean, not of the draws.

    Examples
    --------
    >>> table = running_mean([1.0, 3.0, 5.0])
    >>> table["mean"].tolist(), table["se"].round(3).tolist()
    ([1.0, 2.0, 3.0], [nan, 1.0, 1.155])
    """
    import pandas as pd

    draws = _checked(values, level)
    if draws.ndim != 1:
        raise InvalidModel(f"running_mean takes one number per draw, not shape {draws.shape}.")
    n = np.arange(1, draws.size + 1)
    centre = draws.mean()  # squares of what is far from zero would cancel
    away = draws - centre
    total = np.cumsum(away)
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = np.maximum(np.cumsum(away**2) - total**2 / n, 0.0) / (n - 1)
    variance[0] = np.nan
    mean, se = centre + total / n, np.sqrt(variance / n)
    half = _score(level) * se
    return pd.DataFrame(
        {"draws": n, "mean": mean, "se": se, "low": mean - half, "high": mean + half}
    )


def _score(level: float) -> float:
    """Return how many standard errors an interval reaches on each side."""
    return NormalDist().inv_cdf(0.5 + level / 2)


def _checked(values: ArrayLike, level: float) -> Array:
    draws = np.asarray(values, dtype=np.float64)
    problems = []
    if draws.ndim == 0 or draws.shape[-1] < 2:
        problems.append(f"{draws.size} draw is given, but how draws differ takes two or more")
    if not 0 < level < 1:
        problems.append(f"level={level!r}, but a probability lies between 0 and 1, such as 0.95")
    if not np.isfinite(draws).all():
        problems.append("some values are no finite numbers")
    if problems:
        raise InvalidModel("; ".join(problems) + ".")
    return draws
