"""Payment rules as pure functions: arrays in, arrays out.

The primitives stand here: a marginal schedule (``marginal``, ``tiered``), a gate or a
corridor, limits (``cap``, ``collar``), a split, the lagged release in whole steps, and
conditional or graded payment. The named rules are made of them, in folders by family.
Terms are checked where they are declared, in ``contracts``; here nothing is checked, so
that every function broadcasts over any years, draws or rows it is given.
"""

from pathway_economics.payments.condition import conditional, graded
from pathway_economics.payments.fixed.capital_charge import capital_charge, pdc_dividend
from pathway_economics.payments.fixed.capitation import capitation
from pathway_economics.payments.fixed.cost_improvement import cost_base, efficiency_requirement
from pathway_economics.payments.gate import corridor, gate
from pathway_economics.payments.insurance.bundle import bundle, winsorised
from pathway_economics.payments.insurance.layers import allocate_back, franchise, in_money, layer
from pathway_economics.payments.insurance.quality_share import quality_share
from pathway_economics.payments.insurance.reinsurance import reinsurance
from pathway_economics.payments.insurance.risk_corridor import risk_corridor
from pathway_economics.payments.insurance.shared_savings import minimum_savings_rate, mssp
from pathway_economics.payments.limits import cap, collar
from pathway_economics.payments.performance.capped_outcomes import capped_outcomes
from pathway_economics.payments.performance.performance_fund import performance_fund
from pathway_economics.payments.performance.return_on_investment import return_on_investment
from pathway_economics.payments.performance.score import (
    outcome_based,
    quality_payment,
    weighted_score,
)
from pathway_economics.payments.release import stepped_release, whole_steps
from pathway_economics.payments.schedule import marginal, tiered
from pathway_economics.payments.sharing.aligned_incentive import aligned_incentive
from pathway_economics.payments.sharing.benchmarks import ratcheted, rebased, weighted_history
from pathway_economics.payments.sharing.carrying import carried
from pathway_economics.payments.sharing.fund import Fund, ring_fenced
from pathway_economics.payments.sharing.gain_share import gain_share
from pathway_economics.payments.sharing.network import fallen, network_share
from pathway_economics.payments.sharing.variance import (
    capped_split,
    fixed_and_variable,
    in_order,
    ordered_reduction,
    own_risk,
)
from pathway_economics.payments.split import in_proportion, split
from pathway_economics.payments.supply.conditional_continuation import conditional_continuation
from pathway_economics.payments.supply.outcome_rebate import outcome_rebate
from pathway_economics.payments.supply.volume_price import volume_price
from pathway_economics.payments.table import over
from pathway_economics.payments.tariffs.best_practice import (
    attainment_deviation,
    best_practice,
    neutral_base_price,
)
from pathway_economics.payments.tariffs.blended import blended, retained, variable_element
from pathway_economics.payments.tariffs.cost_and_volume import cap_and_collar, cost_and_volume
from pathway_economics.payments.tariffs.elective_recovery import elective_recovery
from pathway_economics.payments.tariffs.non_payment import withheld
from pathway_economics.payments.tariffs.unit_price import price_index, unit_price

__all__ = [
    "Fund",
    "aligned_incentive",
    "allocate_back",
    "attainment_deviation",
    "best_practice",
    "blended",
    "bundle",
    "cap",
    "cap_and_collar",
    "capital_charge",
    "capitation",
    "capped_outcomes",
    "capped_split",
    "carried",
    "collar",
    "conditional",
    "conditional_continuation",
    "corridor",
    "cost_and_volume",
    "cost_base",
    "efficiency_requirement",
    "elective_recovery",
    "fallen",
    "fixed_and_variable",
    "franchise",
    "gain_share",
    "gate",
    "graded",
    "in_money",
    "in_order",
    "in_proportion",
    "layer",
    "marginal",
    "minimum_savings_rate",
    "mssp",
    "network_share",
    "neutral_base_price",
    "ordered_reduction",
    "outcome_based",
    "outcome_rebate",
    "over",
    "own_risk",
    "pdc_dividend",
    "performance_fund",
    "price_index",
    "quality_payment",
    "quality_share",
    "ratcheted",
    "rebased",
    "reinsurance",
    "retained",
    "return_on_investment",
    "ring_fenced",
    "risk_corridor",
    "split",
    "stepped_release",
    "tiered",
    "unit_price",
    "variable_element",
    "volume_price",
    "weighted_history",
    "weighted_score",
    "whole_steps",
    "winsorised",
    "withheld",
]
