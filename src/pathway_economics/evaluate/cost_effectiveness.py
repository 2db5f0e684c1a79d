"""Cost-effectiveness of strategies, per person, whoever pays."""

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from pathway_economics.errors import InvalidModel
from pathway_economics.evaluate.comparison import check_threshold
from pathway_economics.evaluate.frontier import frontier
from pathway_economics.evaluate.statistics import interval
from pathway_economics.outcomes import Outcomes, need_totals, standard_error

if TYPE_CHECKING:
    import pandas as pd

Array = NDArray[np.float64]

EVERYBODY = "all"
"""What stands for all subgroups together."""

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
    return _table(outcomes, outcomes.cost, outcomes.qaly, threshold)


def cost_effectiveness_by_subgroup(
    outcomes: Outcomes, threshold: float | None = None
) -> "pd.DataFrame":
    """Return costs, health, ICERs and the frontier of strategies in each subgroup.

    Parameters
    ----------
    outcomes
        What a run returned, its subgroups kept.
    threshold
        Value of a QALY; with one, net monetary benefit is added. [currency per QALY]

    Returns
    -------
    DataFrame
        The columns of ``cost_effectiveness`` after ``subgroup`` and its ``share`` of people,
        mean over draws; one row per subgroup and strategy, and last of everybody, whose means
        are those of the subgroups weighted by their shares.

    Raises
    ------
    InvalidModel
        If the run has no subgroups, or did not keep them.
    """
    import pandas as pd

    need_totals(outcomes, "Cost-effectiveness by subgroup")
    if not outcomes.subgroups:
        raise InvalidModel(
            "The model has no subgroups, so that there are no totals of them; give them in "
            "population: subgroups."
        )
    if not outcomes.subgroup_cost.size:
        raise InvalidModel(
            f"The totals of the subgroups {', '.join(map(repr, outcomes.subgroups))} were not kept "
            "in this run; run again with keep=Keep(subgroups=True), as a run does if not told "
            "otherwise."
        )
    groups = [
        (name, share, outcomes.subgroup_cost[:, g], outcomes.subgroup_qaly[:, g])
        for g, (name, share) in enumerate(
            zip(outcomes.subgroups, outcomes.subgroup_shares.mean(axis=-1), strict=True)
        )
    ]
    groups.append((EVERYBODY, 1.0, outcomes.cost, outcomes.qaly))
    parts = []
    for name, share, cost, qaly in groups:
        part = _table(outcomes, cost, qaly, threshold)
        part.insert(0, "subgroup", name)
        part.insert(1, "share", share)
        parts.append(part)
    return pd.concat(parts, ignore_index=True)


def _table(outcomes: Outcomes, cost: Array, qaly: Array, threshold: float | None) -> "pd.DataFrame":
    """Return one row per strategy, from costs and health of shape (K, D)."""
    import pandas as pd

    check_threshold(threshold)
    need_totals(outcomes, "Cost-effectiveness")
    table: dict[str, Any] = {"strategy": list(outcomes.strategies)}
    table |= _with_interval("cost", cost) | _with_interval("qaly", qaly)
    table |= _with_interval("cost_difference", cost - cost[COMPARATOR])
    table |= _with_interval("qaly_difference", qaly - qaly[COMPARATOR])
    table |= _increments(outcomes.strategies, cost.mean(axis=1), qaly.mean(axis=1))
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


def _increments(strategies: tuple[str, ...], cost: Array, qaly: Array) -> dict[str, Any]:
    """Return status, increments and ICER of each strategy along the frontier."""
    found = frontier(cost, qaly)
    compared = found.against >= 0
    return {
        "status": list(found.status),
        "against": [strategies[k] if k >= 0 else "" for k in found.against],
        "inc_cost": np.where(compared, cost - cost[found.against], np.nan),
        "inc_qaly": np.where(compared, qaly - qaly[found.against], np.nan),
        "icer": found.icer,
    }


def _with_interval(name: str, draws: Array) -> dict[str, Array]:
    low, high = interval(draws)
    se = standard_error(draws)
    return {name: draws.mean(axis=-1), f"{name}_se": se, f"{name}_low": low, f"{name}_high": high}
