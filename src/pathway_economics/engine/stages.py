"""How a run of rows is filled: slices, ranks of edges and fans."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from pathway_economics.engine.layers import Feeder
from pathway_economics.engine.nodes import Edge, Node, Rank, Stage, Tunnels, tunnel_age

FAN_IN = 8
"""In-degree from which a row is summed by reductions instead of rank by rank."""

LEAST_RUN = 8
"""Consecutive sources from which a part of a rank is a slice of its own, without gather."""


def by_in_degree(nodes: Sequence[Node], feeders: Mapping[Node, list[Feeder]]) -> list[Node]:
    """Return nodes in falling order of in-degree, those with many feeders last."""

    def key(node: Node) -> tuple[bool, int]:
        degree = len(feeders[node])
        return degree >= FAN_IN, -degree

    return sorted(nodes, key=key)


def stage_of(
    block: Sequence[Node],
    rows: Mapping[Node, int],
    feeders: Mapping[Node, list[Feeder]],
    edges: list[Edge],
    tunnels: Tunnels,
) -> Stage:
    """Return how a block of nodes is filled, its edges added to ``edges``.

    Parameters
    ----------
    block
        Nodes in the order of ``by_in_degree``.
    rows
        Row of every node.
    feeders
        Who feeds each node.
    edges
        All edges so far.
    tunnels
        States followed by time in them.
    """
    degrees = [len(feeders[node]) for node in block]
    first = rows[block[0]] if block else 0
    n_fans = sum(degree >= FAN_IN for degree in degrees)
    ranked = len(block) - n_fans
    n_empty = sum(degree == 0 for degree in degrees)

    def add(node: Node, order: int) -> Node:
        source, probability, place = feeders[node][order]
        edges.append(Edge(rows[source], rows[node], probability, place))
        return source

    def rank(filled: slice, sources: Sequence[Node], first_edge: int, adds: bool) -> Rank:
        used = slice(first_edge, first_edge + len(sources))
        compact = _compact([rows[source] for source in sources])
        age = tunnel_age(sources, tunnels) if isinstance(compact, slice) else None
        return Rank(filled, compact, used, adds, age)

    ranks: list[Rank] = []
    for order in range(max(degrees[:ranked], default=0)):
        count = sum(degree > order for degree in degrees[:ranked])
        start = len(edges)
        sources = [add(node, order) for node in block[:count]]
        for part in _parts(sources, rows, tunnels):
            filled = slice(first + part.start, first + part.stop)
            ranks.append(rank(filled, sources[part], start + part.start, order > 0))
    fans: list[Rank] = []
    for offset in range(ranked, len(block)):
        start = len(edges)
        sources = [add(block[offset], order) for order in range(degrees[offset])]
        row = slice(first + offset, first + offset + 1)
        for part in _parts(sources, rows, tunnels):
            fans.append(rank(row, sources[part], start + part.start, part.start > 0))
    return Stage(
        rows=slice(first, first + len(block)),
        ranks=tuple(ranks),
        empty=slice(first + ranked - n_empty, first + ranked),
        fans=tuple(fans),
    )


def _parts(sources: Sequence[Node], rows: Mapping[Node, int], tunnels: Tunnels) -> list[slice]:
    """Return the parts of a rank: long runs of consecutive sources, and what lies between."""
    parts: list[slice] = []
    start = begun = 0
    for end in range(1, len(sources) + 1):
        if end < len(sources) and _follows(sources[end - 1], sources[end], rows, tunnels):
            continue
        if end - begun >= LEAST_RUN:
            if begun > start:
                parts.append(slice(start, begun))
            parts.append(slice(begun, end))
            start = end
        begun = end
    if start < len(sources):
        parts.append(slice(start, len(sources)))
    return parts


def _follows(before: Node, after: Node, rows: Mapping[Node, int], tunnels: Tunnels) -> bool:
    """Return whether a source continues a run: the next row, of the same tunnel or of none."""
    own, other = ((n.name, n.layer) for n in (before, after))
    alike = own == other if own in tunnels or other in tunnels else True
    return alike and rows[after] == rows[before] + 1


def _compact(sources: list[int]) -> slice | NDArray[np.intp]:
    """Return consecutive rows as a slice, which needs no gather."""
    if sources == list(range(sources[0], sources[0] + len(sources))):
        return slice(sources[0], sources[0] + len(sources))
    return np.array(sources, dtype=np.intp)
