"""What a verification found: checks, whether they passed, and the evidence."""

from dataclasses import dataclass
from textwrap import fill
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from pathway_economics.tables import grid

if TYPE_CHECKING:
    import pandas as pd

Array = NDArray[np.float64]

ROUNDING = 1e-9
"""Largest difference that counts as rounding, as a share of the numbers compared."""

WORDS = {True: "passed", False: "FAILED", None: "not applicable"}


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found.

    Attributes
    ----------
    passed
        Whether the model passed; ``None`` where the check does not apply to it.
    evidence
        The figures, or why the check does not apply.
    """

    passed: bool | None
    evidence: str


@dataclass(frozen=True, slots=True)
class Result:
    """A check, where it comes from, and what it found.

    Attributes
    ----------
    check
        What was checked.
    reference
        Item of a checklist, or paper, that asks for it.
    passed
        Whether the model passed; ``None`` where the check does not apply to it.
    evidence
        The figures, or why the check does not apply.
    """

    check: str
    reference: str
    passed: bool | None
    evidence: str


@dataclass(frozen=True, slots=True)
class Verification:
    """The black-box checks of a model and what they found; see ``verify``.

    Attributes
    ----------
    title
        Title of the model.
    n_draws, seed
        Of the runs that were compared.
    results
        One for each check, in the order in which they were made.

    Examples
    --------
    >>> result = Result("seed", "TECH-VER", True, "the same bits")
    >>> Verification("Survival", 8, 0, (result,)).passed
    True
    """

    title: str
    n_draws: int
    seed: int
    results: tuple[Result, ...]

    @property
    def passed(self) -> bool:
        """Whether no check failed."""
        return not self.failed

    @property
    def failed(self) -> tuple[str, ...]:
        """Names of the checks that failed."""
        return tuple(result.check for result in self.results if result.passed is False)

    def table(self) -> "pd.DataFrame":
        """Return the checks as a tidy table.

        Returns
        -------
        pandas.DataFrame
            Columns ``check``, ``reference``, ``passed`` (missing where a check does not
            apply) and ``evidence``.
        """
        import pandas as pd

        rows = [(r.check, r.reference, r.passed, r.evidence) for r in self.results]
        table = pd.DataFrame(rows, columns=["check", "reference", "passed", "evidence"])
        return table.astype({"passed": "boolean"})

    def summary(self) -> str:
        """Return how many checks passed, in one line."""
        counts = [sum(r.passed is verdict for r in self.results) for verdict in WORDS]
        told = ", ".join(f"{n} {word}" for n, word in zip(counts, WORDS.values(), strict=True))
        return f"{self.title}: {told} ({self.n_draws:,} draws, seed {self.seed})"

    def __repr__(self) -> str:
        rows = [self.summary()]
        for result in self.results:
            rows.append(f"{WORDS[result.passed]:<15}{result.check}")
            rows.append(
                fill(result.evidence, 96, initial_indent=" " * 15, subsequent_indent=" " * 15)
            )
        return "\n".join(rows)

    def _repr_html_(self) -> str:
        rows = [(r.check, WORDS[r.passed], r.evidence, r.reference) for r in self.results]
        return grid(["check", self.summary(), "evidence", "reference"], rows)


def gap(found: Array, wanted: Array, scale: float | None = None) -> float:
    """Return the largest difference, as a share of the largest number wanted.

    Parameters
    ----------
    found, wanted
        Numbers to compare, of shapes that broadcast.
    scale
        What the difference is a share of; the largest of ``wanted`` if omitted, or of
        ``found`` where nothing was wanted.

    Examples
    --------
    >>> gap(np.array([99.0, 50.0]), np.array([100.0, 50.0]))
    0.01
    >>> gap(np.array([3.0]), np.zeros(1))
    1.0
    """
    largest = float(np.abs(np.subtract(found, wanted)).max(initial=0.0))
    if scale is None:
        scale = float(np.abs(wanted).max(initial=0.0)) or float(np.abs(found).max(initial=0.0))
    return largest / scale if scale else largest


def is_rounding(difference: float) -> bool:
    """Return whether a gap is no more than rounding; a gap that is no number is not."""
    return difference <= ROUNDING
