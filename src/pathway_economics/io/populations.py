"""The section ``population`` of a model file."""

from dataclasses import replace

from pathway_economics.io.fields import read_fields
from pathway_economics.io.findings import UNREADABLE, Findings, Path, shown
from pathway_economics.io.nodes import Node
from pathway_economics.io.parameters import read_distribution
from pathway_economics.parameters.distributions import DISTRIBUTIONS, Distribution
from pathway_economics.population import Population, Subgroup

NESTED = ("subgroups", "attributes")
"""Fields whose entries are read one by one, so that each complaint names its line."""


def read_population(node: Node | None, findings: Findings) -> Population:
    """Return the population as far as it could be read."""
    path = ("population",)
    if node is None:
        return Population()
    given = findings.mapping(node, path, "fields")
    plain = {key: entry for key, entry in given.items() if key not in NESTED}
    rest = node if not given else Node(plain, node.line, node.key_lines, faulty=node.faulty)
    with findings.unread("population", "population"):
        read = read_fields(Population, rest, path, findings)
    population = Population(incident=UNREADABLE) if read is None else read
    return replace(
        population,
        subgroups=_subgroups(given.get("subgroups"), (*path, "subgroups"), findings),
        attributes=_attributes(given.get("attributes"), (*path, "attributes"), findings),
    )


def _subgroups(node: Node | None, path: Path, findings: Findings) -> dict[str, Subgroup]:
    read: dict[str, Subgroup] = {}
    for name, entry in findings.mapping(node, path, "subgroups by name").items():
        with findings.unread("population", name):
            group = read_fields(Subgroup, entry, (*path, name), findings, name=name)
        if group is not None:
            read[name] = replace(group, covariates=_covariates(name, entry, group, findings))
        elif isinstance(entry.value, dict):
            _covariates(name, entry, group, findings)
    return read


def _covariates(
    name: str, entry: Node, group: Subgroup | None, findings: Findings
) -> dict[str, float]:
    """Return the covariates of a subgroup, with zero in place of what could not be read."""
    inside = entry.value.get("covariates") if isinstance(entry.value, dict) else None
    if inside is None or inside.value is None:
        return {}
    if not isinstance(inside.value, dict):
        findings.broken["covariates of"].add(name)
        return {}
    if group is None:
        findings.broken["covariates"] |= inside.value.keys()
    read = {} if group is None else dict(group.covariates)
    return {covariate: read.get(covariate, 0.0) for covariate in inside.value}


def _attributes(node: Node | None, path: Path, findings: Findings) -> dict[str, Distribution]:
    read: dict[str, Distribution] = {}
    known = ", ".join(DISTRIBUTIONS)
    for name, entry in findings.mapping(node, path, "distributions by name").items():
        place = (*path, name)
        inside = entry.value if isinstance(entry.value, dict) else {}
        if len(inside) != 1 or next(iter(inside)) not in DISTRIBUTIONS:
            findings.add(
                place, f"An attribute has one distribution, one of {known}: got {shown(entry)}."
            )
            continue
        (keyword,) = inside
        found = read_distribution(keyword, inside[keyword], (*place, keyword), findings)
        if found is not None:
            read[name] = found
    return read
