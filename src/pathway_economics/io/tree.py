"""YAML text as a tree that remembers its lines.

The tree is built from the events of the parser, so that nothing of YAML happens
behind our back: all keys are text, scalars follow the core schema of YAML 1.2, and
duplicate keys, anchors, aliases, tags and merges are complaints.
"""

import re
from collections.abc import Iterator
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from pathway_economics.errors import Complaint, InvalidModel
from pathway_economics.io.nodes import Node
from pathway_economics.io.scalars import plain_scalar
from pathway_economics.io.syntax import in_plain_words, tight_colon
from pathway_economics.parameters.slips import mend_of_number

MAX_BYTES = 5_000_000
"""Largest model file. [bytes]"""

MAX_DEPTH = 40
"""Deepest nesting of a model file."""

MAX_NODES = 50_000
"""Most values in a model file."""

_HALF = re.compile("[\ud800-\udfff]")
_START = re.compile(r"(-|GBP ?|[£$€] ?)*\d[\d,]*")
_GROUP = re.compile(r"\d{3}\.\d+|\d+")


def read_tree(text: str) -> tuple[Node, list[Complaint]]:
    r"""Return the tree of a YAML text, and what is wrong with it as far as it goes.

    Parameters
    ----------
    text
        YAML, of which JSON is a part.

    Returns
    -------
    tuple of Node and list of Complaint
        Complaints have a path and a line, and no file.

    Raises
    ------
    InvalidModel
        If the text is not YAML, or exceeds a limit of size, depth or number of values.

    Examples
    --------
    >>> tree, complaints = read_tree("country: NO\nshares: [0.2, 1e5]")
    >>> tree.plain(), complaints
    ({'country': 'NO', 'shares': [0.2, 100000.0]}, [])
    """
    refuse_size(len(text.encode("utf-8", "surrogatepass")))
    builder = _Builder(text)
    return builder.document(), builder.complaints


def refuse_size(n_bytes: int) -> None:
    """Raise ``InvalidModel`` if a file is too large to be a model."""
    if n_bytes > MAX_BYTES:
        raise InvalidModel(
            f"The file is too large: {n_bytes:,} bytes; a model file has at most {MAX_BYTES:,}."
        )


