"""Model files in, result files out; tables and arrangements of your own."""

from pathway_economics.io.arrangement_file import load_arrangements
from pathway_economics.io.frames import read_table
from pathway_economics.io.model_file import load_model, loads
from pathway_economics.io.own_tables import load_tables
from pathway_economics.io.table_files import load_table

__all__ = [
    "load_arrangements",
    "load_model",
    "load_table",
    "load_tables",
    "loads",
    "read_table",
]
