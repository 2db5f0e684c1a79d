"""Parameters: distributions, expressions, correlation, tables and draws."""

from pathway_economics.parameters.correlation import (
    Correlation,
    correlation_complaints,
    correlation_groups,
)
from pathway_economics.parameters.distributions import (
    DISTRIBUTIONS,
    Beta,
    Dirichlet,
    Distribution,
    Empirical,
    Fixed,
    Formula,
    Gamma,
    Joint,
    LogNormal,
    MultiNormal,
    Normal,
    Pert,
    Posterior,
    Triangular,
    Uniform,
)
from pathway_economics.parameters.evaluation import evaluate
from pathway_economics.parameters.expressions import (
    FUNCTIONS,
    RESERVED,
    VARIABLES,
    Constant,
    Expression,
    Name,
    Named,
    Operation,
    Value,
    as_expression,
    calls_in,
    names_in,
    substitute,
)
from pathway_economics.parameters.formulas import formulas
from pathway_economics.parameters.lookup import Table
from pathway_economics.parameters.names import name_problem
from pathway_economics.parameters.numbers import (
    Frozen,
    Number,
    Yearly,
    as_yearly,
    by_year,
    freeze_numbers,
)
from pathway_economics.parameters.parameter import Parameter, repeated_name_complaints
from pathway_economics.parameters.parser import parse
from pathway_economics.parameters.samplers import LatinHypercube, MonteCarlo, Sampler, Sobol
from pathway_economics.parameters.sampling import Draws
from pathway_economics.parameters.specialise import specialise

__all__ = [
    "Beta",
    "Constant",
    "Correlation",
    "DISTRIBUTIONS",
    "Dirichlet",
    "Distribution",
    "Draws",
    "Empirical",
    "Expression",
    "FUNCTIONS",
    "Fixed",
    "Formula",
    "Frozen",
    "Gamma",
    "Joint",
    "LatinHypercube",
    "LogNormal",
    "MonteCarlo",
    "MultiNormal",
    "Name",
    "Named",
    "Normal",
    "Number",
    "Operation",
    "Parameter",
    "Pert",
    "Posterior",
    "RESERVED",
    "Sampler",
    "Sobol",
    "Table",
    "Triangular",
    "Uniform",
    "VARIABLES",
    "Value",
    "Yearly",
    "as_expression",
    "as_yearly",
    "by_year",
    "calls_in",
    "correlation_complaints",
    "correlation_groups",
    "evaluate",
    "formulas",
    "freeze_numbers",
    "name_problem",
    "names_in",
    "parse",
    "repeated_name_complaints",
    "specialise",
    "substitute",
]
