"""Bands of a marginal schedule."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from pathway_economics.contracts.terms import Terms
from pathway_economics.contracts.wording import listed
from pathway_economics.errors import InvalidModel
from pathway_economics.outcomes import bounds_complaints
from pathway_economics.parameters.expressions import Constant
from pathway_economics.parameters.numbers import Yearly

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Band(Terms):
    """One band of a marginal schedule: what lies in it is paid at its rate.

    Attributes
    ----------
    upto
        Where the band ends, in the unit of its schedule; the last has no end.
    rate
        What each unit within the band is paid: a share, or a price. [per unit]

    Examples
    --------
    >>> Band(upto=0.03, rate=0)
    Band(upto=0.03, rate=0.0)
    """

    factors: ClassVar[tuple[str, ...]] = ("upto", "rate")

    upto: Yearly | None = None
    rate: Yearly


def band_problems(field: str, bands: Any) -> list[str]:
    """Return what is wrong with bands: that they are no list, or their order."""
    if isinstance(bands, Band | Mapping):
        return [f"{field}={bands!r}, but it is a list of bands: write [Band(...), ...]"]
    if not isinstance(bands, list | tuple) or not all(isinstance(band, Band) for band in bands):
        return []  # they could not be read, which is a complaint already
    if not bands:
        return [f"{field} is empty; give at least one band"]
    problems = []
    if any(band.upto is None for band in bands[:-1]):
        problems.append(f"{field}: only the last band may have no end")
    if bands[-1].upto is not None:
        problems.append(f"{field}: the last band has an end; leave out its upto")
    ends = [band.upto.value for band in bands if isinstance(band.upto, Constant)]
    if ends != sorted(set(ends)):
        problems.append(
            f"{field}: bands end at {listed(f'{end:g}' for end in ends)}; let them rise"
        )
    return problems


def schedule(
    bands: Sequence[Band], amounts: Callable[[Any], Array]
) -> list[tuple[Array | float, Array]]:
    """Return bands as ``payments.marginal`` takes them.

    Raises
    ------
    InvalidModel
        If in some draws or years a band ends below the one before it.
    """
    ends = [np.inf if band.upto is None else amounts(band.upto) for band in bands]
    complaints = [
        complaint
        for number, (lower, upper) in enumerate(pairwise(ends[:-1]), start=2)
        for complaint in bounds_complaints(
            np.subtract(upper, lower), 0.0, np.inf, f"the width of band {number}"
        )
    ]
    if complaints:
        raise InvalidModel(complaints)
    return [(end, amounts(band.rate)) for end, band in zip(ends, bands, strict=True)]


def bands_in_words(
    bands: Sequence[Band], end: Callable[[Any], str], rate: Callable[[Any], str]
) -> str:
    """Return bands in words.

    Examples
    --------
    >>> from pathway_economics.contracts.wording import Wording
    >>> words = Wording("GBP")
    >>> bands_in_words([Band(upto=0.03, rate=0), Band(rate=0.5)], words.share, words.share)
    '0% up to 3% and 50% beyond'
    """
    if len(bands) == 1:
        return f"{rate(bands[0].rate)} of all of it"
    *front, last = bands
    parts = [f"{rate(band.rate)} up to {end(band.upto)}" for band in front]
    return listed([*parts, f"{rate(last.rate)} beyond"])
