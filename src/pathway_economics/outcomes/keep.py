"""What a run keeps beside its tables."""

from dataclasses import dataclass

from pathway_economics.errors import InvalidModel


@dataclass(frozen=True, slots=True, kw_only=True)
class Keep:
    """What a run keeps.

    Attributes
    ----------
    lines
        Names of the lines whose budget tables are kept, all if omitted. The ledger holds the
        spending on all of them, but contracts can only count the activity of those kept.
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
            given = (self.lines,) if isinstance(self.lines, str) else self.lines
            object.__setattr__(self, "lines", tuple(given))
        if isinstance(self.draws, bool) or not isinstance(self.draws, int) or self.draws < 1:
            raise InvalidModel(f"Keep: draws={self.draws!r}, but it must be a whole number from 1.")

    def describe(self) -> tuple[str, ...]:
        """Return what is kept, in words."""
        named = "all lines" if self.lines is None else f"lines {', '.join(self.lines)}"
        kept = [f"budget tables by environment, {named}", "discounted totals by strategy"]
        kept += ["totals by subgroup"] * self.subgroups
        kept += [f"traces of {self.draws:,} draws"] * self.traces
        return tuple(kept)
