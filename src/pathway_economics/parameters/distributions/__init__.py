"""Distributions: published moments in, draws out.

Each class mirrors one keyword of the model file, field by field. The file's
``{beta: {mean: 0.10, se: 0.01}}`` is ``Beta(mean=0.10, se=0.01)``.
"""

from pathway_economics.parameters.distributions.base import Distribution
from pathway_economics.parameters.distributions.beta import Beta
from pathway_economics.parameters.distributions.dirichlet import Dirichlet
from pathway_economics.parameters.distributions.empirical import Empirical
from pathway_economics.parameters.distributions.exact import Fixed, Formula
from pathway_economics.parameters.distributions.gamma import Gamma
from pathway_economics.parameters.distributions.joint import Joint
from pathway_economics.parameters.distributions.lognormal import LogNormal
from pathway_economics.parameters.distributions.multinormal import MultiNormal
from pathway_economics.parameters.distributions.normal import Normal
from pathway_economics.parameters.distributions.posterior import Posterior
from pathway_economics.parameters.distributions.ranges import Pert, Triangular, Uniform

DISTRIBUTIONS: dict[str, type[Distribution]] = {
    kind.keyword: kind
    for kind in (
        Beta,
        Gamma,
        LogNormal,
        Normal,
        Uniform,
        Triangular,
        Pert,
        Dirichlet,
        MultiNormal,
        Posterior,
        Fixed,
        Empirical,
        Formula,
    )
}
"""Class of each keyword of the model file."""

__all__ = [
    "DISTRIBUTIONS",
    "Beta",
    "Dirichlet",
    "Distribution",
    "Empirical",
    "Fixed",
    "Formula",
    "Gamma",
    "Joint",
    "LogNormal",
    "MultiNormal",
    "Normal",
    "Pert",
    "Posterior",
    "Triangular",
    "Uniform",
]
