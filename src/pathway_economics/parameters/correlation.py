"""Which parameters vary together, and whether they can."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from pathway_economics.errors import Complaint, InvalidModel, suggestion
from pathway_economics.parameters.factor import SINGULAR, smallest_eigenvalue
from pathway_economics.parameters.parameter import Parameter

Group = tuple[tuple[str, ...], NDArray[np.float64]]
"""Names in alphabetical order, and the matrix of their correlations."""

Method = Literal["copula", "iman-conover"]
COPULA, IMAN_CONOVER = get_args(Method)


@dataclass(frozen=True, slots=True)
class Correlation:
    """Parameters that vary together; each keeps its own distribution.

    Attributes
    ----------
    of
        Names of two or more parameters; every pair of them has this correlation.
    rho
        Between -1 and 1: the correlation of the normal scores (``copula``; the rank
        correlation is ``6 / pi * asin(rho / 2)``, a little nearer to 0), or the rank
        correlation (``iman-conover``).
    method
        ``"copula"``: a Gaussian copula, whose scores are drawn together.
        ``"iman-conover"``: the draws that each parameter has alone are put in another order.
        Parameters linked by correlations share one method.

    Examples
    --------
    >>> Correlation(of=["p_admit", "rr_admit"], rho=0.3)
    Correlation(of=('p_admit', 'rr_admit'), rho=0.3, method='copula')
    """

    of: tuple[str, ...]
    rho: float
    method: Method = "copula"

    def __post_init__(self) -> None:
        object.__setattr__(self, "of", (self.of,) if isinstance(self.of, str) else tuple(self.of))
        problems = []
        if len(self.of) < 2 or len(set(self.of)) < len(self.of):
            problems.append("it must be of two or more different parameters")
        if not isinstance(self.rho, int | float) or not -1 <= self.rho <= 1:
            problems.append(f"rho={self.rho!r}, but it must lie between -1 and 1")
        if self.method not in get_args(Method):
            problems.append(
                f"method={self.method!r}, but it must be {COPULA!r} or {IMAN_CONOVER!r}"
            )
        if problems:
            raise InvalidModel(f"Correlation of {', '.join(self.of)}: {'; '.join(problems)}.")


def correlation_groups(correlations: Iterable[Correlation]) -> list[Group]:
    """Return the groups of parameters that must be drawn together.

    Parameters
    ----------
    correlations
        In any order; a pair that none of them names has correlation 0.

    Returns
    -------
    list of (names, matrix)
        Names and groups in alphabetical order; matrix of shape (k, k).

    Examples
    --------
    >>> names, matrix = correlation_groups([Correlation(("b", "a"), 0.3)])[0]
    >>> names, matrix.tolist()
    (('a', 'b'), [[1.0, 0.3], [0.3, 1.0]])
    """
    pairs = _pairs(correlations)
    groups = []
    for members in _components(pairs):
        names = tuple(sorted(members))
        matrix = np.eye(len(names))
        for i, j in combinations(range(len(names)), 2):
            matrix[i, j] = matrix[j, i] = pairs.get((names[i], names[j]), 0.0)
        groups.append((names, matrix))
    return sorted(groups, key=lambda group: group[0])


def _pairs(correlations: Iterable[Correlation]) -> dict[tuple[str, str], float]:
    return {
        (min(pair), max(pair)): float(correlation.rho)
        for correlation in correlations
        for pair in combinations(correlation.of, 2)
    }


def _components(pairs: Iterable[tuple[str, str]]) -> list[set[str]]:
    components: list[set[str]] = []
    for pair in pairs:
        touched = [members for members in components if members & set(pair)]
        components = [members for members in components if members not in touched]
        components.append(set(pair).union(*touched))
    return components


def correlation_complaints(
    parameters: Sequence[Parameter], correlations: Sequence[Correlation]
) -> list[Complaint]:
    """Return everything that is wrong with the correlations of a model.

    Parameters
    ----------
    parameters, correlations
        As the model declares them.

    Returns
    -------
    list of Complaint
        Empty if the parameters can vary together as asked.

    Examples
    --------
    >>> from pathway_economics.parameters.distributions import Normal
    >>> p = Parameter("p_admit", Normal(mean=0, se=1), "ratio", assumption="an example")
    >>> wrong = correlation_complaints([p], [Correlation(("p_admit", "p_admitt"), 0.3)])
    >>> print(*wrong)
    correlations > 0: No parameter is named 'p_admitt'. Did you mean 'p_admit'?
    """
    owners = {name: parameter for parameter in parameters for name in _all_names(parameter)}
    complaints = [
        Complaint(message, ("correlations", str(place)))
        for place, correlation in enumerate(correlations)
        for name in correlation.of
        if (message := _member_problem(name, owners))
    ]
    complaints += _contradictions(correlations) + _mixed_methods(correlations)
    return complaints or _impossible_groups(correlations)


def _all_names(parameter: Parameter) -> tuple[str, ...]:
    return (parameter.name, *parameter.names)


def _member_problem(name: str, owners: dict[str, Parameter]) -> str | None:
    if name not in owners:
        return f"No parameter is named {name!r}. {suggestion(name, owners)}"
    owner = owners[name]
    if owner.distribution.correlatable:
        return None
    what = "a" if name == owner.name else f"part of {owner.name!r}, a"
    return (
        f"{name!r} is {what} {owner.distribution.keyword} parameter, which no other can be "
        "correlated with; leave it out."
    )


def _contradictions(correlations: Sequence[Correlation]) -> list[Complaint]:
    said: dict[tuple[str, str], float] = {}
    complaints = []
    for place, correlation in enumerate(correlations):
        for pair, rho in _pairs([correlation]).items():
            if said.setdefault(pair, rho) != rho:
                message = (
                    f"The correlation of {pair[0]!r} and {pair[1]!r} is {rho:g} here and "
                    f"{said[pair]:g} before; give it once."
                )
                complaints.append(Complaint(message, ("correlations", str(place))))
    return complaints


def _mixed_methods(correlations: Sequence[Correlation]) -> list[Complaint]:
    """Return a complaint for each correlation that joins groups of two methods."""
    said: dict[str, str] = {}
    complaints = []
    for place, correlation in enumerate(correlations):
        for name in correlation.of:
            if said.setdefault(name, correlation.method) != correlation.method:
                message = (
                    f"{name!r} is correlated by the method {correlation.method!r} here and by "
                    f"{said[name]!r} before; use one for all that is linked with it."
                )
                complaints.append(Complaint(message, ("correlations", str(place))))
    return complaints


def scores_matrix(ranks: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the correlations of normal scores that give these rank correlations.

    Examples
    --------
    >>> scores_matrix(np.array([[1.0, 0.5], [0.5, 1.0]])).round(4).tolist()
    [[1.0, 0.5176], [0.5176, 1.0]]
    """
    matrix: NDArray[np.float64] = 2 * np.sin(np.pi / 6 * ranks)
    np.fill_diagonal(matrix, 1.0)
    return matrix


def _impossible_groups(correlations: Sequence[Correlation]) -> list[Complaint]:
    complaints = []
    ranked = {name for c in correlations if c.method == IMAN_CONOVER for name in c.of}
    for names, matrix in correlation_groups(correlations):
        smallest = smallest_eigenvalue(scores_matrix(matrix) if names[0] in ranked else matrix)
        if smallest <= SINGULAR:
            message = (
                f"{', '.join(names)} cannot vary together as asked: the smallest eigenvalue of "
                f"their correlation matrix is {smallest:.3g} and it must be above 0. Bring the "
                "correlations nearer to 0, give those left out (they count as 0), or write a "
                "parameter that follows another exactly as a formula."
            )
            complaints.append(Complaint(message, ("correlations",)))
    return complaints
