"""The section ``arrangements`` of a model file."""

from pathway_economics.contracts import CONTRACTS, Arrangement, preset
from pathway_economics.contracts.base import Contract
from pathway_economics.errors import InvalidModel, PathwayEconomicsError, suggestion
from pathway_economics.io.fields import read_fields, read_text
from pathway_economics.io.findings import Findings, Path
from pathway_economics.io.nodes import Node, as_node

EXTENDS = "extends"
"""Key that names the arrangement whose contracts an arrangement starts from."""

PRESET = "preset"
"""Key that names the preset whose terms a contract takes, such as ``mret 2012/13``."""


def read_arrangements(node: Node | None, findings: Findings) -> dict[str, Arrangement]:
    """Return the arrangements that could be read, by name; extensions are not yet merged."""
    path = ("arrangements",)
    read: dict[str, Arrangement] = {}
    for name, entry in findings.mapping(node, path, "arrangements by name").items():
        arrangement = _arrangement(name, entry, (*path, name), findings)
        if arrangement is not None:
            read[name] = arrangement
    return read


def _arrangement(name: str, entry: Node, path: Path, findings: Findings) -> Arrangement | None:
    given = dict(findings.mapping(entry, path, "contracts by name"))
    extended = given.pop(EXTENDS, None)
    base = read_text(extended, (*path, EXTENDS), findings)
    unknown_base = extended is not None and (extended.faulty or (extended.value and not base))
    if unknown_base or entry.faulty or not isinstance(entry.value, dict | None):
        findings.broken["arrangements"].add(name)
    contracts: dict[str, Contract | None] = {}
    for label, terms in given.items():
        if terms.value is None and not terms.faulty:
            if base or extended is None:
                contracts[label] = None
            continue
        contract = _contract(terms, (*path, label), findings)
        if contract is None:
            findings.broken["contracts"].add(label)
            continue
        contracts[label] = contract
    try:
        return Arrangement(name, contracts=contracts, extends=base or None)
    except InvalidModel as error:
        findings.add_error(path, error)
        findings.broken["arrangements"].add(name)
        return None


def _contract(terms: Node, path: Path, findings: Findings) -> Contract | None:
    given = findings.mapping(terms, path, "one kind of contract")
    unknown = [key for key in given if key not in CONTRACTS]
    for key in unknown:
        hint = suggestion(key, CONTRACTS).replace("Declared:", "Known:")
        findings.add((*path, key), f"No kind of contract is named {key!r}. {hint}")
    if unknown or terms.faulty or not isinstance(terms.value, dict):
        return None
    if len(given) != 1:
        told = " and ".join(given) or "none"
        known = ", ".join(CONTRACTS)
        findings.add(path, f"A contract is of one kind: got {told}; give one of {known}.")
        return None
    ((keyword, fields),) = given.items()
    fields = _with_preset(keyword, fields, (*path, keyword), findings)
    contract: Contract | None = read_fields(CONTRACTS[keyword], fields, (*path, keyword), findings)
    return contract


def _with_preset(keyword: str, fields: Node, path: Path, findings: Findings) -> Node:
    """Return the fields with the terms of their preset in place of its name.

    What the file says itself stands; the preset fills in the rest.
    """
    if not isinstance(fields.value, dict) or PRESET not in fields.value:
        return fields
    given = dict(fields.value)
    named = given.pop(PRESET)
    rest = Node(given, fields.line, fields.key_lines)
    asked = read_text(named, (*path, PRESET), findings)
    name, _, year = asked.rpartition(" ")
    if not name:
        findings.add(
            (*path, PRESET), f"A preset has a name and a year, such as mret 2012/13: got {asked!r}."
        )
        return rest
    try:
        found = preset(name, year, more=findings.presets or None)
    except PathwayEconomicsError as error:
        findings.add((*path, PRESET), str(error))
        return rest
    if found.kind != keyword:
        findings.add(
            (*path, PRESET),
            f"The preset {name!r} is one of {found.kind!r}, not of {keyword!r}; name its kind.",
        )
        return rest
    terms = {term: as_node(value, named.line) for term, value in found.items()}
    lines = {**dict.fromkeys(terms, named.line), **fields.key_lines}
    return Node({**terms, **given}, fields.line, lines)
