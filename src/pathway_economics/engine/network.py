"""From names to rows and edges: one strategy's pathway as the kernel sees it.

Nodes are rows of one array: states first, then services in generations, each fed
only by rows before it. A link with a cost or a health effect becomes a row of its
own, so that the kernel knows nothing of rewards.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from pathway_economics.parameters.expressions import Constant, Expression, as_expression
from pathway_economics.pathway import Link, Pathway, Service, visit_generations

FAN_IN = 8
"""In-degree from which a row is summed by one reduction instead of rank by rank."""


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
    """The r-th edge into each of a run of rows: one gather and one multiply-add."""

    rows: slice
    sources: slice | NDArray[np.intp]
    edges: slice


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
class Network:
    """One strategy's pathway as index arrays.

    Attributes
    ----------
    names
        Name of each row.
    state_rows : shape (state,)
        Row of each state, in the order common to all strategies.
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
    """

    names: tuple[str, ...]
    state_rows: NDArray[np.intp]
    n_states: int
    edges: tuple[Edge, ...]
    remainders: dict[int, tuple[int, tuple[int, ...]]]
    complete: dict[int, tuple[int, ...]]
    stages: tuple[Stage, ...]
    links: dict[str, Link]

    def row(self, name: str) -> int:
        """Return the row of a state or of a service that links lead to."""
        return self.names.index(name)


def network(pathway: Pathway, states: Sequence[str]) -> Network:
    """Return the network of a pathway, over states common to all strategies."""
    expanded, links = _with_link_rows(pathway)
    generations = visit_generations(expanded)
    feeders = _feeders(expanded, states)
    blocks = [_by_in_degree(states, feeders), *(_by_in_degree(g, feeders) for g in generations)]
    names = tuple(name for block in blocks for name in block)
    rows = {name: row for row, name in enumerate(names)}
    edges: list[Edge] = []
    stages = [_stage(block, rows, feeders, edges) for block in (*blocks[1:], blocks[0])]
    return Network(
        names=names,
        state_rows=np.array([rows[state] for state in states], dtype=np.intp),
        n_states=len(states),
        edges=tuple(edges),
        remainders=_remainders(edges),
        complete=_complete(edges, len(states)),
        stages=tuple(stages),
        links=links,
    )


def _with_link_rows(pathway: Pathway) -> tuple[Pathway, dict[str, Link]]:
    rewarded: dict[str, Link] = {}
    links: dict[str, dict[str, Link]] = {}
    for source in _travelled(pathway):
        for target, link in pathway.links[source].items():
            if not link.has_reward:
                links.setdefault(source, {})[target] = link
                continue
            name = f"{source} → {target}"
            rewarded[name] = link
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


Feeder = tuple[str, Expression | None, str]


def _feeders(pathway: Pathway, states: Sequence[str]) -> dict[str, list[Feeder]]:
    """Return who feeds each name; a state's own remainder comes first."""
    feeders: dict[str, list[Feeder]] = {name: [] for name in (*states, *pathway.services)}
    for state in states:
        leaving = pathway.links.get(state, {})
        if not any(link.is_rest for link in leaving.values()):
            stay = None if leaving else Constant(1.0)
            feeders[state].append((state, stay, f"remainder of {state}"))
    for source, targets in pathway.links.items():
        for target, link in targets.items():
            probability = None if link.is_rest else as_expression(link.probability)
            feeders[target].append((source, probability, f"link {source} → {target}"))
    return feeders


def _by_in_degree(names: Sequence[str], feeders: dict[str, list[Feeder]]) -> list[str]:
    def key(name: str) -> tuple[bool, int]:
        degree = len(feeders[name])
        return degree >= FAN_IN, -degree

    return sorted(names, key=key)


def _stage(
    block: Sequence[str],
    rows: dict[str, int],
    feeders: dict[str, list[Feeder]],
    edges: list[Edge],
) -> Stage:
    degrees = [len(feeders[name]) for name in block]
    first = rows[block[0]] if block else 0
    n_fans = sum(degree >= FAN_IN for degree in degrees)
    ranked = len(block) - n_fans
    n_empty = sum(degree == 0 for degree in degrees)

    def add(name: str, order: int) -> int:
        source, probability, place = feeders[name][order]
        edges.append(Edge(rows[source], rows[name], probability, place))
        return rows[source]

    ranks = []
    for order in range(max(degrees[:ranked], default=0)):
        count = sum(degree > order for degree in degrees[:ranked])
        start = len(edges)
        sources = [add(name, order) for name in block[:count]]
        ranks.append(Rank(slice(first, first + count), _compact(sources), slice(start, len(edges))))
    fans = []
    for offset in range(ranked, len(block)):
        start = len(edges)
        sources = [add(block[offset], order) for order in range(degrees[offset])]
        row = first + offset
        fans.append(Rank(slice(row, row + 1), _compact(sources), slice(start, len(edges))))
    return Stage(
        rows=slice(first, first + len(block)),
        ranks=tuple(ranks),
        empty=slice(first + ranked - n_empty, first + ranked),
        fans=tuple(fans),
    )


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
