"""The whole model, its check, and its run."""

from pathway_economics.model.model import Model
from pathway_economics.model.run import run
from pathway_economics.model.scenarios import scenario, with_parameters
from pathway_economics.model.text import canonical_text

__all__ = ["Model", "canonical_text", "run", "scenario", "with_parameters"]
