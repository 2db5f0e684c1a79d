"""What a proposal is worth to the whole system, whoever pays."""

from dataclasses import dataclass

import numpy as np

from pathway_economics.evaluate.comparison import REFERENCE
from pathway_economics.outcomes import Outcomes


@dataclass(frozen=True, slots=True)
class SystemValue:
    """Expected change in costs and health of everyone who starts in the budget window.

    They are followed to the end of the horizon, discounted at the model's rates; outcomes from
    tables end with the window. Costs are resource values; payments between parties net to zero.

    Attributes
    ----------
    cost_change
        Costs in the environment less those in the reference. [currency]
    qaly_change
        Health in the environment less that in the reference. [QALY]

    Examples
    --------
    >>> value = SystemValue(cost_change=30_000.0, qaly_change=2.0)
    >>> value.gain(20_000), value.gain(None)
    (10000.0, -30000.0)
    """

    cost_change: float
    qaly_change: float

    def gain(self, threshold: float | None) -> float:
        """Return the net benefit in currency, or what is saved if health has no threshold."""
        health = 0.0 if threshold is None else threshold * self.qaly_change
        return health - self.cost_change


def system_value(outcomes: Outcomes, environment: int) -> SystemValue:
    """Return the expected change from the reference to an environment, by index."""
    cost, qaly = outcomes.value_cost, outcomes.value_qaly
    return SystemValue(
        cost_change=float((cost[environment] - cost[REFERENCE]).mean()),
        qaly_change=float((qaly[environment] - qaly[REFERENCE]).mean()),
    )


def counts_health(outcomes: Outcomes) -> bool:
    """Return whether health is counted at all: whether anything has a utility."""
    counted = (outcomes.qalys, outcomes.value_qaly, outcomes.qaly)
    return any(bool(np.nan_to_num(health).any()) for health in counted)  # NaN: not known


def cost_of_silos(value: SystemValue, threshold: float | None, refused: bool) -> float:
    """Return the system value, in currency, forgone when a needed consent is withheld.

    It is forgone once, however many parties refuse, and is never below zero: a change that
    is worth nothing costs nothing to refuse.

    Examples
    --------
    >>> cost_of_silos(SystemValue(-1_000.0, 0.0), None, refused=True)
    1000.0
    """
    return max(0.0, value.gain(threshold)) if refused else 0.0
