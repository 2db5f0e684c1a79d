"""One cycle of one strategy: people move along edges, all draws at once.

Arrays are ``(row, people, draw)``, float64, C order. A rank of edges is one gather
of its sources and one multiply-add on consecutive rows; a row with many feeders is
one gather and one reduction. Nothing here knows names, money or health, nothing
calls BLAS, and no sum runs over draws, so that every block size gives the same bits.
"""

import numpy as np
from numpy.typing import NDArray

from pathway_economics.engine.nodes import Network, Rank, Stage

Array = NDArray[np.float64]

FOR_EVER = 1 << 30
"""More cycles than anybody is followed."""


def step(
    network: Network,
    now: Array,
    then: Array,
    probability: Array,
    scratch: Array,
    oldest: int = FOR_EVER,
) -> None:
    """Move everyone for one cycle.

    Parameters
    ----------
    network
        Rows and edges.
    now : shape (row, people, draw)
        On entry the states at the start of the cycle; on return its other rows hold the
        visits of the cycle.
    then : shape (state, people, draw)
        Receives the states at the end of the cycle.
    probability : shape (edge, people, draw) or (edge, 1, draw)
        Share of the source that each edge moves.
    scratch : shape (edges of the largest rank and one more, people, draw)
        Working space.
    oldest
        Most cycles that anybody has been in a state; rows of tunnels beyond are empty, and
        must be zero in ``then``.
    """
    for stage in network.stages[:-1]:
        _fill(stage, now, now, probability, scratch, oldest)
    _fill(network.stages[-1], now, then, probability, scratch, oldest)


def _fill(
    stage: Stage, source: Array, target: Array, probability: Array, scratch: Array, oldest: int
) -> None:
    if stage.empty.start < stage.empty.stop:
        target[stage.empty] = 0.0
    for rank in stage.ranks:
        count = occupied(rank.edges.stop - rank.edges.start, rank.age, oldest)
        edges = probability[rank.edges.start : rank.edges.start + count]
        rows = target[rank.rows.start : rank.rows.start + count]
        if rank.adds:
            rows += _moved(source, rank, edges, scratch[:count])
        else:
            _moved(source, rank, edges, rows)
    for fan in stage.fans:
        count = occupied(fan.edges.stop - fan.edges.start, fan.age, oldest)
        edges = probability[fan.edges.start : fan.edges.start + count]
        moved = _moved(source, fan, edges, scratch[:count])
        into = scratch[-1] if fan.adds else target[fan.rows.start]
        np.add.reduce(moved, axis=0, out=into)
        if fan.adds:
            target[fan.rows.start] += into


def fold(network: Network, people: Array, out: Array, oldest: int) -> None:
    """Write people in states as they are counted: those of a tunnel as one, if they are alike.

    Parameters
    ----------
    network
        Rows, and the pieces in which they are counted.
    people : shape (state, people, draw)
        Who is where.
    out : shape (counted, people, draw)
        Receives them.
    oldest
        Most cycles that anybody has been in a state.
    """
    for piece in network.pieces:
        count = occupied(piece.rows.stop - piece.rows.start, piece.age, oldest)
        rows = people[piece.rows.start : piece.rows.start + count]
        place = out[piece.counted.start : piece.counted.stop]
        if piece.adds:
            place += np.add.reduce(rows, axis=0)
        elif piece.folded:
            np.add.reduce(rows, axis=0, out=place[0])
        else:
            place[:count] = rows
            place[count:] = 0.0


def occupied(length: int, age: int | None, oldest: int) -> int:
    """Return how many rows of a tunnel, the first of this age, may have anybody in them."""
    return length if age is None else max(min(length, oldest + 1 - age), 0)


def _moved(source: Array, rank: Rank, edges: Array, out: Array) -> Array:
    if isinstance(rank.sources, slice):
        first = rank.sources.start
        return np.multiply(source[first : first + len(edges)], edges, out=out)
    np.take(source, rank.sources, axis=0, out=out, mode="clip")
    return np.multiply(out, edges, out=out)


def scratch_rows(network: Network) -> int:
    """Return the rows of working space: the edges of the largest rank or fan, and a sum."""
    sizes = [
        rank.edges.stop - rank.edges.start
        for stage in network.stages
        for rank in (*stage.ranks, *stage.fans)
    ]
    return max(sizes, default=1) + 1
