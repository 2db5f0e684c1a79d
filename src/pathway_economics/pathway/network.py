"""The pathway as a graph: order of services, loops, and networkx in and out."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pathway_economics.errors import InvalidModel
from pathway_economics.pathway.states import Pathway, Service, State

if TYPE_CHECKING:
    import networkx as nx


def to_networkx(pathway: Pathway) -> "nx.DiGraph[str]":
    """Return the pathway as a networkx graph.

    Nodes have ``kind`` (``"state"`` or ``"service"``) and ``item``; edges have ``link``,
    ``count`` of a use, or both.

    Examples
    --------
    >>> graph = to_networkx(Pathway([State("Well"), State("Dead")],
    ...                             links={"Well": {"Dead": 0.1}}, start={"Well": 1}))
    >>> sorted(graph.nodes)
    ['Dead', 'Well']
    """
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph(
        utility_multiplier=pathway.utility_multiplier, utility_decrement=pathway.utility_decrement
    )
    for name, state in pathway.states.items():
        graph.add_node(name, kind="state", item=state)
    for name, service in pathway.services.items():
        graph.add_node(name, kind="service", item=service)
    for source, targets in pathway.links.items():
        for target, link in targets.items():
            graph.add_edge(source, target, link=link)
    for source, counts in pathway.uses.items():
        for target, count in counts.items():
            graph.add_edge(source, target, count=count)
    return graph


def from_networkx(graph: "nx.DiGraph[str]", start: Mapping[str, Any]) -> Pathway:
    """Return the pathway that a graph made by ``to_networkx`` describes.

    Parameters
    ----------
    graph
        Nodes with ``item``, edges with ``link`` or ``count``.
    start
        Share of the people who enter in each state.
    """
    items = [data["item"] for _, data in graph.nodes(data=True)]
    links: dict[str, dict[str, Any]] = {}
    uses: dict[str, dict[str, Any]] = {}
    for source, target, data in graph.edges(data=True):
        if "link" in data:
            links.setdefault(source, {})[target] = data["link"]
        if "count" in data:
            uses.setdefault(source, {})[target] = data["count"]
    return Pathway(
        states=[item for item in items if isinstance(item, State)],
        services=[item for item in items if isinstance(item, Service)],
        links=links,
        uses=uses,
        start=start,
        **graph.graph,
    )


def visit_generations(pathway: Pathway) -> list[tuple[str, ...]]:
    """Return the services reached by links, in generations that feed only later ones.

    Raises
    ------
    InvalidModel
        If links among services form a loop.

    Examples
    --------
    >>> tree = Pathway([State("In"), State("Out")], [Service("Test"), Service("Treat")],
    ...                links={"In": {"Test": 1}, "Test": {"Treat": 0.4, "Out": "rest"},
    ...                       "Treat": {"Out": 1}}, start={"In": 1})
    >>> visit_generations(tree)
    [('Test',), ('Treat',)]
    """
    reached = {target for targets in pathway.links.values() for target in targets}
    edges = {
        source: [target for target in targets if target in pathway.services]
        for source, targets in pathway.links.items()
        if source in pathway.services
    }
    visited = [name for name in pathway.services if name in reached]
    return _generations(visited, edges, "Links among services")


def use_order(pathway: Pathway) -> list[str]:
    """Return all services, each after every service that uses it.

    Raises
    ------
    InvalidModel
        If services use one another in a loop.
    """
    edges = {
        source: list(counts)
        for source, counts in pathway.uses.items()
        if source in pathway.services
    }
    generations = _generations(list(pathway.services), edges, "Uses among services")
    return [name for generation in generations for name in generation]


def _generations(
    names: list[str], edges: Mapping[str, list[str]], what: str
) -> list[tuple[str, ...]]:
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(names)
    graph.add_edges_from(
        (source, target)
        for source, targets in edges.items()
        for target in targets
        if source in graph and target in graph
    )
    try:
        return [tuple(generation) for generation in nx.topological_generations(graph)]
    except nx.NetworkXUnfeasible:
        loop = [source for source, _ in nx.find_cycle(graph)]
        around = " → ".join((*loop, loop[0]))
        raise InvalidModel(
            f"{what} form a loop: {around}. Patients pass through a service once per cycle; "
            "let them return through a state."
        ) from None
