"""From names to rows and edges: one strategy's pathway as the kernel sees it.

Nodes are rows of one array: states first, then services in generations, each fed
only by rows before it. A link with a cost or a health effect becomes a row of its
own, so that the kernel knows nothing of rewards. A state in which it matters how long
people have been there is a tunnel: a row per cycle in it, at whose end they stay.
Those who follow a strategy and those who follow its fallback are two layers.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pathway_economics.parameters.expressions import (
    Constant,
    Expression,
    as_expression,
    names_in,
)
from pathway_economics.pathway import Link, Pathway, Service, visit_generations

FAN_IN = 8
"""In-degree from which a row is summed by reductions instead of rank by rank."""

LEAST_RUN = 8
"""Consecutive sources from which a part of a rank is a slice of its own, without gather."""

At = Callable[[Expression, int | None], Expression]
"""Writes an expression out for people who have been so many cycles in their state, or without
saying how many."""


Tunnels = frozenset[tuple[str, int]]
"""State and layer of each tunnel."""


class Node(NamedTuple):
    """A state, a service or a rewarded link; where people follow which pathway, how long."""

    name: str
    layer: int = 0
    age: int = 0


@dataclass(frozen=True, slots=True)
class Edge:
    """A share of one row's people that moves to another row in the cycle."""

    source: int
    target: int
    probability: Expression | None
    """``None`` for the remainder of the source's other edges."""
    place: str
    """Where the model says it, for complaints."""


@dataclass(frozen=True, slots=True)
class Rank:
    """One edge into each of a run of rows, or all edges from a run of rows into one row."""

    rows: slice
    sources: slice | NDArray[np.intp]
    edges: slice
    adds: bool
    """Whether something stands in the rows already."""
    age: int | None
    """Cycles in their state of those in the first source, if the sources are a tunnel in order."""


