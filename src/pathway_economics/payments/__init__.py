"""Payment rules as pure functions: arrays in, arrays out.

The primitives stand here: a marginal schedule (``marginal``, ``tiered``), a gate or a
corridor, limits (``cap``, ``collar``), a split, the lagged release in whole steps, and
conditional or graded payment. The named rules are made of them, in folders by family.
Terms are checked where they are declared, in ``contracts``; here nothing is checked, so
that every function broadcasts over any years, draws or rows it is given.
"""

from pathway_economics.payments.condition import conditional, graded
from pathway_economics.payments.gate import corridor, gate
from pathway_economics.payments.limits import cap, collar
from pathway_economics.payments.release import stepped_release, whole_steps
from pathway_economics.payments.schedule import marginal, tiered
from pathway_economics.payments.sharing.gain_share import gain_share
from pathway_economics.payments.split import in_proportion, split
from pathway_economics.payments.tariffs.best_practice import (
    attainment_deviation,
    best_practice,
    neutral_base_price,
)
from pathway_economics.payments.tariffs.blended import (
    blended,
    retained,
    variable_element,
)
from pathway_economics.payments.tariffs.cost_and_volume import cap_and_collar, cost_and_volume
from pathway_economics.payments.tariffs.elective_recovery import elective_recovery
from pathway_economics.payments.tariffs.non_payment import withheld
from pathway_economics.payments.tariffs.unit_price import price_index, unit_price

__all__ = [
    "attainment_deviation",
    "best_practice",
    "blended",
    "cap",
    "cap_and_collar",
    "collar",
    "conditional",
    "corridor",
    "cost_and_volume",
    "elective_recovery",
    "gain_share",
    "gate",
    "graded",
    "in_proportion",
    "marginal",
    "neutral_base_price",
    "price_index",
    "retained",
    "split",
    "stepped_release",
    "tiered",
    "unit_price",
    "variable_element",
    "whole_steps",
    "withheld",
]
