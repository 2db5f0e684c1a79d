"""Groups of parameters that vary together by a Gaussian copula."""

from functools import lru_cache

from pathway_economics.parameters.correlation import COPULA, Correlation, correlation_groups
from pathway_economics.parameters.factor import Factor, cholesky


@lru_cache(maxsize=64)
def factors(correlations: tuple[Correlation, ...]) -> dict[tuple[str, ...], Factor]:
    """Return the Cholesky factor of each group of a copula, by its names.

    Examples
    --------
    >>> factors((Correlation(("b", "a"), 0.6),))
    {('a', 'b'): ((1.0,), (0.6, 0.8))}
    """
    chosen = [correlation for correlation in correlations if correlation.method == COPULA]
    return {names: cholesky(matrix.tolist()) for names, matrix in correlation_groups(chosen)}
