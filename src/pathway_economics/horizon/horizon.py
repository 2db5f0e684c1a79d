"""Years, cycles, discounting and the within-cycle correction."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pathway_economics.errors import InvalidModel
from pathway_economics.horizon.rates import DiscountRate, Rates, as_rate, discount_factors

Cycle = Literal["year", "half-year", "quarter", "month", "week", "day"]
Correction = Literal["start", "end", "half-cycle", "life-table", "simpson", "simpson-darth"]
DiscountBy = Literal["cycle", "year", "continuous"]
DiscountAt = Literal["start", "middle", "end"]

CYCLES_PER_YEAR: dict[str, int] = {
    "year": 1,
    "half-year": 2,
    "quarter": 4,
    "month": 12,
    "week": 52,
    "day": 365,
}


MAX_YEARS = 500
"""Longest horizon; nobody lives as long. [years]"""

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Horizon:
    """How long is modelled, in which steps, and how the future is weighed.

    Attributes
    ----------
    first_year
        Label of the first year, such as ``"2026/27"`` or ``"2026"``.
    years
        Years that people are followed. [years]
    budget_years
        Years of the budget window, at most ``years``. [years]
    cycle
        Length of a cycle: ``"year"``, ``"half-year"``, ``"quarter"``, ``"month"``,
        ``"week"`` (52 a year) or ``"day"`` (365 a year).
    discount_costs, discount_health
        Annual discount rates: one number, or rates by the years after which they hold, such
        as ``{0: 0.035, 30: 0.03, 75: 0.025}``; see ``GREEN_BOOK``. [per year]
    correction
        Where in its cycle dwelling in a state is counted: see ``dwelling_weights``.
        Visits and payments are never corrected.
    cycles
        Number of cycles, where it is not a whole number of years (a tree of one day has
        ``cycle="day", cycles=1``); ``years`` times the cycles per year if omitted.
    discount_by
        ``"cycle"``: each moment by its own time; ``"year"``: all of a year alike, so that at
        the year's start, where ``discount_at`` says nothing else, the first year counts in
        full; ``"continuous"``: as by cycle, but ``exp(-rate * t)``.
    discount_at
        Where in its cycle (by year: in its year) everything is discounted: ``"start"``,
        ``"middle"`` or ``"end"``. As the correction says if omitted.

    Examples
    --------
    >>> Horizon("2026/27", years=3, budget_years=2, cycle="month").labels
    ('2026/27', '2027/28', '2028/29')
    """

    first_year: str = "2026/27"
    years: int = 1
    budget_years: int | None = None
    cycle: Cycle = "year"
    discount_costs: DiscountRate = 0.035
    discount_health: DiscountRate = 0.035
    correction: Correction = "half-cycle"
    cycles: int | None = None
    discount_by: DiscountBy = "cycle"
    discount_at: DiscountAt | None = None

    def __post_init__(self) -> None:
        wrong = self._problems()
        if wrong:
            raise InvalidModel("Horizon: " + "; ".join(wrong) + ".")
        if self.budget_years is None:
            object.__setattr__(self, "budget_years", self.years)

    def _problems(self) -> list[str]:
        problems = []
        if not re.fullmatch(r"\d{4}(/\d{2})?", str(self.first_year)):
            problems.append(f"first_year={self.first_year!r}; write 2026/27 or 2026")
        for term in ("years", "budget_years", "cycles"):
            value = getattr(self, term)
            whole = isinstance(value, int | np.integer) and not isinstance(value, bool)
            if value is not None and not (whole and value >= 1):
                problems.append(f"{term}={value!r}, but it must be a whole number from 1")
        for term, labels in _LABELS.items():
            value = getattr(self, term)
            if value not in labels and not (term == "discount_at" and value is None):
                problems.append(f"{term}={value!r}; it must be one of {', '.join(labels)}")
        for term in ("discount_costs", "discount_health"):
            try:
                object.__setattr__(self, term, as_rate(getattr(self, term)))
            except InvalidModel as error:
                problems.append(f"{term}: {str(error).rstrip('.')}")
        return problems or self._contradictions()

    def _contradictions(self) -> list[str]:
        problems = []
        if self.years > MAX_YEARS:
            problems.append(f"years={self.years}; at most {MAX_YEARS} are followed")
        if self.budget_years is not None and self.budget_years > self.years:
            problems.append(f"budget_years={self.budget_years} exceeds years={self.years}")
        if self.cycles is not None and -(-self.cycles // self.cycles_per_year) != self.years:
            problems.append(
                f"cycles={self.cycles} of one {self.cycle} do not end in year {self.years}"
            )
        if self.correction == "simpson" and self.n_cycles % 2:
            problems.append(
                f"correction='simpson' needs an even number of cycles, not {self.n_cycles}"
            )
        return problems

    @cached_property
    def cycles_per_year(self) -> int:
        """Number of cycles in a year."""
        return CYCLES_PER_YEAR[self.cycle]

    @cached_property
    def cycle_years(self) -> float:
        """Length of a cycle. [years]"""
        return 1.0 / self.cycles_per_year

    @cached_property
    def n_cycles(self) -> int:
        """Number of cycles that people are followed."""
        return self.cycles if self.cycles is not None else self.years * self.cycles_per_year

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """Labels of the years, first to last."""
        first = int(str(self.first_year)[:4])
        spans = "/" in str(self.first_year)
        years = range(first, first + self.years)
        return tuple(f"{y}/{(y + 1) % 100:02d}" if spans else str(y) for y in years)

    @property
    def budget_labels(self) -> tuple[str, ...]:
        """Labels of the years of the budget window."""
        return self.labels[: self.budget_years]

    def calendar_year(self, cycle: int) -> int:
        """Return the calendar year in which cycle ``cycle`` (from 1) begins."""
        return int(str(self.first_year)[:4]) + (cycle - 1) // self.cycles_per_year

    def dwelling_weights(self) -> tuple[Array, Array]:
        """Return the weights of the start and the end of each cycle, each shape (cycle,).

        ``start`` and ``end`` count one moment; ``half-cycle`` and ``life-table`` count half
        of each (they differ in discounting only); ``simpson`` is Simpson's 1/3 rule over
        the moments 0..T, with weights 1/3, 4/3, 2/3, ..., 4/3, 1/3; ``simpson-darth`` has
        1/3, 2/3, 4/3, 2/3, ..., 1/3, as the DARTH tutorials code it [1]_.

        References
        ----------
        .. [1] F. Alarid-Escudero et al., "An introductory tutorial on cohort
           state-transition models in R," Medical Decision Making, vol. 43, no. 1,
           pp. 3-20, 2023. doi:10.1177/0272989X221103163
        """
        n = self.n_cycles
        if self.correction == "start":
            return np.ones(n), np.zeros(n)
        if self.correction == "end":
            return np.zeros(n), np.ones(n)
        if self.correction in ("half-cycle", "life-table"):
            return np.full(n, 0.5), np.full(n, 0.5)
        odd, even = (4 / 3, 2 / 3) if self.correction == "simpson" else (2 / 3, 4 / 3)
        moments = np.where(np.arange(n + 1) % 2 == 1, odd, even)
        start, end = moments[:-1] / 2, moments[1:] / 2
        start[0] = end[-1] = 1 / 3
        return start, end

    def factors(self, rate: float | Rates, years: ArrayLike) -> Array:
        """Return the discount factors of moments, in years since the start of the model."""
        return discount_factors(rate, years, continuous=self.discount_by == "continuous")

    def discounting(self, rate: float | Rates) -> tuple[Array, Array, Array]:
        """Return discount factors of start, end and visits of each cycle, each shape (cycle,).

        A moment is discounted by ``(1 + rate) ** -t`` with ``t`` in years since the start of
        the model. ``life-table`` discounts both halves at the middle of the cycle. Visits
        are counted at the start or the end of the cycle where the correction says so, and in
        its middle otherwise. ``discount_at`` and ``discount_by="year"`` put all three at
        one moment.
        """
        moments = np.arange(self.n_cycles + 1) * self.cycle_years
        middle = moments[:-1] + self.cycle_years / 2
        if self.discount_by == "year":
            years = np.arange(self.n_cycles) // self.cycles_per_year
            alike = self.factors(rate, years + PART[self.discount_at or "start"])
            return alike, alike, alike
        start, end = moments[:-1], moments[1:]
        if self.discount_at is not None:
            at = {"start": start, "middle": middle, "end": end}[self.discount_at]
            return (self.factors(rate, at),) * 3
        visits = {"start": start, "end": end}.get(self.correction, middle)
        if self.correction == "life-table":
            start = end = middle
        return self.factors(rate, start), self.factors(rate, end), self.factors(rate, visits)

    def year_factors(self, rate: float | Rates) -> Array:
        """Return the discount factor of a payment in each year, shape (year,).

        A payment falls in its year where ``discount_at`` says; if that says nothing, at its
        start where all of a year is discounted alike, else at the start or the end where the
        correction says so, and in its middle otherwise.
        """
        if self.discount_at is not None or self.discount_by == "year":
            moment = PART[self.discount_at or "start"]
        else:
            moment = PART.get(self.correction, 0.5)
        return self.factors(rate, np.arange(self.years) + moment)


PART = {"start": 0.0, "middle": 0.5, "end": 1.0}
"""Where in a cycle or year its start, middle and end are."""

_LABELS: dict[str, tuple[Any, ...]] = {
    "cycle": get_args(Cycle),
    "correction": get_args(Correction),
    "discount_by": get_args(DiscountBy),
    "discount_at": get_args(DiscountAt),
}
