"""Rows, edges and ranks: one strategy's pathway as the kernel sees it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pathway_economics.parameters.expressions import Expression
from pathway_economics.pathway import Link

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


def tunnel_age(nodes: Sequence[Node], tunnels: Tunnels) -> int | None:
    """Return the age of the first of consecutive rows of one tunnel, if they are that."""
    first = nodes[0]
    if (first.name, first.layer) not in tunnels:
        return None
    ahead = (first._replace(age=first.age + step) for step in range(len(nodes)))
    return first.age if all(a == b for a, b in zip(nodes, ahead, strict=True)) else None
