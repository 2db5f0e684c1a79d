"""What a run keeps beside its tables."""

import numpy as np
import pytest

from engine.cases import TREE
from pathway_economics.errors import InvalidModel, UnknownName
from pathway_economics.horizon import Horizon
from pathway_economics.model import Model, run
from pathway_economics.outcomes import Keep
from pathway_economics.pathway import Strategy
from pathway_economics.population import Environment, Population, Subgroup


def model():
    return Model(
        "A tree",
        TREE,
        [Strategy("Usual"), Strategy("New")],
        Horizon("2026", years=3, correction="start"),
        population=Population(
            incident=10, subgroups=[Subgroup("One", 0.25), Subgroup("Other", "rest")]
        ),
        environments=[Environment("Now", {"Usual": 1})],
    )


def test_without_asking_nothing_is_traced():
    outcomes = run(model(), n_draws=4)
    assert outcomes.traces is None
    assert outcomes.record.keep[0] == "budget tables by environment, all lines"


def test_traces_are_kept_for_the_first_draws():
    outcomes = run(model(), n_draws=20, block=8, keep=Keep(traces=True, draws=11))
    trace = outcomes.traces
    assert trace.states == ("Well", "Ill", "Dead")
    assert trace.alive == (True, True, False)
    assert trace.occupancy.shape == (2, 3, 4, 11)
    np.testing.assert_allclose(trace.occupancy.sum(axis=1), 1.0)
    assert trace.occupancy[0, :, 1, 0] == pytest.approx([0.7, 0.2, 0.1])
    assert "traces of 11 draws" in outcomes.record.keep


def test_traces_do_not_depend_on_the_block():
    kept = Keep(traces=True, draws=13)
    one, other = (run(model(), n_draws=20, block=b, keep=kept).traces for b in (8, 32))
    np.testing.assert_array_equal(one.occupancy, other.occupancy)


def test_more_draws_than_there_are_keep_all():
    kept = run(model(), n_draws=5, keep=Keep(traces=True)).traces
    assert kept.occupancy.shape[-1] == 5


def test_lines_that_are_not_wanted_are_dropped_and_still_paid_for():
    every, few = run(model(), n_draws=4), run(model(), n_draws=4, keep=Keep(lines=["Treat"]))
    assert [line.name for line in few.lines] == ["Treat"]
    np.testing.assert_array_equal(few.activity[:, 0], every.activity[:, every.line("Treat")])
    np.testing.assert_array_equal(few.value_cost, every.value_cost)
    with pytest.raises(UnknownName, match="Did you mean 'Treat'"):
        run(model(), n_draws=4, keep=Keep(lines=("Treet",)))


def test_subgroups_need_not_be_kept():
    assert run(model(), n_draws=4).subgroup_cost.shape == (2, 2, 4)
    assert run(model(), n_draws=4, keep=Keep(subgroups=False)).subgroup_cost.size == 0


@pytest.mark.parametrize("draws", [0, 2.5, True])
def test_draws_are_counted_from_one(draws):
    with pytest.raises(InvalidModel, match="whole number from 1"):
        Keep(draws=draws)
