"""Cost-effectiveness of strategies, per person, whoever pays."""

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from pathway_economics.evaluate.comparison import check_threshold
from pathway_economics.evaluate.frontier import frontier
from pathway_economics.evaluate.statistics import interval
from pathway_economics.outcomes import Outcomes, standard_error

if TYPE_CHECKING:
    import pandas as pd

Array = NDArray[np.float64]

COMPARATOR = 0
"""Index of the comparator, the first strategy of a model."""


def cost_effectiveness(outcomes: Outcomes, threshold: float | None = None) -> "pd.DataFrame":
    """Return costs, health, ICERs and the frontier of strategies.

    Parameters
    ----------
    outcomes
        What a run returned.
    threshold
        Value of a QALY; with one, net monetary benefit is added. [currency per QALY]

    Returns
    -------
    DataFrame
        One row per strategy, in the order of the model; discounted totals of one person who
        starts on the strategy, costs as resource values.

        - ``cost``, ``qaly``: means, with standard errors (``cost_se``, ...) and 95 % intervals
          of the draws (``cost_low``, ``cost_high``, ...);
        - ``cost_difference``, ``qaly_difference``: from the first strategy, in the same
          draw, with intervals; ``nmb_difference`` with a threshold;
        - ``status``: empty on the frontier, ``"dominated"`` or ``"extendedly dominated"``;
        - ``against``: the next cheaper strategy on the frontier, and ``inc_cost``,
          ``inc_qaly`` and ``icer`` (the ratio of the two means) from it;
        - with a threshold ``nmb`` with its interval, and ``p_best``, the share of draws in
          which the strategy has the highest; equal ones share a draw.
    """
    import pandas as pd

    check_threshold(threshold)
    cost, qaly = outcomes.cost, outcomes.qaly
    table: dict[str, Any] = {"strategy": list(outcomes.strategies)}
    table |= _with_interval("cost", cost) | _with_interval("qaly", qaly)
    table |= _with_interval("cost_difference", cost - cost[COMPARATOR])
    table |= _with_interval("qaly_difference", qaly - qaly[COMPARATOR])
    table |= _increments(outcomes)
    if threshold is not None:
        nmb = threshold * qaly - cost
        table |= _with_interval("nmb", nmb) | {"p_best": p_best(nmb)}
        table |= _with_interval("nmb_difference", nmb - nmb[COMPARATOR])
        table |= {"threshold": threshold}
    return pd.DataFrame(table | {"unit": f"{outcomes.currency}, QALY per person"})


def p_best(nmb: Array) -> Array:
    """Return the share of draws in which each strategy has the highest net benefit.

    Parameters
    ----------
    nmb : shape (K, D)
        Net monetary benefit of each strategy. [currency]

    Examples
    --------
    In the second draw both are best and share it.

    >>> p_best(np.array([[1.0, 3.0], [2.0, 3.0]]))
    array([0.25, 0.75])
    """
    best = nmb == nmb.max(axis=0)
    return np.asarray((best / best.sum(axis=0)).mean(axis=1))


def _increments(outcomes: Outcomes) -> dict[str, Any]:
    """Return status, increments and ICER of each strategy along the frontier."""
    cost, qaly = outcomes.cost.mean(axis=1), outcomes.qaly.mean(axis=1)
    found = frontier(cost, qaly)
    compared = found.against >= 0
    return {
        "status": list(found.status),
        "against": [outcomes.strategies[k] if k >= 0 else "" for k in found.against],
        "inc_cost": np.where(compared, cost - cost[found.against], np.nan),
        "inc_qaly": np.where(compared, qaly - qaly[found.against], np.nan),
        "icer": found.icer,
    }


def _with_interval(name: str, draws: Array) -> dict[str, Array]:
    low, high = interval(draws)
    se = standard_error(draws)
    return {name: draws.mean(axis=-1), f"{name}_se": se, f"{name}_low": low, f"{name}_high": high}
