"""How published numbers become a standard error, and when they cannot.

A 95% interval of a beta, gamma or normal gives the standard error as its width over
``2 * Z95``; that of a lognormal does so on the log scale.
"""

from math import inf

Z95 = 1.959963984540054
"""Standard normal score that 2.5% of the probability exceeds."""


def standard_error(se: float | None, ci95: tuple[float, float] | None) -> float:
    """Return the standard error, from the width of the interval if need be.

    Examples
    --------
    >>> round(standard_error(None, (0.0, 3.92)), 4)
    1.0
    """
    if se is not None:
        return float(se)
    assert ci95 is not None
    return (ci95[1] - ci95[0]) / (2 * Z95)


def above_zero(**given: float | None) -> list[str]:
    """Return a problem for each number that was given and is not above zero."""
    certain = ("se", "sdlog")
    return [
        f"{name}={value!r}, but it must be above 0"
        + (" (a number known exactly is Fixed)" if name in certain else "")
        for name, value in given.items()
        if value is not None and not value > 0
    ]


def interval_problems(
    centre: str,
    value: float | None,
    ci95: tuple[float, ...] | None,
    low: float = -inf,
    high: float = inf,
) -> list[str]:
    """Return what is wrong with a 95% interval and the estimate within it."""
    if ci95 is None:
        return []
    if len(ci95) != 2 or not low <= ci95[0] < ci95[1] <= high:
        least, most = (
            (f"{low:g} <= " if low > -inf else ""),
            (f" <= {high:g}" if high < inf else ""),
        )
        return [f"ci95={ci95!r}, but it must be (low, high) with {least}low < high{most}"]
    if value is not None and not ci95[0] < value < ci95[1]:
        return [f"{centre}={value!r} lies outside its interval {ci95[0]:g} to {ci95[1]:g}"]
    return []