@dataclass(frozen=True, slots=True)
class Stage:
    """How a run of rows is filled from the rows before it.

    Rows stand in falling order of in-degree, so that each rank fills a leading slice;
    rows that nothing feeds and rows with many feeders (``fans``) stand last.
    """

    rows: slice
    ranks: tuple[Rank, ...]
    empty: slice
    fans: tuple[Rank, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """Rows of states and where their people are counted: each apart, or all of them as one."""

    rows: slice
    counted: slice
    folded: bool
    adds: bool
    """Whether other rows are counted there already."""
    age: int | None
    """Cycles in their state of those in the first row, if the rows are a tunnel in order."""


@dataclass(frozen=True, slots=True)
class Network:
    """One strategy's pathway as index arrays.

    Attributes
    ----------
    nodes
        What each row is.
    state_rows : shape (layer, position)
        Row of each position, in the order common to all strategies.
    n_states
        Number of leading rows that are states.
    edges
        In the order in which the stages use them.
    remainders
        By source: the edge that takes the remainder, and its other edges.
    complete
        By source: the edges that must sum to one as given.
    stages
        Generations of services, then the states at the end of the cycle.
    links
        Rows that stand for a link, with the link.
    pieces
        How rows of states are counted.
    counted
        Where each node is counted: states, then what people pass through.
    n_counted_states
        Number of leading places of ``counted`` that are states.
    """

    nodes: tuple[Node, ...]
    state_rows: NDArray[np.intp]
    n_states: int
    edges: tuple[Edge, ...]
    remainders: dict[int, tuple[int, tuple[int, ...]]]
    complete: dict[int, tuple[int, ...]]
    stages: tuple[Stage, ...]
    links: dict[Node, Link]
    pieces: tuple[Piece, ...]
    counted: dict[Node, int]
    n_counted_states: int

    @property
    def names(self) -> tuple[str, ...]:
        """Name of the state, service or link of each row."""
        return tuple(node.name for node in self.nodes)

    def row(self, name: str, layer: int = 0, age: int = 0) -> int:
        """Return the row of a state or of a service that links lead to."""
        return self.nodes.index(Node(name, layer, age))

    @property
    def n_counted(self) -> int:
        """Number of places in which people are counted."""
        return self.n_counted_states + len(self.nodes) - self.n_states

    @property
    def folds(self) -> bool:
        """Whether any rows are counted as one."""
        return self.n_counted_states < self.n_states


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
    drafts = [_Layer(number, layer, positions, queued, at) for number, layer in enumerate(layers)]
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
    blocks = [_by_in_degree(nodes, feeders) for nodes in (states, *passed)]
    nodes = tuple(node for block in blocks for node in block)
    rows = {node: row for row, node in enumerate(nodes)}
    tunnels = frozenset((node.name, node.layer) for node in states if node.age > 0)
    edges: list[Edge] = []
    stages = [_stage(block, rows, feeders, edges, tunnels) for block in (*blocks[1:], blocks[0])]
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


class _Layer:
    """One pathway that people on a strategy follow, its links with a reward as services."""

    def __init__(
        self,
        number: int,
        pathway: Pathway,
        positions: Sequence[tuple[str, int]],
        queued: Collection[str],
        at: At,
    ) -> None:
        self.number, self.queued, self.at = number, queued, at
        self.pathway, self.rewarded = _with_link_rows(pathway)
        self.states = tuple(dict.fromkeys(state for state, _ in positions))
        self.length = dict.fromkeys(self.states, 0)
        for state, _ in positions:
            self.length[state] += 1
        self.generations = [
            [node for name in names for node in self._nodes(name)]
            for names in visit_generations(self.pathway)
        ]

    def generation(self, number: int) -> list[Node]:
        return self.generations[number] if number < len(self.generations) else []

    def links(self) -> dict[Node, Link]:
        """Return the rows that stand for a link."""
        return {
            node: self.rewarded[name][1] for name in self.rewarded for node in self._nodes(name)
        }

    def feed(self, feeders: "dict[Node, list[Feeder]]") -> None:
        """Note who feeds each node; what remains of states comes first."""
        for state in self.states:
            leaving = self.pathway.links.get(state, {})
            rest = any(link.is_rest for link in leaving.values())
            if not rest or state in self.queued:
                stay = Constant(0.0) if rest else None if leaving else Constant(1.0)
                for age in range(self.length[state]):
                    older = min(age + 1, self.length[state] - 1)
                    fed = feeders[Node(state, self.number, older)]
                    fed.append((Node(state, self.number, age), stay, f"remainder of {state}"))
        for source, targets in self.pathway.links.items():
            for target, link in targets.items():
                for node in self._nodes(source):
                    chance = as_expression(link.probability)
                    probability = None if link.is_rest else self.at(chance, node.age)
                    fed = feeders[self._target(target, node.age)]
                    fed.append((node, probability, f"link {source} → {target}"))

    def _nodes(self, name: str) -> list[Node]:
        """Return the nodes of a name, one for each cycle in a state where that matters."""
        count = self.length.get(name, 1)
        if name in self.rewarded:
            source, link = self.rewarded[name]
            timed = _needs_age(link.unit_cost, self.at) or _needs_age(link.health_effect, self.at)
            count = self.length.get(source, 1) if timed else 1
        return [Node(name, self.number, age) for age in range(count)]

    def _target(self, name: str, age: int) -> Node:
        own = name in self.rewarded and len(self._nodes(name)) > 1
        return Node(name, self.number, age if own else 0)


def _needs_age(number: object, at: At) -> bool:
    """Return whether an expression depends on how long people have been in their state."""
    expression = as_expression(number)
    return "time_in_state" in names_in(at(expression, None))


def _with_link_rows(pathway: Pathway) -> tuple[Pathway, dict[str, tuple[str, Link]]]:
    """Return the pathway with links that cost something as services, and those links."""
    rewarded: dict[str, tuple[str, Link]] = {}
    links: dict[str, dict[str, Link]] = {}
    for source in _travelled(pathway):
        for target, link in pathway.links[source].items():
            if not link.has_reward:
                links.setdefault(source, {})[target] = link
                continue
            name = f"{source} → {target}"
            rewarded[name] = (source, link)
            links.setdefault(source, {})[name] = replace(link, unit_cost=0.0, health_effect=0.0)
            links[name] = {target: Link(1.0)}
    services = {**pathway.services, **{name: Service(name) for name in rewarded}}
    return (
        Pathway(pathway.states, services, links, pathway.uses, pathway.start),
        rewarded,
    )


def _travelled(pathway: Pathway) -> list[str]:
    """Return where links leave that people reach at all: states, and services from there on."""
    sources = [state for state in pathway.states if state in pathway.links]
    for source in sources:  # grows as it goes
        onward = [name for name in pathway.links[source] if name in pathway.services]
        sources += [name for name in onward if name in pathway.links and name not in sources]
    return sources


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
        age = _tunnel_age(states[row : row + length], tunnels)
        yield Piece(slice(row, row + length), slice(first, stop), same >= apiece, adds, age)
        known = max(known, stop)
        row += length


def _run(numbers: Sequence[int], step: int) -> int:
    """Return how many numbers at the start go up by ``step``."""
    length = 1
    while length < len(numbers) and numbers[length] == numbers[0] + step * length:
        length += 1
    return length


def _tunnel_age(nodes: Sequence[Node], tunnels: Tunnels) -> int | None:
    """Return the age of the first of consecutive rows of one tunnel, if they are that."""
    first = nodes[0]
    if (first.name, first.layer) not in tunnels:
        return None
    ahead = (first._replace(age=first.age + step) for step in range(len(nodes)))
    return first.age if all(a == b for a, b in zip(nodes, ahead, strict=True)) else None


Feeder = tuple[Node, Expression | None, str]


def _by_in_degree(nodes: Sequence[Node], feeders: Mapping[Node, list[Feeder]]) -> list[Node]:
    def key(node: Node) -> tuple[bool, int]:
        degree = len(feeders[node])
        return degree >= FAN_IN, -degree

    return sorted(nodes, key=key)


def _stage(
    block: Sequence[Node],
    rows: Mapping[Node, int],
    feeders: Mapping[Node, list[Feeder]],
    edges: list[Edge],
    tunnels: Tunnels,
) -> Stage:
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
        age = _tunnel_age(sources, tunnels) if isinstance(compact, slice) else None
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
