"""A value in a file, with its lines."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from pathway_economics.io.scalars import Scalar


@dataclass(frozen=True, slots=True)
class Node:
    """A value in a file, and where it stands.

    Attributes
    ----------
    value
        A mapping of nodes, a list of nodes, or a scalar.
    line
        Line on which it starts, from 1.
    key_lines
        Lines of the keys of a mapping.
    text
        A scalar as it was written, without its quotes.
    quoted
        Whether a scalar stood in quotes.
    faulty
        Whether a complaint has been made of this very value.
    """

    value: "dict[str, Node] | list[Node] | Scalar"
    line: int
    key_lines: dict[str, int] = field(default_factory=dict)
    text: str = ""
    quoted: bool = False
    faulty: bool = False

    def plain(self) -> Any:
        """Return the value with plain dicts, lists and scalars inside."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value

    @property
    def any_fault(self) -> bool:
        """Whether this value or one inside it has been complained of."""
        inside: Sequence[Node] = ()
        if isinstance(self.value, dict):
            inside = list(self.value.values())
        elif isinstance(self.value, list):
            inside = self.value
        return self.faulty or any(node.any_fault for node in inside)


def line_at(root: Node, path: Sequence[str]) -> int:
    """Return the line of a path, or of its nearest ancestor that stands in the file.

    A mapping with a single key is looked through, as a contract's keyword or a
    distribution's stands in the file but not in the path.
    """
    node, line = root, root.line
    for key in path:
        inside = _child(node, key)
        if inside is None and isinstance(node.value, dict):
            deeper = (_child(child, key) for child in node.value.values())
            inside = next((found for found in deeper if found is not None), None)
        if inside is None:
            return line
        node, line = inside
    return line


def _child(node: Node, key: str) -> tuple[Node, int] | None:
    if isinstance(node.value, dict) and key in node.value:
        return node.value[key], node.key_lines[key]
    if isinstance(node.value, list) and key.isdecimal() and int(key) < len(node.value):
        item = node.value[int(key)]
        return item, item.line
    return None


def as_node(value: Any, line: int) -> Node:
    """Return plain values as nodes that stand on one line.

    Examples
    --------
    >>> as_node({"rate": 0.3}, 7).plain()
    {'rate': 0.3}
    """
    if isinstance(value, dict):
        inside = {key: as_node(item, line) for key, item in value.items()}
        return Node(inside, line, dict.fromkeys(inside, line))
    if isinstance(value, list | tuple):
        return Node([as_node(item, line) for item in value], line)
    return Node(value, line, text=repr(value))
