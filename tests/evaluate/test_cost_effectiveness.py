from dataclasses import replace

import numpy as np
import pytest

from builders import outcomes
from pathway_economics.errors import InvalidModel
from pathway_economics.evaluate import cost_effectiveness, cost_effectiveness_by_subgroup
from pathway_economics.evaluate.cost_effectiveness import p_best

FREE = {"Advice": (None, 0.0, "contact")}  # a service without a cost

NAMES = ("Usual care", "Monitoring", "Both")


def three():
    """Costs of 1,000, 1,400 and 2,000; QALYs of 1.0, 1.1 and 1.0 in four draws, noise on top."""
    noise = np.array([-3.0, -1.0, 1.0, 3.0])
    cost = np.array([1_000.0, 1_400.0, 2_000.0])[:, None] + noise
    qaly = np.array([1.0, 1.1, 1.0])[:, None] + noise / 100
    return outcomes({}, services=FREE, strategies=NAMES, cost=cost, qaly=qaly, n_draws=4)


def test_three_strategies_by_hand(figure):
    table = cost_effectiveness(three(), threshold=5_000)
    assert list(table["strategy"]) == list(NAMES)
    usual, monitoring, both = (figure(table, strategy=name) for name in NAMES)
    assert usual["cost"] == 1_000
    assert (usual["status"], usual["against"]) == ("", "")
    assert np.isnan(usual["icer"])
    assert monitoring["against"] == "Usual care"
    assert monitoring["inc_cost"] == pytest.approx(400)
    assert monitoring["inc_qaly"] == pytest.approx(0.1)
    assert monitoring["icer"] == pytest.approx(4_000)  # 400 / 0.1
    assert both["status"] == "dominated"
    assert np.isnan(both["inc_cost"])
    assert both["cost_difference"] == pytest.approx(1_000)  # still told, from the comparator
    assert monitoring["nmb"] == pytest.approx(4_100)  # 5,000 x 1.1 - 1,400
    assert monitoring["nmb_difference"] == pytest.approx(100)  # 5,000 x 0.1 - 400
    assert list(table["p_best"]) == [0.0, 1.0, 0.0]


def test_intervals_are_of_the_same_draws(figure):
    """Costs vary by 3 either way, but alike in both strategies: their difference does not."""
    row = figure(cost_effectiveness(three()), strategy="Monitoring")
    assert row["cost_low"] == pytest.approx(1_400 - 2.85)  # -3 + 0.075 x 2
    assert row["cost_high"] == pytest.approx(1_400 + 2.85)
    assert (row["cost_difference_low"], row["cost_difference_high"]) == pytest.approx((400, 400))


def test_net_benefit_needs_a_threshold():
    assert not {"nmb", "p_best"} & set(cost_effectiveness(three()).columns)
    with pytest.raises(InvalidModel, match="threshold=-1"):
        cost_effectiveness(three(), threshold=-1)


def test_strategies_that_are_equal_share_a_draw():
    nmb = np.array([[1.0, 2.0, 0.0], [1.0, 1.0, 0.0], [0.0, 0.0, 0.0]])
    # draw 1: 1/2, 1/2, 0; draw 2: 1, 0, 0; draw 3: a third each
    assert p_best(nmb) == pytest.approx([11 / 18, 5 / 18, 2 / 18])


def two_groups():
    """A quarter at a cost of 1,000 and 1,800, the others at 2,000 and 2,000."""
    cost = np.array([[[1_000.0], [2_000.0]], [[1_800.0], [2_000.0]]])  # strategy, group, draw
    qaly = np.array([[[1.0], [1.0]], [[1.2], [1.0]]])
    shares = np.array([[0.25], [0.75]])
    ran = outcomes(
        {},
        services=FREE,
        strategies=("Usual care", "Monitoring"),
        cost=(cost * shares).sum(axis=1),
        qaly=(qaly * shares).sum(axis=1),
        n_draws=1,
    )
    return replace(
        ran,
        subgroups=("Young", "Old"),
        subgroup_shares=shares,
        subgroup_cost=cost,
        subgroup_qaly=qaly,
        subgroup_life_year=qaly,
    )


def test_subgroups_by_hand(figure):
    """800 / 0.2 = 4,000 in the young; nothing gained in the old; 200 / 0.05 in all."""
    table = cost_effectiveness_by_subgroup(two_groups(), threshold=10_000)
    assert list(table["subgroup"].unique()) == ["Young", "Old", "all"]
    young, everybody = (
        figure(table, strategy="Monitoring", subgroup=name) for name in ("Young", "all")
    )
    assert (young["share"], young["icer"]) == pytest.approx((0.25, 4_000))
    assert young["nmb_difference"] == pytest.approx(10_000 * 0.2 - 800)
    assert everybody["inc_cost"] == pytest.approx(0.25 * 800)
    assert everybody["icer"] == pytest.approx(200 / 0.05)


def test_without_subgroups_there_is_no_such_table():
    with pytest.raises(InvalidModel) as refused:
        cost_effectiveness_by_subgroup(three())
    assert str(refused.value) == (
        "The model has no subgroups, so that there are no totals of them; give them in "
        "population: subgroups."
    )


def test_totals_of_subgroups_that_were_not_kept_are_told_apart():
    nothing = np.zeros((0, 0, 0))
    with pytest.raises(InvalidModel) as refused:
        cost_effectiveness_by_subgroup(replace(two_groups(), subgroup_cost=nothing))
    assert str(refused.value) == (
        "The totals of the subgroups 'Young', 'Old' were not kept in this run; run again with "
        "keep=Keep(subgroups=True), as a run does if not told otherwise."
    )
