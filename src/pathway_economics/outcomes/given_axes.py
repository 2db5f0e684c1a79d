"""What the tables have in common: environments, years, draws and parties."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from pathway_economics.errors import suggestion
from pathway_economics.outcomes.calendars import Calendar, read_calendar
from pathway_economics.outcomes.cells import Axis, Cells
from pathway_economics.outcomes.readings import FEW, NOWHERE, Reading

Array = NDArray[np.float64]


class Common:
    """Environments, years, draws and parties of several tables.

    The activity says which environments and years there are; the first table with draws says
    which draws.

    Parameters
    ----------
    readings
        The tables, by name, the activity among them.
    parties
        Names of the parties; ``None`` where they could not be read.
    reference
        Name of the reference environment; the first that is named if omitted.
    first_year
        Label of the first year, for years that are numbered.
    """

    def __init__(
        self,
        readings: Mapping[str, Reading],
        parties: Sequence[str] | None,
        reference: str | None,
        first_year: str | None,
    ) -> None:
        self.readings, self.parties = readings, parties
        self.activity = readings["activity"]
        self.environments = self._environments(reference)
        self.calendar = self._calendar(first_year)
        self.years = self.calendar.given
        self._first = tuple(self.activity.complaints)
        self.counted_by, self.draws = self._draws()

    @property
    def whole(self) -> bool:
        """Whether environments and years could be read, so that missing rows can be told."""
        return not any(c.path[1:] in (("environment",), ("year",)) for c in self._first)

    @property
    def n_draws(self) -> int:
        """Number of draws, one where no table has any."""
        return max(len(self.draws), 1)

    def axes(self, reading: Reading, *middle: Axis, draws: bool = True) -> list[Axis]:
        """Return the axes of a table: environment, what is counted, year and draw."""
        told = "" if reading is self.activity else " in activity"
        place = {
            column: reading.on_axis(column, column, names, told)
            for column, names in (("environment", self.environments), ("year", self.years))
        }
        axes = [
            Axis("environment", self.environments, place["environment"]),
            *middle,
            Axis("year", self.years, place["year"]),
        ]
        if draws and "draw" in reading:
            axes.append(Axis("draw", self.draws, reading.labels("draw", blank=True).on(self.draws)))
        return axes

    def spread(self, reading: Reading, cells: Cells, values: Array, missing: float = 0.0) -> Array:
        """Return values as an array over all draws, whether or not their table has any."""
        array = cells.spread(values, missing)
        array = array if "draw" in reading else array[..., np.newaxis]
        return np.ascontiguousarray(np.broadcast_to(array, (*array.shape[:-1], self.n_draws)))

    def check_parties(self, reading: Reading, column: str) -> bool:
        """Complain of parties that were never named; return whether all are. A blank is nobody."""
        labels = reading.labels(column, blank=True)
        if self.parties is None or set(labels.names) <= set(self.parties):
            return True
        named = Reading(reading.name, reading.frame[labels.places != NOWHERE])
        named.on_axis(column, "party", self.parties, " among the parties")
        reading.complaints += named.complaints
        return False

    def _environments(self, reference: str | None) -> tuple[str, ...]:
        names = self.activity.labels("environment", blank=True).names
        if reference is not None and reference not in names:
            told = f"No environment is named {reference!r}. {suggestion(reference, names)}"
            self.activity.complain(f"reference={reference!r}: {told}", "environment")
        return tuple(sorted(names, key=lambda name: name != reference))  # the others stay in order

    def _calendar(self, first_year: str | None) -> Calendar:
        calendar = read_calendar(self.activity.labels("year", blank=True).names, first_year)
        for problem in calendar.problems[:FEW]:
            self.activity.complain(problem, "year")
        if len(calendar.problems) > FEW:
            more = len(calendar.problems) - FEW
            self.activity.complain(f"{more:,} more years are wrong in this way.", "year")
        return calendar

    def _draws(self) -> tuple[str, tuple[str, ...]]:
        """Return the draws and the table they were found in; complain of tables with others."""
        counted_by, draws = "", tuple[str, ...]()
        for reading in self.readings.values():
            if "draw" not in reading:
                continue
            names = reading.labels("draw").names
            if not counted_by:
                counted_by, draws = reading.name, _in_order(names)
            elif unlike := _unlike(names, draws, counted_by):
                reading.complain(
                    f"{unlike}; give every table the same draws, or leave the column out where "
                    "they do not differ.",
                    "draw",
                )
        return counted_by, draws


def _unlike(names: Sequence[str], draws: Sequence[str], counted_by: str) -> str:
    """Return how the draws of a table differ from those of another, or nothing."""
    lacking, extra = set(draws) - set(names), set(names) - set(draws)
    told = [
        f"{what} {', '.join(_in_order(tuple(some))[:FEW])}"
        + (f" and {len(some) - FEW:,} more" if len(some) > FEW else "")
        for what, some in (("it lacks", lacking), ("it also has", extra))
        if some
    ]
    count = f"{len(names):,} draws are given, and {counted_by} has {len(draws):,}: "
    return count + " and ".join(told) if told else ""


def _in_order(draws: Sequence[str]) -> tuple[str, ...]:
    """Return draws by number if all are numbered, else as text, whatever order rows stand in."""
    numbered = all(name.isdecimal() for name in draws)
    return tuple(sorted(draws, key=lambda name: (int(name) if numbered else 0, name)))
