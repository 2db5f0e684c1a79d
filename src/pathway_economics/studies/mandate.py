"""What the MedTech Funding Mandate makes of a run: each criterion, its value and its limit."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from pathway_economics.tables import grid

if TYPE_CHECKING:
    import pandas as pd

Array = NDArray[np.float64]

WORDS = {True: "met", False: "not met"}


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion and what the run says of it.

    Attributes
    ----------
    criterion
        What is asked.
    value
        The expected value, over draws; 1 or 0 for a yes or a no.
    unit
        Unit of the value.
    limit
        What the value is held against.
    rule
        How: ``"more than"``, ``"at least"`` or ``"at most"``.
    met
        Whether the expected value meets it.
    probability
        Share of the draws in which it is met.
    """

    criterion: str
    value: float
    unit: str
    limit: float
    rule: str
    met: bool
    probability: float

    def in_words(self) -> str:
        """Return value and limit in words."""
        if self.unit == YES_OR_NO:
            return "yes" if self.value else "no"
        return f"{self.value:,.0f} {self.unit}, {self.rule} {self.limit:,.0f}"


YES_OR_NO = "1 yes, 0 no"


@dataclass(frozen=True, slots=True)
class Mandate:
    """What the MedTech Funding Mandate makes of a run; see ``medtech_mandate``.

    Attributes
    ----------
    year
        Year whose criteria were asked.
    arrangement, environment
        What was judged.
    criteria
        One after the other.
    probability
        Share of the draws in which all are met.

    Examples
    --------
    >>> savings = Criterion("savings over 5 years", 3e6, "GBP", 1e6, "more than", True, 0.9)
    >>> Mandate("2022/23", "Pooled", "Proposed", (savings,), 0.9)
    <Mandate 2022/23: 'Pooled' in 'Proposed' is eligible; in 90% of the draws>
      met      savings over 5 years: 3,000,000 GBP, more than 1,000,000 (90% of the draws)
    """

    year: str
    arrangement: str
    environment: str
    criteria: tuple[Criterion, ...]
    probability: float

    @property
    def eligible(self) -> bool:
        """Whether every criterion is met, by expected values."""
        return all(criterion.met for criterion in self.criteria)

    @property
    def failed(self) -> tuple[str, ...]:
        """The criteria that are not met."""
        return tuple(each.criterion for each in self.criteria if not each.met)

    @property
    def table(self) -> "pd.DataFrame":
        """The criteria as a tidy table.

        Columns ``criterion``, ``value``, ``unit``, ``rule``, ``limit``, ``met`` and
        ``p_met``, the share of the draws in which it is met.
        """
        import pandas as pd

        return pd.DataFrame(
            {
                "criterion": each.criterion,
                "value": each.value,
                "unit": each.unit,
                "rule": each.rule,
                "limit": each.limit,
                "met": each.met,
                "p_met": each.probability,
            }
            for each in self.criteria
        )

    def summary(self) -> str:
        """Return the verdict in one line."""
        return (
            f"Mandate {self.year}: {self.arrangement!r} in {self.environment!r} is "
            f"{'eligible' if self.eligible else 'not eligible'}; in "
            f"{_percent(self.probability)} of the draws"
        )

    def __repr__(self) -> str:
        rows = (
            f"\n  {WORDS[each.met]:<8} {each.criterion}: {each.in_words()} "
            f"({_percent(each.probability)} of the draws)"
            for each in self.criteria
        )
        return f"<{self.summary()}>" + "".join(rows)

    def _repr_html_(self) -> str:
        rows = [
            (each.criterion, WORDS[each.met], each.in_words(), _percent(each.probability))
            for each in self.criteria
        ]
        return grid([self.summary(), "", "expected value", "of the draws"], rows)


def _percent(share: float) -> str:
    """Return a share in per cent; what is not certain is not told as if it were."""
    shown = f"{100 * share:.0f}"
    if shown == "100" and share < 1:
        return "over 99%"
    return "under 1%" if shown == "0" and share > 0 else f"{shown}%"
