"""Draws of the parameters, each from a stream of its own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pathway_economics.errors import Complaint, InvalidModel, UnknownName
from pathway_economics.parameters.copula import correlated_scores, factors
from pathway_economics.parameters.correlation import Correlation, correlation_complaints
from pathway_economics.parameters.distributions import Dirichlet, Fixed, Formula
from pathway_economics.parameters.evaluation import evaluate
from pathway_economics.parameters.expressions import (
    FUNCTIONS,
    Expression,
    Name,
    Value,
    calls_in,
    names_in,
)
from pathway_economics.parameters.formulas import formulas
from pathway_economics.parameters.parameter import Parameter, repeated_name_complaints
from pathway_economics.seeds import CHUNK, stream

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Draws:
    """Draws of a model's parameters, made when asked for and never stored.

    A parameter's draws depend on the seed and its own name only (those of correlated
    parameters on the names of their group), and come in chunks of ``seeds.CHUNK``. So
    adding, removing or reordering others changes nothing, and more draws keep the first.

    Attributes
    ----------
    parameters
        Parameters with names of their own.
    correlations
        Which of them vary together.
    seed
        Seed of the run.
    n_draws
        Number of draws.

    Examples
    --------
    >>> p = Parameter("p", 0.25, "ratio", assumption="for illustration")
    >>> q = Parameter("q", Formula("1 - p"), "ratio", assumption="for illustration")
    >>> Draws((p, q), (), seed=7, n_draws=2).values("q")
    {'q': array([0.75, 0.75])}
    """

    parameters: tuple[Parameter, ...]
    correlations: tuple[Correlation, ...]
    seed: int
    n_draws: int

    def __post_init__(self) -> None:
        object.__setattr__(self, "parameters", tuple(self.parameters))
        object.__setattr__(self, "correlations", tuple(self.correlations))
        complaints = repeated_name_complaints(self.parameters)
        complaints += correlation_complaints(self.parameters, self.correlations)
        for term, least in (("seed", 0), ("n_draws", 1)):
            value = getattr(self, term)
            if not isinstance(value, int | np.integer) or isinstance(value, bool) or value < least:
                message = f"{term}={value!r}, but it must be a whole number, {least} or more."
                complaints.append(Complaint(message))
        if complaints:
            raise InvalidModel(complaints)

    @property
    def n_chunks(self) -> int:
        """Number of chunks that hold the draws; the last is whole and cut by the reader."""
        return -(-self.n_draws // CHUNK)

    def chunk(self, index: int) -> dict[str, Value]:
        """Return one whole chunk of draws of every parameter that is not a formula.

        Parameters
        ----------
        index
            Which chunk, from 0.

        Returns
        -------
        dict
            An array of ``CHUNK`` draws by name, a Dirichlet's parts by their names; a
            fixed parameter is a plain number.
        """
        return self._draw(self.parameters, index)

    def values(self, *names: str) -> dict[str, Array]:
        """Return the draws of some parameters, drawing no others than they need.

        Parameters
        ----------
        names
            Names of parameters, of a Dirichlet's parts, or of formulas of these.

        Returns
        -------
        dict of NDArray, shape (n_draws,)
            By name, in the order asked.

        Raises
        ------
        UnknownName
            If no parameter has the name.
        InvalidModel
            If a formula uses a table or a variable, such as ``age``: it has no one
            value per draw.
        """
        meanings = self._meanings(names)
        needed = {name for meaning in meanings.values() for name in names_in(meaning)}
        parameters = [p for p in self.parameters if needed.intersection(p.names)]
        result = {name: np.empty(self.n_draws) for name in meanings}
        for index in range(self.n_chunks):
            drawn = self._draw(parameters, index)
            part = slice(index * CHUNK, min((index + 1) * CHUNK, self.n_draws))
            for name, meaning in meanings.items():
                value = np.broadcast_to(evaluate(meaning, drawn), CHUNK)
                result[name][part] = value[: part.stop - part.start]
        return result

    def _meanings(self, names: Iterable[str]) -> dict[str, Expression]:
        """Return each name, or its formula, as an expression of names that are drawn."""
        derived = formulas(self.parameters)
        known: dict[str, Expression] = {
            name: Name(name) for parameter in self.parameters for name in parameter.names
        }
        drawn = known.keys() - derived.keys()
        known.update(derived)
        for name in names:
            if name not in known:
                raise UnknownName("parameter", name, known)
            foreign = names_in(known[name]) - drawn
            foreign |= {call for call, _ in calls_in(known[name]) if call not in FUNCTIONS}
            if foreign:
                raise InvalidModel(
                    f"The formula of {name!r} uses {', '.join(sorted(foreign))}, which is no "
                    "parameter, so it has no one value per draw; ask for the parameters in it."
                )
        return {name: known[name] for name in names}

    def _draw(self, parameters: Sequence[Parameter], index: int) -> dict[str, Value]:
        groups = {name: names for names in factors(self.correlations) for name in names}
        scores: dict[str, Array] = {}
        drawn: dict[str, Value] = {}
        for parameter in parameters:
            distribution, name = parameter.distribution, parameter.name
            if isinstance(distribution, Formula):
                continue
            if isinstance(distribution, Fixed):
                drawn[name] = distribution.expectation
            elif name in groups:
                if name not in scores:
                    scores |= self._scores(groups[name], index)
                drawn[name] = distribution.from_normal(scores[name])
            else:
                sample = distribution.sample(stream(self.seed, name, index), CHUNK)
                rows = sample if isinstance(distribution, Dirichlet) else (sample,)
                drawn.update(zip(parameter.names, rows, strict=True))
        return drawn

    def _scores(self, names: tuple[str, ...], index: int) -> dict[str, Array]:
        rng = stream(self.seed, "correlated", *names, index)
        scores = correlated_scores(factors(self.correlations)[names], rng, CHUNK)
        return dict(zip(names, scores, strict=True))
