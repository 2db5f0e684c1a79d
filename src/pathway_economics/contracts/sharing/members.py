"""Members of a pool or a network, and their shares."""

from collections.abc import Iterable, Mapping, Sequence
from math import isclose
from typing import Any

import numpy as np

from pathway_economics.contracts.book import Array, Book
from pathway_economics.errors import InvalidModel, suggestion
from pathway_economics.outcomes import bounds_complaints
from pathway_economics.parameters.expressions import Constant
from pathway_economics.parameters.numbers import freeze_numbers


def read_members(given: Any) -> Any:
    """Return members with their shares, or their names, as they are given, frozen.

    Raises
    ------
    InvalidModel
        If they are no list, or a share cannot be read.
    """
    if isinstance(given, str) or not isinstance(given, Iterable):
        raise InvalidModel(f"members={given!r}; name at least two parties")
    names = tuple(given)
    if not all(isinstance(name, str) for name in names):
        raise InvalidModel(f"members={given!r}; name at least two parties")
    return freeze_numbers(given) if isinstance(given, Mapping) else names


def names_of(given: Any) -> tuple[str, ...]:
    """Return as names what could not be read as members, so that the rest can be checked."""
    one = isinstance(given, str) or not isinstance(given, Iterable)
    return tuple(map(str, (given,) if one else given))


def member_problems(members: Sequence[str]) -> list[str]:
    """Return what is wrong with the names of members."""
    alone = len(set(members)) < 2 or len(set(members)) < len(members)
    return ["members must be two or more different parties"] if alone else []


def stranger_problems(what: str, names: Iterable[str], members: Sequence[str]) -> list[str]:
    """Return a complaint for each name that is no member, saying what it is named for."""
    return [
        f"{what} {name!r}, which is no member. {suggestion(str(name), members)}"
        for name in names
        if name not in members
    ]


def share_problems(shares: Mapping[str, Any], of: str) -> list[str]:
    """Return what is wrong with shares by member, of something."""
    values = [share.value for share in shares.values() if isinstance(share, Constant)]
    if any(not 0 <= value <= 1 for value in values):
        return [f"a member's share of {of} lies in [0, 1]"]
    if len(values) == len(shares) and not isclose(sum(values), 1.0, abs_tol=1e-9):
        return [f"the shares of {of} sum to {sum(values):g}; they must sum to 1"]
    return []


def shares_of(shares: Mapping[str, Any], members: Iterable[str], book: Book, of: str) -> Array:
    """Return the members' shares, zero for those not named, shape (M, 1, Y, 1 or D).

    Raises
    ------
    InvalidModel
        If in some draws they do not sum to one, or one is no share.
    """
    rows = [book.amounts(shares.get(name, 0.0)) for name in members]
    weights = np.stack(np.broadcast_arrays(*rows))
    complaints = bounds_complaints(
        weights.sum(axis=0), 1.0, 1.0, f"the sum of the members' shares of {of}"
    )
    complaints += bounds_complaints(weights, 0.0, 1.0, f"a member's share of {of}")
    if complaints:
        raise InvalidModel(complaints)
    return weights


def only(name: str | None, members: Sequence[str]) -> Array:
    """Return one for a member and zero for the others, shape (M, 1, 1, 1)."""
    found = np.array([float(member == name) for member in members])
    return found[:, np.newaxis, np.newaxis, np.newaxis]


def caps_of(caps: Mapping[str, Any] | None, members: Sequence[str], book: Book) -> Array:
    """Return the members' caps, none for those not named, shape (M, 1, Y, 1 or D)."""
    given = caps or {}
    rows = [
        book.amounts(given[name]) if name in given else np.full((1, 1, 1), np.inf)
        for name in members
    ]
    return np.stack(np.broadcast_arrays(*rows))


def caps_problems(caps: Any, members: Sequence[str]) -> list[str]:
    """Return what is wrong with caps by member."""
    if caps is None:
        return []
    if not isinstance(caps, Mapping):
        return ["caps are amounts by member, such as {Council: 500000}"]
    return stranger_problems("caps name", caps, members)