class _Builder:
    """Builds the tree of one text, event by event."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.complaints: list[Complaint] = []
        self.n_nodes = 0
        self.events = self._events()

    def _events(self) -> Iterator[Any]:
        try:
            yield from YAML(typ="safe", pure=True).parse(self.text)
        except Exception as error:  # the parser also raises bare errors, on bad escapes
            raise InvalidModel([*self.complaints, in_plain_words(error, self.text)]) from None

    def document(self) -> Node:
        found: Node | None = None
        for event in self.events:
            if isinstance(event, DocumentStartEvent):
                if found is not None:
                    self._complain(event, (), "A file holds one model: got a second '---'")
                    break
                found = self._node(next(self.events), (), 0)
            elif not isinstance(event, StreamStartEvent | StreamEndEvent | DocumentEndEvent):
                self._complain(event, (), "This has no place here")
        if found is None:
            raise InvalidModel([Complaint("The file is empty; write a model.", line=1)])
        return found

    def _complain(self, event: Any, path: tuple[str, ...], message: str) -> None:
        self.complaints.append(Complaint(f"{message}.", path=path, line=_line(event)))

    def _stop(self, event: Any, message: str) -> InvalidModel:
        return InvalidModel([*self.complaints, Complaint(message, line=_line(event))])

    def _node(self, event: Any, path: tuple[str, ...], depth: int) -> Node:
        self.n_nodes += 1
        if self.n_nodes > MAX_NODES:
            raise self._stop(event, f"Too many values; a model has at most {MAX_NODES:,}.")
        if depth > MAX_DEPTH:
            raise self._stop(event, f"The nesting is too deep; at most {MAX_DEPTH} levels.")
        faulty = self._adorned(event, path)
        if isinstance(event, MappingStartEvent):
            return self._mapping(event, path, depth)
        if isinstance(event, SequenceStartEvent):
            return self._sequence(event, path, depth)
        if isinstance(event, ScalarEvent) and not faulty:
            return self._scalar(event, path)
        return Node(None, _line(event), faulty=True)

    def _adorned(self, event: Any, path: tuple[str, ...]) -> bool:
        """Complain of aliases, anchors and tags; say whether the value cannot be used."""
        mend = "write the value out, or put text that starts so in quotes"
        if isinstance(event, AliasEvent):
            self._complain(event, path, f"A model file has no aliases: got *{event.anchor}; {mend}")
            return True
        if event.anchor is not None:
            given = f"&{event.anchor}"
            self._complain(event, path, f"A model file has no anchors: got {given}; {mend}")
            return True
        if event.tag is not None:
            given = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._complain(event, path, f"A model file has no tags: got {given}; {mend}")
            return True
        return False

    def _scalar(self, event: ScalarEvent, path: tuple[str, ...]) -> Node:
        line, quoted = _line(event), not event.implicit[0]
        text = _joined(event.value)
        try:
            if _HALF.search(text):
                raise InvalidModel("Half a character stands here; retype the text.")
            value = text if quoted else plain_scalar(text)
        except InvalidModel as error:
            self.complaints.append(Complaint(str(error), path=path, line=line))
            return Node(None, line, faulty=True)
        return Node(value, line, text=text, quoted=quoted)

    def _sequence(self, start: Any, path: tuple[str, ...], depth: int) -> Node:
        items: list[Node] = []
        while not isinstance(event := next(self.events), SequenceEndEvent):
            items.append(self._node(event, (*path, str(len(items))), depth + 1))
        return Node(items, _line(start))

    def _mapping(self, start: Any, path: tuple[str, ...], depth: int) -> Node:
        found: dict[str, Node] = {}
        lines: dict[str, int] = {}
        while not isinstance(event := next(self.events), MappingEndEvent):
            key = self._key(event, path, depth)
            inside = path if key is None else (*path, key)
            node = self._node(next(self.events), inside, depth + 1)
            if key is None or self._missing_space(event, node, path):
                continue
            if found and self._comma(event, node, list(found.items())[-1], path):
                field, number = found.popitem()
                text = f"{number.text},{key}"
                found[field] = Node(None, _line(event), text=text, faulty=True)
                continue
            if key in found:
                again = f"{key!r} stands here twice, first on line {lines[key]}; keep one"
                self._complain(event, inside, again)
                continue
            found[key], lines[key] = node, _line(event)
        return Node(found, _line(start), key_lines=lines)

    def _key(self, event: Any, path: tuple[str, ...], depth: int) -> str | None:
        node = self._node(event, path, depth + 1) if not isinstance(event, ScalarEvent) else None
        if node is not None:
            if not node.faulty:
                self._complain(event, path, "A key must be text: got a list or mapping")
            return None
        if self._adorned(event, path):
            return None
        if event.value == "<<" and event.implicit[0]:
            self._complain(event, path, "A model file has no merges: got <<; write the fields out")
            return None
        key = _joined(event.value)
        if not key.strip() or not key.isprintable():
            self._complain(event, path, f"A key must be readable text: got {event.value[:40]!r}")
            return None
        return key

    def _missing_space(self, key: ScalarEvent, node: Node, path: tuple[str, ...]) -> bool:
        """Complain of ``{utility:0.72}``, which YAML takes for a key without a value."""
        mend = tight_colon(key.value) if _absent(node) and key.implicit[0] else None
        if mend:
            self._complain(key, path, mend[0].upper() + mend[1:])
        return mend is not None

    def _comma(
        self, key: ScalarEvent, node: Node, before: tuple[str, Node], path: tuple[str, ...]
    ) -> bool:
        """Complain of ``{mean: 4,328}``, which YAML takes for 4 and a key 328."""
        field, number = before
        if not (_absent(node) and _START.fullmatch(number.text) and _GROUP.fullmatch(key.value)):
            return False
        if number.faulty:
            self.complaints.pop()  # of its first part
        text = f"{number.text},{key.value}"
        mend = mend_of_number(text) or "write it without commas"
        self._complain(key, (*path, field), f"{text!r} is not a number: {mend}")
        return True


def _absent(node: Node) -> bool:
    """Return whether nothing at all stands for a value."""
    return node.value is None and not (node.text or node.faulty or node.quoted)


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _joined(text: str) -> str:
    r"""Return text with the two halves of ``"\ud83d\ude00"``, as JSON writes it, joined.

    A half without its other half is left as it is.
    """
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
