"""From names to rows and edges: one strategy's pathway as the kernel sees it.

Nodes are rows of one array: states first, then services in generations, each fed
only by rows before it. A link with a cost or a health effect becomes a row of its
own, so that the kernel knows nothing of rewards. A state in which it matters how long
people have been there is a tunnel: a row per cycle in it, at whose end they stay.
Those who follow a strategy and those who follow its fallback are two layers.
"""

from collections.abc import Collection, Iterator, Sequence

import numpy as np

from pathway_economics.engine.layers import Feeder, Layer
from pathway_economics.engine.nodes import At, Edge, Network, Node, Piece, Tunnels, tunnel_age
from pathway_economics.engine.stages import by_in_degree, stage_of
from pathway_economics.pathway import Pathway


def network(
    layers: Sequence[Pathway],
    positions: Sequence[tuple[str, int]],
    apart: Collection[str],
    queued: Collection[str],
    at: At,
) -> Network:
    """Return the network of the pathways that people on one strategy follow.

    Parameters
    ----------
    layers
        The strategy's own pathway, and that of its fallback if anybody follows it; without
        links by rate or time.
    positions
        State and cycles in it, common to all strategies.
    apart
        States whose costs, uses or utility depend on how long people have been there.
    queued
        States in which who is not served stays, even if all others want to leave.
    at
        Writes expressions out.
    """
    drafts = [Layer(number, layer, positions, queued, at) for number, layer in enumerate(layers)]
    states = [Node(state, d.number, age) for d in drafts for state, age in positions]
    feeders: dict[Node, list[Feeder]] = {node: [] for node in states}
    for draft in drafts:
        feeders |= {node: [] for generation in draft.generations for node in generation}
    for draft in drafts:
        draft.feed(feeders)
    depth = max(len(draft.generations) for draft in drafts)
    passed = [
        [node for draft in drafts for node in draft.generation(number)] for number in range(depth)
    ]
    blocks = [by_in_degree(nodes, feeders) for nodes in (states, *passed)]
    nodes = tuple(node for block in blocks for node in block)
    rows = {node: row for row, node in enumerate(nodes)}
    tunnels = frozenset((node.name, node.layer) for node in states if node.age > 0)
    edges: list[Edge] = []
    stages = [stage_of(block, rows, feeders, edges, tunnels) for block in (*blocks[1:], blocks[0])]
    counted, pieces = _counting(nodes[: len(states)], apart, tunnels)
    n_counted = len(set(counted.values()))
    counted |= {node: n_counted + number for number, node in enumerate(nodes[len(states) :])}
    return Network(
        nodes=nodes,
        state_rows=np.array(
            [[rows[Node(state, d.number, age)] for state, age in positions] for d in drafts],
            dtype=np.intp,
        ),
        n_states=len(states),
        edges=tuple(edges),
        remainders=_remainders(edges),
        complete=_complete(edges, len(states)),
        stages=tuple(stages),
        links={node: link for draft in drafts for node, link in draft.links().items()},
        pieces=pieces,
        counted=counted,
        n_counted_states=n_counted,
    )


def _counting(
    states: Sequence[Node], apart: Collection[str], tunnels: Tunnels
) -> tuple[dict[Node, int], tuple[Piece, ...]]:
    """Return where each row of a state is counted, and the runs of rows counted alike."""
    place: dict[Node, int] = {}
    counted: dict[Node, int] = {}
    for node in states:
        key = node if node.name in apart else node._replace(age=0)
        counted[node] = place.setdefault(key, len(place))
    return counted, tuple(_pieces(states, [counted[node] for node in states], tunnels))


def _pieces(states: Sequence[Node], where: Sequence[int], tunnels: Tunnels) -> Iterator[Piece]:
    """Yield runs of rows that are counted in one place, or each in a place of its own."""
    row = known = 0
    while row < len(where):
        first = where[row]
        adds = first < known
        same, apiece = _run(where[row:], 0), 1 if adds else _run(where[row:], 1)
        length = max(same, apiece)
        stop = first + (1 if same >= apiece else length)
        age = tunnel_age(states[row : row + length], tunnels)
        yield Piece(slice(row, row + length), slice(first, stop), same >= apiece, adds, age)
        known = max(known, stop)
        row += length


def _run(numbers: Sequence[int], step: int) -> int:
    """Return how many numbers at the start go up by ``step``."""
    length = 1
    while length < len(numbers) and numbers[length] == numbers[0] + step * length:
        length += 1
    return length


def _by_source(edges: Sequence[Edge]) -> dict[int, list[int]]:
    leaving: dict[int, list[int]] = {}
    for index, edge in enumerate(edges):
        leaving.setdefault(edge.source, []).append(index)
    return leaving


def _remainders(edges: Sequence[Edge]) -> dict[int, tuple[int, tuple[int, ...]]]:
    return {
        source: (index, tuple(other for other in indices if other != index))
        for source, indices in _by_source(edges).items()
        for index in indices
        if edges[index].probability is None
    }


def _complete(edges: Sequence[Edge], n_states: int) -> dict[int, tuple[int, ...]]:
    return {
        source: tuple(indices)
        for source, indices in _by_source(edges).items()
        if source >= n_states and all(edges[index].probability is not None for index in indices)
    }
