"""Fields of one frozen dataclass, read from a node by pydantic."""

import json
import re
from collections.abc import Callable
from dataclasses import fields
from functools import cache
from typing import Any, TypeVar

from pydantic import ConfigDict, TypeAdapter, ValidationError

from pathway_economics.errors import InvalidModel, suggestion
from pathway_economics.io.findings import Findings, Path, shown, unknown_key
from pathway_economics.io.nodes import Node
from pathway_economics.io.salvage import Problem, of_the_whole, plain_fields, salvage
from pathway_economics.parameters.slips import mend_of_number

Thing = TypeVar("Thing")


@cache
def adapter(kind: type) -> TypeAdapter[Any]:
    """Return what validates a list of one object of a class, and knows its schema.

    The list is there because pydantic takes no configuration for a bare dataclass.
    """
    return TypeAdapter(tuple[kind], config=ConfigDict(extra="forbid", strict=True))  # type: ignore[valid-type]


def read_fields(
    kind: type[Thing], node: Node, path: Path, findings: Findings, **given: Any
) -> Thing | None:
    """Return an object whose fields a mapping spells; complain of what is wrong with it.

    After a complaint the object has stand-ins for what could not be read, so that the
    rest of it can be checked; there may be none.

    Parameters
    ----------
    kind
        Frozen dataclass that the mapping mirrors.
    node
        The mapping; ``null`` is an empty one.
    path
        Where it stands.
    findings
        Where complaints go.
    given
        Fields that the file spells elsewhere, such as the name, which is a key.
    """
    children = findings.mapping(node, path, "fields")
    if node.faulty or not isinstance(node.value, dict | None):
        return None
    known = [field.name for field in fields(kind) if field.name not in given]  # type: ignore[arg-type]
    findings.unknown_keys((key for key in children if key in given), known, path)
    faulty = {key for key, child in children.items() if child.any_fault}

    def attempt(data: dict[str, Any]) -> tuple[Thing | None, list[Problem]]:
        try:
            return _validated(kind, data, node), []
        except ValidationError as error:
            return None, _problems(error)

    data = {**plain_fields(kind, children), **given}
    thing, problems = attempt(data)
    if thing is None:
        thing, hidden = salvage(kind, data, problems, attempt)
        unsure = bool(faulty - data.keys())  # what is left may lack what was faulty
        for problem in (*_of_the_branch_meant(problems, node), *hidden):
            if not faulty & set(problem["loc"][1:2]) and not (unsure and of_the_whole(problem)):
                _complain(problem, node, path, findings, known)
    return thing


def _validated(kind: type, data: dict[str, Any], node: Node) -> Any:
    """Validate; where text is wanted and a number given, take the number as it was written."""
    try:
        return adapter(kind).validate_json(json.dumps([data]))[0]
    except ValidationError as error:
        wanted = [p["loc"][1:] for p in _problems(error) if p["type"] == "string_type"]
        if not any(_write_out(data, node, loc) for loc in wanted):
            raise
    return adapter(kind).validate_json(json.dumps([data]))[0]


def _problems(error: ValidationError) -> list[Problem]:
    return [dict(problem) for problem in error.errors(include_url=False)]


def _write_out(data: Any, node: Node, loc: tuple[Any, ...]) -> bool:
    """Put the text of a scalar where its value stood; say whether there was one."""
    *ancestors, last = loc
    for key in ancestors:
        inside = _inside(node, key)
        if inside is None:
            return False
        data, node = data[key], inside
    scalar = _inside(node, last)
    if scalar is None or scalar.value is None or isinstance(scalar.value, dict | list):
        return False
    data[last] = scalar.text
    return True


def _inside(node: Node, key: Any) -> Node | None:
    if isinstance(node.value, dict):
        return node.value.get(str(key))
    if isinstance(node.value, list) and isinstance(key, int) and key < len(node.value):
        return node.value[key]
    return None


def _of_the_branch_meant(problems: list[Problem], node: Node) -> list[Problem]:
    """Of a field that may be one of several things, keep the problems of one of them.

    pydantic lists what is wrong with each; the one meant is that which reads furthest
    into what was given, and of those equally far the one with a message of its own.
    """
    by_field: dict[Any, list[Problem]] = {}
    for problem in problems:
        by_field.setdefault(problem["loc"][1:2], []).append(problem)
    kept: list[Problem] = []
    for found in by_field.values():
        branches: dict[str, list[Problem]] = {}
        for problem in found:
            branches.setdefault(_branch(problem, node), []).append(problem)
        if len(branches) > 1:
            tag, found = max(branches.items(), key=lambda branch: _closeness(branch[1]))
            found = [{**p, "loc": _without(tag, p["loc"])} for p in found]
        kept += found
    return kept


def _branch(problem: Problem, node: Node) -> str:
    """Return the name that pydantic gives to one of several spellings, if it says one."""
    loc = problem["loc"]
    if len(loc) < 3 or not isinstance(loc[2], str):
        return ""
    own = problem["type"] in ("missing", "unexpected_keyword_argument") and len(loc) == 3
    inside = _inside(node, loc[1])
    known = inside is not None and _inside(inside, loc[2]) is not None
    return "" if own or known else loc[2]


