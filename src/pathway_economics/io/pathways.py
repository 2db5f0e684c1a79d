"""The sections ``pathway`` and ``strategies`` of a model file."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import fields
from typing import Any

from pathway_economics.errors import InvalidModel
from pathway_economics.io.fields import read_by, read_fields, read_text
from pathway_economics.io.findings import UNREADABLE, Findings, Path, shown
from pathway_economics.io.nodes import Node
from pathway_economics.parameters.expressions import Expression, as_expression
from pathway_economics.pathway.states import Link, Pathway, Service, State
from pathway_economics.pathway.strategies import Programme, Strategy
from pathway_economics.pathway.tests import Test, misplaced_tests

KINDS: dict[str, type[State] | type[Service]] = {"states": State, "services": Service}


def read_pathway(node: Node | None, findings: Findings) -> Pathway:
    """Return the pathway as far as it could be read."""
    path = ("pathway",)
    given = findings.mapping(node, path, "states, services, links, uses and start")
    findings.unknown_keys(given, [*(field.name for field in fields(Pathway)), "tests"], path)
    things = {
        section: _things(kind, given.get(section), (*path, section), findings)
        for section, kind in KINDS.items()
    }
    links = _links(given.get("links"), (*path, "links"), findings)
    return Pathway(
        states=things["states"],
        services=things["services"],
        links=links,
        uses=_uses(given.get("uses"), (*path, "uses"), findings),
        start=read_numbers(given.get("start"), (*path, "start"), findings),
        **_read_terms(given, ("utility_multiplier", "utility_decrement"), path, findings),
        tests=_tests(given.get("tests"), links, things["states"], path, findings),
    )


def _read_terms(
    given: Mapping[str, Node], terms: Iterable[str], path: Path, findings: Findings
) -> dict[str, Any]:
    """Return those of some single numbers that are given."""
    return {
        term: read_number(given[term], (*path, term), findings)
        for term in terms
        if term in given and given[term].value is not None
    }


def read_strategies(node: Node | None, findings: Findings) -> dict[str, Strategy]:
    """Return the strategies that could be read, by name."""
    path = ("strategies",)
    read: dict[str, Strategy] = {}
    for name, entry in findings.mapping(node, path, "strategies by name").items():
        n_before = len(findings.complaints)
        strategy = _strategy(name, entry, (*path, name), findings)
        if strategy is None or entry.any_fault or len(findings.complaints) > n_before:
            findings.broken["strategies"].add(name)
        if strategy is not None:
            read[name] = strategy
    return read


def read_number(node: Node, path: Path, findings: Findings) -> Expression:
    """Return the expression of a scalar; one that cannot be read gets a stand-in."""
    number = read_by(as_expression, node, path, findings)
    return UNREADABLE if number is None else number


def read_numbers(node: Node | None, path: Path, findings: Findings) -> dict[str, Expression]:
    """Return the expressions of a mapping by key; one that cannot be read gets a stand-in."""
    return {
        key: read_number(entry, (*path, key), findings)
        for key, entry in findings.mapping(node, path, "numbers by name").items()
    }


def read_names(node: Node | None, path: Path, findings: Findings) -> tuple[str, ...] | None:
    """Return the texts of a list, or nothing."""
    if node is None or node.faulty or node.value is None:
        return None
    if not isinstance(node.value, list):
        mend = f"; write [{node.text}]" if isinstance(node.value, str) else ""
        findings.add(path, f"A list of names is needed here: got {shown(node)}{mend}.")
        return None
    wrong = [item for item in node.value if isinstance(item.value, dict | list)]
    for item in wrong:
        findings.add(path, f"A name is needed in this list: got {shown(item)}.")
    return None if wrong else tuple(item.text for item in node.value)


def _things(
    kind: type[State] | type[Service], node: Node | None, path: Path, findings: Findings
) -> dict[str, Any]:
    read: dict[str, Any] = {}
    for name, entry in findings.mapping(node, path, "fields by name").items():
        with findings.unread(path[-1], name):
            thing = read_fields(kind, entry, (*path, name), findings, name=name)
        if thing is not None:
            read[name] = thing
    return read


def _links(
    node: Node | None, path: Path, findings: Findings, *, edits: bool = False
) -> dict[str, dict[str, Any]]:
    return {
        source: {
            target: None if edits and _deletes(entry) else _link(entry, (*inside, target), findings)
            for target, entry in findings.mapping(targets, inside, "links").items()
        }
        for source, targets in findings.mapping(node, path, "links by where they start").items()
        for inside in ((*path, source),)
    }


def _link(entry: Node, path: Path, findings: Findings) -> Link:
    """Return the link; one that cannot be read gets a stand-in."""
    if isinstance(entry.value, dict):
        link = read_fields(Link, entry, path, findings)
        if link is None:  # whether it is by probability or by rate is not known
            findings.broken["links"].add(" > ".join(path[-2:]))
        return Link(UNREADABLE) if link is None else link
    return Link(read_number(entry, path, findings))


def _tests(
    node: Node | None,
    links: Mapping[str, Mapping[str, Any]],
    states: Collection[str],
    path: Path,
    findings: Findings,
) -> dict[str, Test]:
    """Return the tests that could be read and stand where they may, by service."""
    read: dict[str, Test] = {}
    place = (*path, "tests")
    for name, entry in findings.mapping(node, place, "tests by service").items():
        with findings.unread("services", name):
            test = read_fields(Test, entry, (*place, name), findings)
        if test is not None:
            read[name] = test
    misplaced = misplaced_tests(read, links, states)
    for complaint in misplaced:
        findings.add((*path, *complaint.path), complaint.message)
    wrong = {complaint.path[-1] for complaint in misplaced}
    return {name: test for name, test in read.items() if name not in wrong}


def _uses(
    node: Node | None, path: Path, findings: Findings, *, edits: bool = False
) -> dict[str, dict[str, Any]]:
    read: dict[str, dict[str, Any]] = {}
    for source, counts in findings.mapping(node, path, "uses by where they happen").items():
        read[source] = dict(read_numbers(_kept(counts, edits), (*path, source), findings))
        if edits and isinstance(counts.value, dict):
            deleted = [key for key, entry in counts.value.items() if _deletes(entry)]
            read[source] |= dict.fromkeys(deleted)
    return read


def _deletes(entry: Node) -> bool:
    return entry.value is None and not entry.faulty


def _kept(counts: Node, edits: bool) -> Node:
    """Return a mapping without what it deletes."""
    if not edits or not isinstance(counts.value, dict):
        return counts
    kept = {key: entry for key, entry in counts.value.items() if not _deletes(entry)}
    return Node(kept, counts.line, counts.key_lines, faulty=counts.faulty)


def _strategy(name: str, entry: Node, path: Path, findings: Findings) -> Strategy | None:
    given = findings.mapping(entry, path, "edits of the pathway")
    known = [field.name for field in fields(Strategy) if field.name != "name"]
    findings.unknown_keys(given, [*known, "tests"], path)
    start = given.get("start")
    links = _links(given.get("links"), (*path, "links"), findings, edits=True)
    try:
        return Strategy(
            name,
            states=_edits("states", given.get("states"), path, findings),
            services=_edits("services", given.get("services"), path, findings),
            links=links,
            uses=_uses(given.get("uses"), (*path, "uses"), findings, edits=True),
            start=None if start is None else read_numbers(start, (*path, "start"), findings),
            programme=_programmes(given.get("programme"), (*path, "programme"), findings),
            consent=read_names(given.get("consent"), (*path, "consent"), findings),
            fallback=read_text(given.get("fallback"), (*path, "fallback"), findings) or None,
            **_read_terms(given, ("adherence", "stopping"), path, findings),
            tests=_tests(given.get("tests"), links, (), path, findings),
        )
    except InvalidModel as error:
        findings.add_error(path, error)
        return None


def _edits(
    section: str, node: Node | None, path: Path, findings: Findings
) -> dict[str, Mapping[str, Any] | None]:
    """Return the changed fields by name; ``None`` deletes."""
    read: dict[str, Mapping[str, Any] | None] = {}
    place = (*path, section)
    for name, entry in findings.mapping(node, place, "changed fields by name").items():
        if _deletes(entry):
            read[name] = None
            continue
        with findings.unread(section, name):
            changed = read_fields(KINDS[section], entry, (*place, name), findings, name=name)
        if changed is not None and isinstance(entry.value, dict):
            known = [field for field in entry.value if field != "name" and hasattr(changed, field)]
            read[name] = {field: getattr(changed, field) for field in known}
    return read


def _programmes(node: Node | None, path: Path, findings: Findings) -> dict[str, Programme]:
    read: dict[str, Programme] = {}
    for label, entry in findings.mapping(node, path, "costs by label").items():
        programme = read_fields(Programme, entry, (*path, label), findings)
        if programme is not None:
            read[label] = programme
    return read
