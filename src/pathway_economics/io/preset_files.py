"""The section ``presets`` of a model file: vintages of terms that a user adds."""

import csv
from collections.abc import Mapping
from io import StringIO
from typing import Any

from pathway_economics.contracts import presets
from pathway_economics.errors import Complaint, InvalidModel
from pathway_economics.io.decoding import decoded
from pathway_economics.io.findings import Findings, shown
from pathway_economics.io.nodes import Node
from pathway_economics.io.table_files import MAX_BYTES, beside

PATH = ("presets",)

Rows = tuple[Mapping[str, Any], ...]


def read_presets(node: Node | None, findings: Findings) -> Rows:
    """Return rows of presets: those of a CSV file beside the model, or written in a list.

    They are read before the arrangements, whose contracts may name them, and become their
    terms; the model itself keeps no presets.
    """
    if node is None or node.value is None:
        return ()
    name = None
    if isinstance(node.value, list):
        rows = [item.plain() for item in node.value]
    elif isinstance(node.value, str):
        name = node.value
        rows = _from_file(name, findings)
    else:
        findings.add(PATH, f"A file name or a list of rows is needed here: got {shown(node)}.")
        return ()
    if not all(isinstance(row, dict) for row in rows):
        findings.add(PATH, "A row is a mapping: preset, kind, first_year, term, value and so on.")
        return ()
    try:
        presets(more=rows)
    except InvalidModel as error:
        findings.complaints += [Complaint(c.message, PATH) for c in error.complaints]
        return ()
    return tuple(rows)


def _from_file(name: str, findings: Findings) -> list[dict[str, Any]]:
    file = beside(name, PATH, findings, such_as="presets.csv")
    if file is None:
        return []
    with open(file, "rb") as stream:
        data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        findings.add(PATH, f"The file {name!r} is too large: at most {MAX_BYTES:,} bytes.")
        return []
    try:
        return [dict(row) for row in csv.DictReader(StringIO(decoded(data)))]
    except (InvalidModel, csv.Error) as error:
        findings.add(PATH, f"The file {name!r} cannot be read: {error}")
        return []
