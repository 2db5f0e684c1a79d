import dataclasses

import numpy as np
import pytest
from hypothesis import given
from numpy.testing import assert_allclose

from builders import any_outcomes, outcomes
from pathway_economics.evaluate import released


@pytest.fixture
def ward():
    """10 then 30 admissions of 8 bed-days are avoided; a ward has 160 bed-days."""
    avoided = np.array([[100.0, 100.0], [90.0, 70.0]])[..., None]
    world = outcomes({"Admission": avoided}, released={"Admission": 0.25}, n_years=2, n_draws=2)
    release = next(each for each in world.releases if each.pool)
    freed = 8.0 * release.freed + np.array([-0.5, 0.5])  # 79.5 and 80.5, then 239.5 and 240.5
    beds = dataclasses.replace(
        release,
        pool="Acute beds",
        measure="bed_days",
        freed=freed,
        closed=np.floor(freed / 160.0),
        step=160.0,
    )
    return dataclasses.replace(world, releases=(beds,))


def test_ward_arithmetic_by_hand(ward, figure):
    table = released(ward)
    first, second = (figure(table, period=year) for year in ward.years)
    assert first["reduction"] == pytest.approx(43_280)  # 10 x 4,328
    assert first["cash_releasing"] == pytest.approx(10_820)
    assert first["non_cash_releasing"] == pytest.approx(32_460)
    assert first["freed"] == pytest.approx(80)
    assert first["steps_freed"] == pytest.approx(0.5)  # half a ward cannot be closed
    assert (first["p_whole_step"], first["closed"]) == (0.0, 0.0)
    assert second["steps_freed"] == pytest.approx(1.5)  # 240 / 160
    assert (second["p_whole_step"], second["closed"]) == (1.0, 1.0)


def test_two_half_wards_are_not_a_ward(ward, figure):
    """Money adds up over the years; wards do not."""
    window = figure(released(ward), period="budget window")
    assert window["reduction"] == pytest.approx(173_120)  # 40 x 4,328
    assert np.isnan([window["freed"], window["steps_freed"], window["closed"]]).all()


def test_services_in_no_pool_have_no_steps(figure):
    world = outcomes(n_draws=8)
    row = figure(released(world), party="Acute trust", period="2026/27")
    assert row["pool"] == ""
    assert row["freed"] > 0
    assert np.isnan(row["steps_freed"])


@given(any_outcomes())
def test_labels_partition_the_reduction(world):
    table = released(world)
    assert_allclose(
        table["cash_releasing"] + table["non_cash_releasing"], table["reduction"], atol=0.01
    )


def test_growth_avoided_is_part_of_the_reduction_and_never_of_care_added():
    proposed = np.array([0.0, 1.0])[:, np.newaxis, np.newaxis]
    run = outcomes({"Admission": 100 - 20 * proposed, "Monitoring": 50 * proposed}, n_draws=8)
    much = tuple(
        dataclasses.replace(each, cost_avoidance=np.full(run.shape, 1e9) * proposed)
        for each in run.releases
    )
    table = released(dataclasses.replace(run, releases=much))
    window = table[table["period"] == "budget window"]
    by_party = window.groupby("party")[["reduction", "cost_avoidance"]].sum()
    assert by_party.loc["Acute trust", "cost_avoidance"] == pytest.approx(3 * 20 * 4_328)
    assert by_party.loc["Community trust", "reduction"] < 0
    assert by_party.loc["Community trust", "cost_avoidance"] == 0


def test_a_line_in_no_pool_has_its_name():
    run = outcomes(n_draws=8)
    named = tuple(dataclasses.replace(each, pool="", line="Home visit") for each in run.releases)
    assert set(released(dataclasses.replace(run, releases=named))["service"]) == {"Home visit"}
