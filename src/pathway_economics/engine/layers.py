"""One pathway that people on a strategy follow, as nodes and who feeds them."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from pathway_economics.engine.nodes import At, Node
from pathway_economics.parameters.expressions import (
    Constant,
    Expression,
    as_expression,
    names_in,
)
from pathway_economics.pathway import Link, Pathway, Service, visit_generations

Feeder = tuple[Node, Expression | None, str]
"""Who feeds a node, with which probability, and where the model says it."""


class Layer:
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
        """Return the services that are reached in so many steps."""
        return self.generations[number] if number < len(self.generations) else []

    def links(self) -> dict[Node, Link]:
        """Return the rows that stand for a link."""
        return {
            node: self.rewarded[name][1] for name in self.rewarded for node in self._nodes(name)
        }

    def feed(self, feeders: dict[Node, list[Feeder]]) -> None:
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
