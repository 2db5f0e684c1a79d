"""YAML syntax errors in plain words."""

import re
from typing import Any

from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.reader import ReaderError

from pathway_economics.errors import Complaint

TIGHT_COLON = re.compile(r"(?P<key>[^\W\d][\w \-]*):(?P<value>(?!//)[^\s:].*)")
"""A key and a value with no space after the colon, such as ``utility:0.72``."""

_PHRASES: list[tuple[str, str]] = [
    (
        "mapping values are not allowed here",
        "a second colon on one line; put text that holds ': ' in quotes, "
        "or indent the line as its neighbours are",
    ),
    ("'\\t'", "a tab character; indent with spaces"),
    ("found unexpected end of stream", "the text in quotes never ends; close the quotes"),
    ("expected ',' or ']'", "the list never ends or lacks a comma; close it with ]"),
    ("expected ',' or '}'", "the mapping never ends or lacks a comma; close it with }"),
    (
        "could not find expected ':'",
        "a key without a colon and a space after it; write 'key: value'",
    ),
    ("expected <block end>", "the indentation fits no line above; align it with its neighbours"),
    ("undefined alias", "a value that starts with *; put text in quotes"),
    ("cannot start any token", "a value starts with a sign that YAML reserves; put it in quotes"),
    ("unknown escape", "a backslash in double quotes; use single quotes instead"),
    ("special characters are not allowed", "a control character; remove it"),
]


def tight_colon(text: str) -> str | None:
    """Return the likely mend where a colon has no space after it, or nothing.

    Examples
    --------
    >>> tight_colon("utility:0.72")
    "a space is missing after the colon: got 'utility:0.72'; write 'utility: 0.72'"
    >>> tight_colon("https://example.org")
    """
    found = TIGHT_COLON.fullmatch(text.strip())
    if found is None:
        return None
    shown, mended = (_short(part) for part in (found[0], f"{found['key']}: {found['value']}"))
    return f"a space is missing after the colon: got {shown!r}; write {mended!r}"


def in_plain_words(error: Exception, text: str) -> Complaint:
    """Return the complaint that an error of the YAML parser amounts to."""
    lines = text.split("\n")
    at = _line(error, text)
    for line in _suspects(error, at, lines):
        mend = tight_colon(lines[line - 1].lstrip(" -{").rstrip(" ,}"))
        if mend:
            return Complaint(f"This is not YAML: {mend}.", line=line)
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", "") or error)
    reason = next((words for sign, words in _PHRASES if sign in problem), problem)
    given = _short(lines[at - 1].strip()) if at <= len(lines) else ""
    return Complaint(f"This is not YAML: got {given!r}: {reason}{_opening(error, at)}.", line=at)


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:77]}..."


def _line(error: Exception, text: str) -> int:
    """Return the line of an error, from 1; the last one with any text if it is at the end."""
    if isinstance(error, ReaderError):
        return text.count("\n", 0, error.position) + 1
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    last = text.rstrip().count("\n") + 1
    return min(mark.line + 1, last) if mark is not None else 1


def _suspects(error: Exception, at: int, lines: list[str]) -> list[int]:
    """Return the lines that may lack a space after a colon."""
    if not isinstance(error, MarkedYAMLError):
        return []
    above = next((i for i in range(at - 1, 0, -1) if lines[i - 1].strip()), at)
    context: Any = error.context_mark
    opened = context.line + 1 if context is not None else at
    return [line for line in dict.fromkeys((opened, at, above)) if line <= len(lines)]


def _opening(error: Exception, at: int) -> str:
    context: Any = getattr(error, "context_mark", None)
    if context is None or context.line + 1 >= at:
        return ""
    return f" (what is not closed starts on line {context.line + 1})"
