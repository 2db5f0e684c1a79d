"""The reference of tables names every column and argument, and no other column."""

import inspect
import re
from pathlib import Path

from pathway_economics.outcomes import Outcomes
from pathway_economics.outcomes.given_parties import NUMBERS, TEXTS
from pathway_economics.outcomes.given_tables import COLUMNS

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "tables.md"
TABLES = {**COLUMNS, "parties": (TEXTS, NUMBERS)}


def first_cells(heading):
    """Return the names in the first column under a heading."""
    text = PAGE.read_text(encoding="utf-8").split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| (`.*?) \|", text, re.MULTILINE)
    return {name for row in rows for name in re.findall(r"`(\w+)`", row)}


def test_every_column_is_named_and_no_other():
    for table, (needed, optional) in TABLES.items():
        if table != "programme":  # columns as spending
            assert first_cells(f"`{table}`") == {*needed, *optional}, table


def test_every_argument_is_named():
    arguments = set(inspect.signature(Outcomes.from_tables).parameters)
    assert first_cells("Other arguments") == arguments - set(TABLES)
