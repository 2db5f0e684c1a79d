"""Draws of a joint posterior that were made elsewhere: bring your own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from pathway_economics.parameters.distributions.base import Draw, is_number
from pathway_economics.parameters.distributions.joint import Joint
from pathway_economics.parameters.numbers import Frozen

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True, repr=False)
class Posterior(Joint):
    """Draws of several parameters that were made elsewhere, such as by an MCMC sampler.

    It names several parameters. The numbers of one row stay together, and so does whatever
    ties them.

    Attributes
    ----------
    draws
        Numbers of each parameter, by its name; the first numbers of all make the first row,
        and so on.
    in_order
        Whether the first draw of a run is the first row, the second the second and so on;
        otherwise rows are drawn with replacement.

    Examples
    --------
    >>> Posterior({"shape": [0.9, 1.1], "scale": [4.0, 6.0]}).expected
    {'shape': 1.0, 'scale': 5.0}
    """

    keyword: ClassVar[str] = "posterior"
    naming: ClassVar[str] = "draws"

    draws: Mapping[str, tuple[float, ...]]
    in_order: bool = False

    @classmethod
    def from_frame(cls, frame: "pd.DataFrame", *, in_order: bool = False) -> Self:
        """Return the posterior whose parameters are the columns of a data frame.

        Examples
        --------
        >>> import pandas as pd
        >>> Posterior.from_frame(pd.DataFrame({"shape": [0.9, 1.1], "scale": [4.0, 6.0]}))
        Posterior(<2 rows of shape, scale>)
        """
        columns = {name: tuple(frame[name].tolist()) for name in frame.columns}
        return cls(columns, in_order=in_order)

    @property
    def expected(self) -> dict[str, float]:
        """Mean over the rows, by name."""
        return {name: float(np.mean(column)) for name, column in self.draws.items()}

    @property
    def n_rows(self) -> int:
        """Number of rows."""
        return len(next(iter(self.draws.values())))

    @property
    def n_scores(self) -> int:
        """One, which chooses the row; none if the rows are taken in order."""
        return 0 if self.in_order else 1

    def sample(self, rng: np.random.Generator, n: int) -> Draw:
        """Return ``n`` rows drawn with replacement, shape (k, n), in the order of ``draws``."""
        return self.rows(rng.integers(self.n_rows, size=n))

    def from_scores(self, scores: Sequence[Draw]) -> Draw:
        """Return the rows at the shares of the probability below one array of scores."""
        from scipy.special import ndtr

        place = (ndtr(scores[0]) * self.n_rows).astype(np.int64)
        return self.rows(np.minimum(place, self.n_rows - 1))

    def rows(self, which: NDArray[np.int64]) -> Draw:
        """Return rows by their places from 0, shape (k, n); after the last comes the first."""
        place = which % self.n_rows
        columns = self.draws.values()
        return np.stack([np.asarray(column, dtype=np.float64)[place] for column in columns])

    def describe(self) -> str:
        """Return the distribution in words, for a table of parameters."""
        order = ", in order" if self.in_order else ""
        return f"posterior, {self.n_rows:,} rows of {', '.join(self.draws)}{order}"

    def __repr__(self) -> str:
        lengths = [len(column) for column in self.draws.values() if isinstance(column, tuple)]
        n_rows = max(lengths, default=0)
        order = ", in order" if self.in_order else ""
        return f"Posterior(<{n_rows:,} rows of {', '.join(map(str, self.draws))}{order}>)"

    def __hash__(self) -> int:
        return hash((frozenset(self.draws.items()), self.in_order))

    def _tidy(self) -> None:
        if isinstance(self.draws, Mapping):
            tidied = {name: _column(given) for name, given in self.draws.items()}
            object.__setattr__(self, "draws", Frozen(tidied))

    def _not_numbers(self) -> list[str]:
        problems = []
        if not isinstance(self.in_order, bool):
            problems.append(f"in_order={self.in_order!r}, but it must be true or false")
        for name, column in self.draws.items():
            if not isinstance(column, tuple):
                problems.append(f"the draws of {name!r} are {column!r}; give a list of numbers")
                continue
            wrong = [i for i, value in enumerate(column) if not is_number(value)]
            if wrong:
                more = f", nor are {len(wrong) - 1:,} more" if wrong[1:] else ""
                problems.append(
                    f"{name}[{wrong[0]}]={column[wrong[0]]!r} is not a finite number{more}"
                )
        return problems

    def _problems(self) -> list[str]:
        problems = self._name_problems()
        lengths = {name: len(column) for name, column in self.draws.items()}
        if not lengths or not min(lengths.values()):
            problems.append("there are no rows; name parameters and give at least one number each")
        elif len(set(lengths.values())) > 1:
            told = ", ".join(f"{name} {length:,}" for name, length in lengths.items())
            problems.append(f"columns differ in length ({told}); each row needs all its numbers")
        return problems


def _column(given: object) -> object:
    if isinstance(given, np.ndarray):
        return tuple(given.tolist())
    return tuple(given) if isinstance(given, list) else given
