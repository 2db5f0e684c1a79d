"""Closed environments: everybody is there from the start, and nobody enters or switches.

All their people do what the one person per strategy does, so many times over; so they
are not followed again.
"""

from collections.abc import Sequence

from pathway_economics.parameters.expressions import Constant, Expression

NOBODY = 1e-9
"""Share that rounding leaves of nothing; nobody is on such a strategy."""

NEAR = 1e-12
"""Relative difference that rounding may leave between equal numbers of people."""

Shares = Sequence[tuple[Expression, ...] | None]


def closed(
    shares: Shares,
    prevalent: Sequence[Expression],
    incident: Sequence[Expression],
    starts: Sequence[Sequence[Expression]],
) -> tuple[float, ...] | None:
    """Return the people on each strategy of a closed environment; of any other, nothing.

    Parameters
    ----------
    shares
        Of each strategy by year; ``None`` for the rest.
    prevalent
        People at the start by state.
    incident
        People who enter by year.
    starts
        Where the one person of each strategy starts, by state.

    Examples
    --------
    >>> one, half = (Constant(x) for x in (1.0, 0.5))
    >>> closed([(half, half), None], [Constant(80.0)], [Constant(0.0)], [[one], [one]])
    (40.0, 40.0)
    """
    people = _numbers(prevalent)
    steady = [None if row is None else _numbers(row) for row in shares]
    if people is None or any(number != Constant(0.0) for number in incident):
        return None
    for given, row in zip(shares, steady, strict=True):
        if given is not None and (row is None or len(set(row)) > 1):
            return None
    known = [row[0] if row else None for row in steady]
    rest = 1.0 - sum(share for share in known if share is not None)
    total = sum(people)
    offered = [rest if share is None else share for share in known]
    if any(share < -NOBODY for share in offered):
        return None  # impossible, and refused where shares are read
    masses = tuple(total * share if share > NOBODY else 0.0 for share in offered)
    for mass, start in zip(masses, starts, strict=True):
        if mass > 0.0 and not _alike(people, total, start):
            return None
    return masses


def _numbers(expressions: Sequence[Expression]) -> list[float] | None:
    """Return plain numbers, or nothing if any of them is uncertain."""
    found = [each.value for each in expressions if isinstance(each, Constant)]
    return found if len(found) == len(expressions) else None


def _alike(people: Sequence[float], total: float, start: Sequence[Expression]) -> bool:
    """Return whether people are spread over the states as those who start."""
    shares = _numbers(start)
    return shares is not None and all(
        abs(count - total * share) <= NEAR * total
        for count, share in zip(people, shares, strict=True)
    )
