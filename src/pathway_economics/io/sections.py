"""The whole of a model file, section by section."""

from collections.abc import Callable
from typing import Any

from pathway_economics.errors import InvalidModel
from pathway_economics.horizon import Horizon
from pathway_economics.io.arrangements import read_arrangements
from pathway_economics.io.fields import read_by, read_fields, read_text
from pathway_economics.io.findings import UNREADABLE, Findings, Path, shown
from pathway_economics.io.nodes import Node
from pathway_economics.io.parameters import (
    read_correlations,
    read_parameters,
    read_scenarios,
)
from pathway_economics.io.pathways import read_pathway, read_strategies
from pathway_economics.io.populations import read_population
from pathway_economics.io.preset_files import read_presets
from pathway_economics.io.table_files import read_tables
from pathway_economics.parameters.numbers import Yearly, as_yearly
from pathway_economics.parties import Party
from pathway_economics.pathway.capacity import CapacityPool
from pathway_economics.population import Environment

FORMAT = 1
"""Version of the model file that is written and read."""

Section = Callable[[Node | None, Findings], Any]


def _named(section: str, kind: type) -> Section:
    """Return what reads a mapping of objects whose names are its keys."""

    def read(node: Node | None, findings: Findings) -> dict[str, Any]:
        things: dict[str, Any] = {}
        for name, entry in findings.mapping(node, (section,), "fields by name").items():
            with findings.unread(section, name):
                thing = read_fields(kind, entry, (section, name), findings, name=name)
            if thing is not None:
                things[name] = thing
        return things

    return read


def _whole(section: str, kind: type, **unread: Any) -> Section:
    """Return what reads one object; one that cannot be read has the fields of ``unread``."""

    def read(node: Node | None, findings: Findings) -> Any:
        if node is None:
            return kind()
        with findings.unread(section, section):
            thing = read_fields(kind, node, (section,), findings)
        return kind(**unread) if thing is None else thing

    return read


def _environments(node: Node | None, findings: Findings) -> dict[str, Environment]:
    path = ("environments",)
    read: dict[str, Environment] = {}
    for name, entry in findings.mapping(node, path, "environments by name").items():
        place = (*path, name)
        shares: dict[str, Yearly] = {}
        for strategy, share in findings.mapping(entry, place, "shares by strategy").items():
            given = read_by(as_yearly, share, (*place, strategy), findings)
            shares[strategy] = UNREADABLE if given is None else given
        try:
            read[name] = Environment(name, shares)
        except InvalidModel as error:
            findings.add_error(place, error)
            findings.broken["environments"].add(name)
    return read


SECTIONS: dict[str, Section] = {
    "horizon": _whole("horizon", Horizon),
    "parties": _named("parties", Party),
    "parameters": read_parameters,
    "correlations": read_correlations,
    "tables": read_tables,
    "pathway": read_pathway,
    "strategies": read_strategies,
    "population": read_population,
    "environments": _environments,
    "capacity": _named("capacity", CapacityPool),
    "arrangements": read_arrangements,
    "scenarios": read_scenarios,
}
"""What reads each section, in the order in which a file is written."""

TEXTS = {"title": "", "description": "", "currency": "GBP", "price_year": ""}
"""Fields of text, and what they are if left out."""

PRESETS = "presets"
"""Section of rows that contracts may name; it becomes their terms."""

REQUIRED = ("title", "horizon", "pathway", "strategies")
"""Sections without which there is no model."""


def read_parts(root: Node, findings: Findings) -> dict[str, Any] | None:
    """Return what a model is made of, as far as it could be read.

    Returns
    -------
    dict or None
        Keyword arguments of ``Model``; nothing if the file is of another format or lacks
        a section that all the others refer to.
    """
    if not isinstance(root.value, dict):
        findings.mapping(root, (), "title, parties, pathway and so on")
        return None
    given = root.value
    if not _format_is_ours(given.get("format"), findings):
        return None
    findings.unknown_keys(given, ("format", *TEXTS, PRESETS, *SECTIONS), ())
    missing = [section for section in REQUIRED if section not in given]
    for section in missing:
        findings.add((), f"The section {section!r} is missing; give it.")
    parts: dict[str, Any] = {
        field: read_text(given.get(field), (field,), findings, default)
        for field, default in TEXTS.items()
    }
    findings.presets = read_presets(given.get(PRESETS), findings)
    parts |= {name: read(given.get(name), findings) for name, read in SECTIONS.items()}
    return None if {"pathway", "strategies"} & set(missing) else parts


def _format_is_ours(node: Node | None, findings: Findings) -> bool:
    """Complain of a missing or unknown format; say whether to go on."""
    path: Path = ("format",)
    if node is None:
        findings.add((), f"The field 'format' is missing; write 'format: {FORMAT}' first.")
    elif type(node.value) is int and node.value > FORMAT:
        findings.add(
            path,
            f"The file has format {node.value}, but this version of pathway-economics reads "
            f"format {FORMAT}; install a newer version.",
        )
        return False
    elif type(node.value) is not int or node.value != FORMAT:
        findings.add(path, f"No format {shown(node)} is known; write 'format: {FORMAT}'.")
    return True
