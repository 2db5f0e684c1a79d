"""One cycle of one strategy: people move along edges, all draws at once.

Arrays are ``(row, people, draw)``, float64, C order. A rank of edges is one gather
of its sources and one multiply-add on consecutive rows; a row with many feeders is
one gather and one reduction. Nothing here knows names, money or health, nothing
calls BLAS, and no sum runs over draws, so that every block size gives the same bits.
"""

import numpy as np
from numpy.typing import NDArray

from pathway_economics.engine.network import Network, Rank

Array = NDArray[np.float64]


def step(network: Network, now: Array, then: Array, probability: Array, scratch: Array) -> None:
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
    """
    for stage in network.stages[:-1]:
        _fill(now, now, stage.ranks, stage.fans, stage.empty, probability, scratch)
    last = network.stages[-1]
    _fill(now, then, last.ranks, last.fans, last.empty, probability, scratch)


def _fill(
    source: Array,
    target: Array,
    ranks: tuple[Rank, ...],
    fans: tuple[Rank, ...],
    empty: slice,
    probability: Array,
    scratch: Array,
) -> None:
    if empty.start < empty.stop:
        target[empty] = 0.0
    for rank in ranks:
        edges = probability[rank.edges]
        if rank.adds:
            target[rank.rows] += _moved(source, rank, edges, scratch[: len(edges)])
        else:
            _moved(source, rank, edges, target[rank.rows])
    for fan in fans:
        edges = probability[fan.edges]
        moved = _moved(source, fan, edges, scratch[: len(edges)])
        into = scratch[-1] if fan.adds else target[fan.rows.start]
        np.add.reduce(moved, axis=0, out=into)
        if fan.adds:
            target[fan.rows.start] += into


def _moved(source: Array, rank: Rank, edges: Array, out: Array) -> Array:
    if isinstance(rank.sources, slice):
        return np.multiply(source[rank.sources], edges, out=out)
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
