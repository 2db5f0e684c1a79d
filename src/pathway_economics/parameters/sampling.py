"""Draws of the parameters, each from a stream of its own."""

import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Self

import numpy as np
from numpy.typing import NDArray

from pathway_economics.errors import (
    Complaint,
    InvalidModel,
    PathwayEconomicsWarning,
    UnknownName,
)
from pathway_economics.parameters.copula import factors
from pathway_economics.parameters.correlation import Correlation, correlation_complaints
from pathway_economics.parameters.distributions import Fixed, Formula, Joint, Posterior
from pathway_economics.parameters.evaluation import evaluate
from pathway_economics.parameters.expressions import (
    FUNCTIONS,
    Expression,
    Name,
    Value,
    calls_in,
    names_in,
)
from pathway_economics.parameters.factor import Factor
from pathway_economics.parameters.formulas import formulas
from pathway_economics.parameters.iman_conover import orders, reordered, targets
from pathway_economics.parameters.parameter import Parameter, repeated_name_complaints
from pathway_economics.parameters.samplers import MonteCarlo, Sampler
from pathway_economics.seeds import CHUNK, stream

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Draws:
    """Draws of a model's parameters, made when asked for and never stored.

    A parameter's draws depend on the seed and its own name only (those of correlated
    parameters on the names of their group), and come in chunks of ``seeds.CHUNK``. So
    adding, removing or reordering others changes nothing, and more draws keep the first.
    Only ``Sobol`` gives other draws where parameters are added or removed.

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
    sampler
        How they are spread: ``MonteCarlo()``, ``LatinHypercube()`` or ``Sobol()``.
    wanted
        Names to which a chunk is confined; everything if omitted. The numbers are those
        that it has among all the others.

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
    sampler: Sampler = field(default_factory=MonteCarlo)
    wanted: frozenset[str] | None = None
    _derived: dict[str, Expression] | None = field(
        default=None, init=False, repr=False, compare=False
    )

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
        complaints = complaints or self._sampling_complaints()
        if complaints:
            raise InvalidModel(complaints)
        if self.wanted is None and (advice := self.sampler.advice(self.n_draws)):
            warnings.warn(advice, PathwayEconomicsWarning, stacklevel=4)

    def _sampling_complaints(self) -> list[Complaint]:
        if not isinstance(self.sampler, Sampler):
            known = "MonteCarlo(), LatinHypercube() or Sobol()"
            return [Complaint(f"sampler={self.sampler!r}, but it must be a sampler: {known}.")]
        found = [Complaint(problem) for problem in self.sampler.problems(self.parameters)]
        for parameter in self.parameters:
            rows = parameter.distribution
            if not isinstance(rows, Posterior) or not rows.in_order:
                continue
            if rows.n_rows < self.n_draws:
                message = (
                    f"{self.n_draws:,} draws are wanted, but {parameter.name!r} has "
                    f"{rows.n_rows:,} rows to be taken in order; ask for that many, or leave "
                    "in_order out to draw rows with replacement."
                )
                found.append(Complaint(message, ("parameters", parameter.name)))
        return found

    def only(self, names: Iterable[str]) -> Self:
        """Return these draws with chunks confined to some names; no number changes.

        Examples
        --------
        >>> p = Parameter("p", 0.25, "ratio", assumption="for illustration")
        >>> q = Parameter("q", 0.5, "ratio", assumption="for illustration")
        >>> Draws((p, q), (), seed=7, n_draws=2).only(["q"]).chunk(0)
        {'q': 0.5}
        """
        return replace(self, wanted=frozenset(names))

    @property
    def n_chunks(self) -> int:
        """Number of chunks that hold the draws; the last is whole and cut by the reader."""
        return -(-self.n_draws // CHUNK)

    def chunk(self, index: int) -> dict[str, Value]:
        """Return one whole chunk of draws of every wanted parameter that is not a formula.

        Parameters
        ----------
        index
            Which chunk, from 0.

        Returns
        -------
        dict
            An array of ``CHUNK`` draws by name, all names of a joint distribution; a fixed
            parameter is a plain number.
        """
        if self.wanted is None:
            return self._draw(self.parameters, index)
        return self._draw([p for p in self.parameters if self.wanted.intersection(p.names)], index)

    def values(self, *names: str) -> dict[str, Array]:
        """Return the draws of some parameters, drawing no others than they need.

        Parameters
        ----------
        names
            Names of parameters, also those of joint distributions, or of formulas of these.

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
        if self._derived is None:  # a contract's terms are asked for one by one
            object.__setattr__(self, "_derived", formulas(self.parameters))
        derived = self._derived or {}
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
        source = self.sampler.source(self.seed, index, self.parameters)
        copula = _Groups(factors(self.correlations), source.together)
        ranked = _Groups(targets(self.correlations), partial(self._orders, index))
        drawn: dict[str, Value] = {}
        for parameter in parameters:
            distribution, name = parameter.distribution, parameter.name
            if isinstance(distribution, Formula):
                continue
            if isinstance(distribution, Fixed):
                drawn[name] = distribution.expectation
            elif name in copula:
                drawn[name] = distribution.from_normal(copula[name])
            elif name in ranked:
                drawn[name] = reordered(source.alone(name, distribution), ranked[name])
            elif isinstance(distribution, Posterior) and distribution.in_order:
                rows = distribution.rows(np.arange(index * CHUNK, (index + 1) * CHUNK))
                drawn.update(zip(parameter.names, rows, strict=True))
            else:
                sample = source.alone(name, distribution)
                rows = sample if isinstance(distribution, Joint) else sample[np.newaxis]
                drawn.update(zip(parameter.names, rows, strict=True))
        return drawn

    def _orders(self, index: int, names: tuple[str, ...], target: Factor) -> Iterable[Array]:
        return orders(target, stream(self.seed, "iman-conover", *names, index), CHUNK)


class _Groups:
    """Scores of correlated parameters by name, made once for each group that is asked for."""

    def __init__(
        self,
        groups: Mapping[tuple[str, ...], Factor],
        make: Callable[[tuple[str, ...], Factor], Iterable[Array]],
    ) -> None:
        self.groups, self.make = groups, make
        self.group_of = {name: names for names in groups for name in names}
        self.scores: dict[str, Array] = {}

    def __contains__(self, name: str) -> bool:
        return name in self.group_of

    def __getitem__(self, name: str) -> Array:
        if name not in self.scores:
            names = self.group_of[name]
            self.scores |= zip(names, self.make(names, self.groups[names]), strict=True)
        return self.scores[name]
