"""What can still be checked of an object with a mistake in it.

Stand-ins take the place of what was complained of, so that one mistake hides no other:
a capacity pool whose backfill cannot be read still names its services and its measure.
"""

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import MISSING, Field, fields
from functools import cache
from typing import Any, get_args, get_type_hints

from pathway_economics.errors import InvalidModel
from pathway_economics.io.nodes import Node
from pathway_economics.parameters.numbers import Spelling

STAND_IN = "0 + 0"
"""Text of an expression that is no plain number, so that nothing more is said of it."""

Problem = dict[str, Any]
Attempt = Callable[[dict[str, Any]], tuple[Any, list[Problem]]]
"""Makes the object of some fields, or says what is wrong with them."""


def plain_fields(kind: type, children: Mapping[str, Node]) -> dict[str, Any]:
    """Return the plain values of fields, with stand-ins for those complained of already."""
    return {
        key: _plain(child)
        for key, child in children.items()
        if not child.faulty or key in _numeric(kind)
    }


def salvage(
    kind: type, data: dict[str, Any], problems: list[Problem], attempt: Attempt
) -> tuple[Any, list[Problem]]:
    """Return an object with stand-ins for what is wrong, and what that brought to light.

    Parameters
    ----------
    kind
        Class of the object.
    data
        Its fields as the file spells them.
    problems
        What is wrong with them.
    attempt
        Makes the object.

    Returns
    -------
    tuple
        The object, or nothing; and problems that were hidden behind the others.
    """
    mended, sure = _mended(kind, data, problems)
    thing, hidden = (None, problems) if mended == data else attempt(mended)
    if thing is not None:
        return thing, []
    told = [problem for problem in hidden if of_the_whole(problem)]
    for trial in _with_one_left_out(kind, mended):
        thing, _ = attempt(trial)
        if thing is not None:
            break
    return thing, told if sure and mended != data else []


def _plain(node: Node) -> Any:
    if node.faulty:
        return STAND_IN
    if isinstance(node.value, dict):
        return {key: _plain(child) for key, child in node.value.items()}
    return [_plain(child) for child in node.value] if isinstance(node.value, list) else node.value


def of_the_whole(problem: Problem) -> bool:
    """Return whether a class found that its fields contradict one another."""
    own = isinstance(problem.get("ctx", {}).get("error"), InvalidModel)
    return own and len(problem["loc"]) == 1


def _mended(
    kind: type, data: dict[str, Any], problems: list[Problem]
) -> tuple[dict[str, Any], bool]:
    """Return fields with stand-ins; say whether only numbers were replaced."""
    mended, sure = deepcopy(data), True
    for problem in problems:
        loc = problem["loc"][1:]
        if not loc:
            continue
        own = isinstance(problem.get("ctx", {}).get("error"), InvalidModel)
        if not (own and _replace(mended, loc)):
            sure = sure and loc[0] in _numeric(kind)
            _leave_out(kind, mended, loc[0])
    return mended, sure


def _replace(data: Any, loc: tuple[Any, ...]) -> bool:
    """Put a stand-in where a number cannot be read; say whether there was one."""
    *above, last = loc
    for key in above:
        data = data.get(key) if isinstance(data, dict) else None
    found = isinstance(data, dict) and last in data
    if found:
        data[last] = STAND_IN
    return found


def _leave_out(kind: type, data: dict[str, Any], name: str) -> None:
    field = _fields(kind).get(name)
    if name in _numeric(kind):
        data[name] = STAND_IN
    elif field is None or (field.default, field.default_factory) != (MISSING, MISSING):
        data.pop(name, None)
    elif isinstance(data.get(name), dict):
        data[name] = dict.fromkeys(data[name], STAND_IN)


def _with_one_left_out(kind: type, data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the fields less one, and then less all that can be left out."""
    bare = dict(data)
    for name in data:
        trial = dict(data)
        _leave_out(kind, trial, name)
        _leave_out(kind, bare, name)
        yield trial
    yield bare


@cache
def _fields(kind: type) -> dict[str, Field[Any]]:
    return {field.name: field for field in fields(kind)}


@cache
def _numeric(kind: type) -> frozenset[str]:
    """Return the fields that may hold an expression."""
    hints = get_type_hints(kind, include_extras=True)
    return frozenset(name for name in _fields(kind) if _takes_expressions(hints[name]))


def _takes_expressions(hint: Any) -> bool:
    marks = getattr(hint, "__metadata__", ())
    options = get_args(hint) if type(None) in get_args(hint) else ()
    return any(isinstance(mark, Spelling) for mark in marks) or any(
        _takes_expressions(option) for option in options
    )