def _without(tag: str, loc: tuple[Any, ...]) -> tuple[Any, ...]:
    return (*loc[:2], *loc[3:]) if loc[2:3] == (tag,) else loc


def _closeness(problems: list[Problem]) -> tuple[int, int, bool]:
    """Return how nearly a spelling was met; a list is the likeliest mend of a lone name."""
    kinds = [problem["type"] for problem in problems]
    wrong = {"dataclass_type", "literal_error", "dict_type", "tuple_type", "list_type"}
    depth = max(len(problem["loc"]) for problem in problems)
    nearness = kinds.count("value_error") - sum(kind in wrong for kind in kinds)
    return depth, nearness, "list_type" in kinds


def _complain(
    problem: Problem, node: Node, path: Path, findings: Findings, known: list[str]
) -> None:
    place, at = path, node
    for key in problem["loc"][1:]:
        inside = _inside(at, key)
        if inside is None:
            break
        place, at = (*place, str(key)), inside
    if isinstance(error := problem.get("ctx", {}).get("error"), InvalidModel):
        add_number_error(error, at, place, findings)
        return
    field = str(problem["loc"][-1])
    if problem["type"] == "unexpected_keyword_argument":
        if place == (*path, field):
            findings.add(place, unknown_key(field, known))
        else:
            findings.add(place, f"No field is named {field!r} here.")
    elif problem["type"] == "missing":
        findings.add(place, _missing(problem["loc"]))
    else:
        wanted = _WANTED.get(problem["type"], _told)(problem)
        findings.add(place, f"{wanted}: got {shown(at)}{_mend(at, problem)}")


def _missing(loc: tuple[Any, ...]) -> str:
    if isinstance(loc[-1], int):
        return f"The list {loc[-2]!r} is too short: number {loc[-1] + 1} is missing."
    return f"The field {loc[-1]!r} is missing; give it."


def _told(problem: Problem) -> str:
    return str(problem["msg"])


_WANTED: dict[str, Callable[[Problem], str]] = {
    "float_type": lambda _: "A plain number is needed here",
    "int_type": lambda _: "A whole number is needed here",
    "string_type": lambda _: "Text is needed here",
    "bool_type": lambda _: "true or false is needed here",
    "dict_type": lambda _: "A mapping is needed here",
    "dataclass_type": lambda _: "A mapping is needed here",
    "list_type": lambda _: "A list is needed here",
    "tuple_type": lambda _: "A list is needed here",
    "literal_error": lambda problem: (
        f"{'One of ' * (len(_words(problem)) > 1)}{problem['ctx']['expected']} is needed here"
    ),
    "too_long": lambda problem: f"A list of {problem['ctx']['max_length']} is needed here",
}

_NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][-+]?\d+)?")


def _mend(node: Node, problem: Problem) -> str:
    """Return the likely mend of a value of the wrong kind."""
    text = node.text
    if problem["type"] in ("float_type", "int_type"):
        if node.quoted and _NUMBER.fullmatch(text):
            return f"; write {text}, without quotes."
        if isinstance(node.value, str) and (mend := mend_of_number(text)):
            return f"; {mend}."
        return "; expressions cannot stand here." if isinstance(node.value, str) else "."
    if problem["type"] == "bool_type" and text.lower() in ("yes", "no", "on", "off"):
        return f"; write {'true' if text.lower() in ('yes', 'on') else 'false'}."
    if problem["type"] == "literal_error" and isinstance(node.value, str):
        hint = suggestion(text, _words(problem))
        return f". {hint}" if hint.startswith("Did") else "."
    if problem["type"] == "list_type" and isinstance(node.value, str):
        return f"; write [{text}]."
    return "."


def _words(problem: Problem) -> list[str]:
    return re.findall(r"'([^']*)'", problem["ctx"]["expected"])


def read_text(node: Node | None, path: Path, findings: Findings, default: str = "") -> str:
    """Return the text of a scalar as it was written; complain of anything else."""
    if node is None or node.faulty or node.value is None:
        return default
    if isinstance(node.value, dict | list):
        findings.add(path, f"Text is needed here: got {shown(node)}.")
        return default
    return node.text


def read_by(
    reader: Callable[[Any], Thing], node: Node, path: Path, findings: Findings
) -> Thing | None:
    """Return what a reader of numbers or expressions makes of a node, or nothing."""
    if node.any_fault:
        return None
    try:
        return reader(node.plain())
    except InvalidModel as error:
        add_number_error(error, node, path, findings)
        return None


def add_number_error(error: InvalidModel, node: Node, path: Path, findings: Findings) -> None:
    """Note an error; that of a value which is no number at all in words of the file."""
    if "is neither a number nor an expression" not in str(error):
        findings.add_error(path, error)
        return
    findings.add(path, f"A number or an expression is needed here: got {shown(node)}.")
