"""Tunnels: states in which it matters how long people have been there.

Where a number that concerns people in a state depends on ``time_in_state``, the state is
followed as a row per cycle in it. The rows end where the number no longer changes, or with
the horizon.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pathway_economics.parameters import Table
from pathway_economics.parameters.expressions import (
    Expression,
    as_expression,
    names_in,
)
from pathway_economics.parameters.specialise import specialise
from pathway_economics.pathway import Pathway

Meaning = Callable[[object], Expression]


@dataclass(frozen=True, slots=True)
class Positions:
    """Where people may be, common to all strategies between which they may move.

    Attributes
    ----------
    places
        State, and cycles in it where that matters.
    apart
        States whose rewards depend on how long people have been there.
    queued
        States in which people wait in order.
    """

    places: tuple[tuple[str, int], ...]
    apart: frozenset[str]
    queued: frozenset[str]


def positions(
    pathways: Sequence[Pathway],
    states: Sequence[str],
    queued: Collection[str],
    n_moments: int,
    per_year: int,
    meaning: Meaning,
    tables: Mapping[str, Table],
) -> Positions:
    """Return the positions of pathways whose links are all probabilities.

    Parameters
    ----------
    pathways
        Those that people on any of the strategies follow.
    states
        All states, in the common order.
    queued
        States in which people wait in order, so that it matters how long.
    n_moments
        Starts of cycles at which anybody is followed, and the end of the last.
    per_year
        Cycles in a year.
    meaning
        Writes out formulas.
    tables
        Declared look-up tables.
    """
    places: list[tuple[str, int]] = []
    apart = set()
    for state in states:
        moves = [meaning(e) for p in pathways for e in _moves(p, state)]
        rewards = [meaning(e) for p in pathways for e in _rewards(p, state)]
        if any(map(_ages, rewards)):
            apart.add(state)
        changing = [e for e in (*moves, *rewards) if _ages(e)]
        waits = state in queued
        length = n_moments if waits else _length(changing, n_moments, per_year, tables)
        places += [(state, age) for age in range(length)]
    return Positions(tuple(places), frozenset(apart), frozenset(queued))


def _ages(expression: Expression) -> bool:
    return "time_in_state" in names_in(expression)


def _moves(pathway: Pathway, state: str) -> Iterator[object]:
    for link in pathway.links.get(state, {}).values():
        yield link.chance
        yield as_expression(link.unit_cost)
        yield as_expression(link.health_effect)


def _rewards(pathway: Pathway, state: str) -> Iterator[object]:
    known = pathway.states.get(state)
    if known is not None:
        yield known.utility
        yield known.unit_cost
        yield pathway.utility_multiplier
        yield pathway.utility_decrement
    yield from pathway.uses.get(state, {}).values()


def _length(
    changing: Sequence[Expression],
    n_moments: int,
    per_year: int,
    tables: Mapping[str, Table],
) -> int:
    """Return the rows of a state: its last is for all who have been there as long or longer."""
    if not changing:
        return 1
    last = [specialise(e, {"time_in_state": (n_moments - 1) / per_year}, tables) for e in changing]
    length = n_moments
    while length > 1:
        years = {"time_in_state": (length - 2) / per_year}
        if [specialise(e, years, tables) for e in changing] != last:
            break
        length -= 1
    return length
