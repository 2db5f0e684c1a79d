"""The section ``arrangements`` of a model file."""

from pathway_economics.contracts import CONTRACTS, Arrangement
from pathway_economics.contracts.base import Contract
from pathway_economics.errors import InvalidModel, suggestion
from pathway_economics.io.fields import read_fields, read_text
from pathway_economics.io.findings import Findings, Path
from pathway_economics.io.nodes import Node

EXTENDS = "extends"
"""Key that names the arrangement whose contracts an arrangement starts from."""


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
    contract: Contract | None = read_fields(CONTRACTS[keyword], fields, (*path, keyword), findings)
    return contract
