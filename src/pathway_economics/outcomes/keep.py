"""What a run keeps beside its tables."""

from dataclasses import dataclass

from pathway_economics.errors import InvalidModel


@dataclass(frozen=True, slots=True, kw_only=True)
class Keep:
    """What a run keeps.

    Attributes
    ----------
    lines
        Names of the lines whose budget tables are wanted, all if omitted. Spending, and so
        every settlement, needs all of them: the others are summed into the ledger, but their
        activity is dropped.
    subgroups
        Whether totals of each subgroup are kept.
    traces
        Whether the states of people through time, and the queues, are kept.
    draws
        Number of draws for which traces are kept, from the first.

    Examples
    --------
    >>> Keep(traces=True).draws
    1000
    """

    lines: tuple[str, ...] | None = None
    subgroups: bool = True
    traces: bool = False
    draws: int = 1_000

    def __post_init__(self) -> None:
        if self.lines is not None:
            object.__setattr__(self, "lines", tuple(self.lines))
        if isinstance(self.draws, bool) or not isinstance(self.draws, int) or self.draws < 1:
            raise InvalidModel(f"Keep: draws={self.draws!r}, but it must be a whole number from 1.")
