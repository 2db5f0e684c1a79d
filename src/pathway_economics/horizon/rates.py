"""Discount rates: one for ever, or rates that change after given years."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Annotated, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pathway_economics.errors import InvalidModel
from pathway_economics.parameters.numbers import Spelling

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, init=False, repr=False)
class Rates:
    """Annual discount rates that change after given years.

    Attributes
    ----------
    steps
        Pairs of the years after which a rate holds, counted from the start of the model,
        and the rate; the first at 0. [years], [per year]

    Examples
    --------
    3.5 % for thirty years, 3 % from then on:

    >>> Rates({30: 0.03, 0: 0.035})
    Rates({0: 0.035, 30: 0.03})
    """

    steps: tuple[tuple[float, float], ...]

    def __init__(self, given: Mapping[Any, Any]) -> None:
        steps, problems = [], []
        for after, rate in given.items():
            years = _years(after)
            if years is None:
                problems.append(f"{after!r} is no number of years; write 0, 30 or the like")
            elif not is_rate(rate):
                problems.append(f"got {rate!r} after {years:g} years, but {A_RATE}")
            else:
                steps.append((years, float(rate)))
        steps.sort()
        if not problems and (not steps or steps[0][0] != 0):
            problems.append("no rate holds from the start; begin with 0, as in {0: 0.035}")
        if len({years for years, _ in steps}) < len(steps):
            problems.append("two rates hold after the same years")
        if problems:
            raise InvalidModel("; ".join(problems) + ".")
        object.__setattr__(self, "steps", tuple(steps))

    def spelled(self) -> dict[str, float]:
        """Return the rates as a model file spells them.

        Examples
        --------
        >>> Rates({0: 0.035, 30: 0.03}).spelled()
        {'0': 0.035, '30': 0.03}
        """
        return {_shown(years): rate for years, rate in self.steps}

    def __repr__(self) -> str:
        inside = ", ".join(f"{_shown(years)}: {rate:g}" for years, rate in self.steps)
        return f"Rates({{{inside}}})"


A_RATE = "a rate lies in [0, 1), such as 0.035"


def is_rate(given: Any) -> bool:
    """Return whether something is an annual discount rate: a number from 0 to below 1."""
    number = isinstance(given, int | float | np.number) and not isinstance(given, bool)
    return bool(number and 0 <= given < 1)


def as_rate(given: Any) -> Any:
    """Return a discount rate, with a mapping read as ``Rates``.

    Examples
    --------
    >>> as_rate(0.035), as_rate({"0": 0.035, "30": 0.03})
    (0.035, Rates({0: 0.035, 30: 0.03}))
    """
    if is_rate(given) or isinstance(given, Rates):
        return given
    if isinstance(given, Mapping):
        return Rates(given)
    raise InvalidModel(f"got {given!r}, but {A_RATE}, or rates by years: {{0: 0.035, 30: 0.03}}.")


def _years(after: Any) -> float | None:
    """Return a number of years, which a model file spells as a key."""
    try:
        years = float(after)
    except (TypeError, ValueError):
        return None
    return years if isfinite(years) and years >= 0 and not isinstance(after, bool) else None


def _shown(years: float) -> str:
    return repr(int(years) if years == int(years) else years)


_RATE = {"type": "number", "minimum": 0, "exclusiveMaximum": 1}
_SCHEMA = {"anyOf": [_RATE, {"type": "object", "additionalProperties": _RATE, "required": ["0"]}]}

DiscountRate = Annotated[Any, Spelling(as_rate, _SCHEMA)]
"""One annual rate, or rates by the years after which they hold; read, ``float | Rates``."""


GREEN_BOOK = Rates({0: 0.035, 30: 0.03, 75: 0.025, 125: 0.02, 200: 0.015, 300: 0.01})
"""Rates of HM Treasury's Green Book: 3.5 % in years 0 to 30, 3.0 % in years 31 to 75, 2.5 % in
years 76 to 125, 2.0 % to 200, 1.5 % to 300, then 1.0 %."""

GREEN_BOOK_HEALTH = Rates({0: 0.015, 30: 0.0129, 75: 0.0107, 125: 0.0086, 200: 0.0064, 300: 0.0043})
"""The Green Book's rates for effects on health and life, over the same years."""


def discount_factors(rate: float | Rates, years: ArrayLike, *, continuous: bool = False) -> Array:
    """Return what one unit at some moments is worth at the start.

    Each period counts at its own rate for the time spent in it, so that the factor never
    jumps: 31 years are ``1.035 ** -30 * 1.03 ** -1`` at the rates of the Green Book [1]_.

    Parameters
    ----------
    rate
        Annual rate, or rates that change. [per year]
    years
        Moments after the start. [years]
    continuous
        Whether rates are compounded continuously, ``exp(-rate * t)``, instead of once a
        year, ``(1 + rate) ** -t``.

    References
    ----------
    .. [1] HM Treasury, "The Green Book: central government guidance on appraisal and
       evaluation," London, 2022, annex 6.

    Examples
    --------
    >>> discount_factors(GREEN_BOOK, [30, 31, 75]).round(4)
    array([0.3563, 0.3459, 0.0942])
    """
    moments = np.asarray(years)
    if not isinstance(rate, Rates):
        return _factors(rate, moments, continuous)
    factors = np.ones(moments.shape)
    starts = [start for start, _ in rate.steps]
    for (start, step), end in zip(rate.steps, [*starts[1:], np.inf], strict=True):
        factors *= _factors(step, np.clip(moments, start, end) - start, continuous)
    return factors


def _factors(rate: float, years: Any, continuous: bool) -> Array:
    factors: Array = np.exp(-rate * years) if continuous else np.power(1.0 + rate, -years)
    return factors
