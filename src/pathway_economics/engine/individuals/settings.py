"""How many people are followed, and by which clock."""

from dataclasses import dataclass
from typing import Literal

from pathway_economics.errors import InvalidModel


@dataclass(frozen=True, slots=True)
class Individuals:
    """The engine that follows a model person by person.

    Attributes
    ----------
    n
        Number of people followed in each draw, on each strategy and in each environment.
    clock
        ``"cycle"``: people move once a cycle, as a cohort does, whose expected values these
        are. ``"continuous"``: they move when it happens; every link out of a state is then
        by ``rate`` or ``time_to``.

    Examples
    --------
    >>> Individuals(n=2_000)
    Individuals(n=2000, clock='cycle')
    """

    n: int = 5_000
    clock: Literal["cycle", "continuous"] = "cycle"

    def __post_init__(self) -> None:
        if isinstance(self.n, bool) or not isinstance(self.n, int) or self.n < 1:
            raise InvalidModel(f"Individuals: n={self.n!r}, but it must be a whole number from 1.")
        if self.clock not in ("cycle", "continuous"):
            raise InvalidModel(
                f"Individuals: clock={self.clock!r}; it must be 'cycle' or 'continuous'."
            )

    def describe(self) -> str:
        """Return how people are followed, in words.

        Examples
        --------
        >>> Individuals().describe()
        '5,000 individuals, by cycle'
        """
        how = "by cycle" if self.clock == "cycle" else "in continuous time"
        return f"{self.n:,} individuals, {how}"
