"""What is found wrong while a file is read."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path as Folder
from typing import Any

from pathway_economics.errors import Complaint, InvalidModel, suggestion
from pathway_economics.io.nodes import Node
from pathway_economics.io.syntax import tight_colon
from pathway_economics.parameters.expressions import as_expression

Path = tuple[str, ...]
"""Keys that lead to a place in a file."""

UNREADABLE = as_expression("0 + 0")
"""Stand-in for a number that could not be read.

It is no plain number, so that nothing more is complained of for want of one, such as a
row of probabilities that no longer sums to one.
"""


MEANT = {
    "n": ("total", "size", "sample", "sample_size", "trials"),
    "low": ("min", "minimum", "lower", "from"),
    "high": ("max", "maximum", "upper", "to"),
    "ci95": ("ci", "interval", "range", "confidence_interval"),
    "se": ("stderr", "std_err", "standard_error"),
}
"""Fields, and other words for them that people write."""


@dataclass(slots=True)
class Findings:
    """Complaints collected so far, and the names that could not be read.

    Attributes
    ----------
    complaints
        In the order in which they were found.
    broken
        Names declared in the file whose entry could not be read, by section.
    folder
        Where the file stands; nothing if it was read from a text.
    presets
        Rows of presets that the file adds to those there are.
    """

    complaints: list[Complaint] = field(default_factory=list)
    broken: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    folder: Folder | None = None
    presets: tuple[Mapping[str, Any], ...] = ()

    def add(self, path: Path, message: str) -> None:
        """Note one complaint."""
        self.complaints.append(Complaint(message, path))

    def add_error(self, path: Path, error: InvalidModel) -> None:
        """Note each complaint of an error that was raised for this place."""
        for complaint in error.complaints:
            self.add((*path, *complaint.path), complaint.message)

    def mapping(self, node: Node | None, path: Path, holds: str) -> dict[str, Node]:
        """Return the nodes of a mapping; complain if it is something else.

        Nothing, and ``null``, is an empty mapping.
        """
        if node is None or node.faulty or node.value is None:
            return {}
        if isinstance(node.value, dict):
            return node.value
        mend = tight_colon(node.text) if isinstance(node.value, str) else None
        wanted = f"a mapping of {holds} is needed: got {shown(node)}"
        told = mend or f"{wanted}; write one 'key: value' a line, indented alike"
        self.add(path, f"{told[0].upper()}{told[1:]}.")
        return {}

    @contextmanager
    def unread(self, section: str, name: str) -> Iterator[None]:
        """Note a name as broken if anything is complained of while it is read."""
        n_before = len(self.complaints)
        yield
        if len(self.complaints) > n_before:
            self.broken[section].add(name)

    def unknown_keys(self, given: Iterable[str], known: Iterable[str], path: Path) -> None:
        """Complain of every key that means nothing here."""
        allowed = tuple(known)
        for key in given:
            if key not in allowed:
                self.add((*path, key), unknown_key(key, allowed))


def unknown_key(key: str, known: Iterable[str]) -> str:
    """Return the complaint of a key that means nothing, with the nearest that does.

    Examples
    --------
    >>> unknown_key("utilty", ["utility", "unit_cost"])
    "No field is named 'utilty' here. Did you mean 'utility'?"
    """
    allowed = tuple(known)
    meant = [word for word, others in MEANT.items() if key.lower() in others and word in allowed]
    close = suggestion(meant[0] if meant else key, allowed).replace("Declared:", "Known:")
    return f"No field is named {key!r} here. {close}"


def shown(node: Node) -> str:
    """Return a node in short, for a message."""
    if isinstance(node.value, dict):
        return "a mapping"
    if isinstance(node.value, list):
        return "a list"
    if node.value is None:
        return "nothing"
    text = node.text if len(node.text) <= 60 else f"{node.text[:57]}..."
    return repr(text) if isinstance(node.value, str) else text
