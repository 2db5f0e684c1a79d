"""Model files in, result files out."""

from pathway_economics.io.model_file import load_model, loads
from pathway_economics.io.table_files import load_table

__all__ = ["load_model", "load_table", "loads"]
