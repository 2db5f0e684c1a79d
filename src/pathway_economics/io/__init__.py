"""Model files in, result files out."""

from pathway_economics.io.model_file import load_model, loads

__all__ = ["load_model", "loads"]
