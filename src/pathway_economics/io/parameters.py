"""The sections ``parameters``, ``correlations`` and ``tables`` of a model file."""

from dataclasses import MISSING, fields
from typing import Any

from pathway_economics.errors import InvalidModel, suggestion
from pathway_economics.io.fields import read_fields, read_text
from pathway_economics.io.findings import Findings, Path, shown
from pathway_economics.io.nodes import Node
from pathway_economics.parameters.correlation import Correlation
from pathway_economics.parameters.distributions import (
    DISTRIBUTIONS,
    Distribution,
    Fixed,
    Joint,
)
from pathway_economics.parameters.names import name_problem
from pathway_economics.parameters.parameter import Parameter

WORDS = ("unit", "source", "assumption")
"""Fields of a parameter beside its distribution."""

STANDS_ALONE = {"dirichlet": "counts", "fixed": "value", "formula": "expression"}
"""Field whose value stands straight after the keyword, with no name of its own."""


TAKES_A_LIST = ("empirical",)
"""Distributions whose first field is a list, which may stand without its name."""


def read_parameters(node: Node | None, findings: Findings) -> dict[str, Parameter]:
    """Return the parameters that could be read, by name."""
    return _read_each(node, ("parameters",), findings)


def _read_each(node: Node | None, path: Path, findings: Findings) -> dict[str, Parameter]:
    read: dict[str, Parameter] = {}
    for name, entry in findings.mapping(node, path, "parameters by name").items():
        n_before = len(findings.complaints)
        parameter = _parameter(name, entry, (*path, name), findings)
        if parameter is None or entry.any_fault or len(findings.complaints) > n_before:
            findings.broken["parameters"] |= {name, *_counted(entry)}
        if parameter is not None:
            read[name] = parameter
    return read


def read_scenarios(node: Node | None, findings: Findings) -> dict[str, dict[str, Parameter]]:
    """Return the changed parameters that could be read, by scenario and name."""
    path = ("scenarios",)
    return {
        label: _read_each(entry, (*path, label), findings)
        for label, entry in findings.mapping(node, path, "changed parameters by name").items()
    }


def read_correlations(node: Node | None, findings: Findings) -> tuple[Correlation, ...]:
    """Return the correlations that could be read."""
    path = ("correlations",)
    if node is None or node.value is None:
        return ()
    if not isinstance(node.value, list):
        findings.add(path, f"A list is needed here: got {shown(node)}; start each line with '- '.")
        return ()
    read = (
        read_fields(Correlation, item, (*path, str(place)), findings)
        for place, item in enumerate(node.value)
    )
    return tuple(correlation for correlation in read if correlation is not None)


def _parameter(name: str, entry: Node, path: Path, findings: Findings) -> Parameter | None:
    given = findings.mapping(entry, path, "a distribution, a unit and a source or assumption")
    if entry.faulty or (entry.value is not None and not isinstance(entry.value, dict)):
        return None
    keywords = [key for key in given if key in DISTRIBUTIONS]
    _unknown(given, path, findings)
    distribution: Distribution | None = None
    if len(keywords) == 1:
        (keyword,) = keywords
        distribution = read_distribution(keyword, given[keyword], (*path, keyword), findings)
    elif keywords or set(given) <= set(WORDS):
        told = " and ".join(keywords) or "none"
        known = ", ".join(DISTRIBUTIONS)
        findings.add(path, f"A parameter needs one distribution: got {told}; give one of {known}.")
    words = {word: read_text(given.get(word), (*path, word), findings) for word in WORDS}
    faulty = {word for word in WORDS if word in given and given[word].faulty}
    try:
        parameter = Parameter(
            name,
            distribution or Fixed(0.0),
            unit=words["unit"] or "?" * ("unit" in faulty),
            source=words["source"] or ("?" * bool(faulty - {"unit"}) or None),
            assumption=words["assumption"] or None,
        )
    except InvalidModel as error:
        findings.add_error(path, error)
        if distribution is None or name_problem(name):
            return None
        return Parameter(name, distribution, words["unit"] or "?", assumption="?")
    return None if distribution is None else parameter


def _unknown(given: dict[str, Node], path: Path, findings: Findings) -> None:
    """Complain of every key of a parameter that is neither a keyword nor a word."""
    known = (*DISTRIBUTIONS, *WORDS)
    for key in given:
        if key not in known:
            hint = suggestion(key, known).replace("Declared:", "Known:")
            what = "distribution or field" if isinstance(given[key].value, dict) else "field"
            findings.add((*path, key), f"No {what} of a parameter is named {key!r}. {hint}")


def read_distribution(
    keyword: str, node: Node, path: Path, findings: Findings
) -> Distribution | None:
    """Return the distribution of a keyword, whose single field may stand without its name."""
    kind = DISTRIBUTIONS[keyword]
    alone = STANDS_ALONE.get(keyword)
    if alone is None and isinstance(node.value, list) and keyword in TAKES_A_LIST:
        alone = fields(kind)[0].name
    if alone is None:
        if isinstance(node.value, dict) or node.faulty:
            return read_fields(kind, node, path, findings)
        findings.add(path, _without_names(keyword, kind, node))
        return None
    wrapped = Node({alone: node}, node.line, {alone: node.line})
    inside = Findings(broken=findings.broken)
    distribution = read_fields(kind, wrapped, (), inside)
    for complaint in inside.complaints:
        findings.add((*path, *complaint.path[1:]), complaint.message)
    return distribution


def _without_names(keyword: str, kind: type[Distribution], node: Node) -> str:
    """Return the complaint of numbers whose names were left out, with an example."""
    if node.value is None:
        return f"The fields of {keyword} are missing; give them in {{ }}."
    items = node.value if isinstance(node.value, list) else [node]
    ways = kind.ways or (tuple(f.name for f in fields(kind) if f.default is MISSING),)
    names = next((way for way in ways if len(way) == len(items)), ways[0])
    texts = [item.text for item in items] if len(names) == len(items) else ["..."] * len(names)
    spelt = ", ".join(f"{name}: {text or '...'}" for name, text in zip(names, texts, strict=True))
    return (
        f"The numbers of {keyword} need their names: got {shown(node)}; write "
        f"{keyword}: {{{spelt}}}."
    )


def _counted(entry: Node) -> set[str]:
    """Return the names that joint distributions would have declared.

    Where they do not stand in their place, every key is one that may be meant.
    """
    given = entry.value if isinstance(entry.value, dict) else {}
    named: set[str] = set()
    for keyword in given.keys() & DISTRIBUTIONS.keys():
        kind, body = DISTRIBUTIONS[keyword], given[keyword].value
        if not issubclass(kind, Joint) or not isinstance(body, dict):
            continue
        places: list[Any] = [body]
        if keyword not in STANDS_ALONE:
            places = [body[kind.naming].value] if kind.naming in body else _mappings(body)
        named.update(*(place for place in places if isinstance(place, dict)))
    return named


def _mappings(body: dict[str, Node]) -> list[Any]:
    return [body, *(node.value for node in body.values())]
