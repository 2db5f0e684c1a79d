"""Ways to spread draws over what is possible."""

from pathway_economics.parameters.samplers.base import Sampler
from pathway_economics.parameters.samplers.latin_hypercube import LatinHypercube
from pathway_economics.parameters.samplers.monte_carlo import MonteCarlo
from pathway_economics.parameters.samplers.sobol import Sobol

__all__ = ["LatinHypercube", "MonteCarlo", "Sampler", "Sobol"]
