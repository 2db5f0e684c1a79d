"""Numbers by cycle; what is impossible is counted and refused, never clipped."""

import numpy as np
import pytest

from engine.cases import draws_of, plan_of
from pathway_economics.engine import simulate
from pathway_economics.engine.program import Memo
from pathway_economics.engine.values import Guard, Refusals, Values
from pathway_economics.errors import InvalidModel
from pathway_economics.parameters import Normal, Parameter, Uniform
from pathway_economics.pathway import Pathway, Service, State

WIDE = Parameter("wide", Uniform(0.5, 1.5), "ratio", assumption="too wide, for a test")
BELOW = Parameter("below", Normal(mean=-5, se=0.1), "ratio", assumption="negative, for a test")


def values_of(plan, **draws):
    values = Values(plan.strategies[0], Memo(plan.program, draws, {}), 8, Guard(8))
    values.begin_year(plan.strategies[0].schedule.years[0], 0, 1)
    values.update(0)
    return values


def test_the_remainder_is_what_the_others_leave():
    pathway = Pathway(
        [State("A"), State("B"), State("C")],
        links={"A": {"B": "p", "C": 0.25}},
        start={"A": 1},
    )
    plan = plan_of(pathway)
    p = np.linspace(0, 0.7, 8)
    values = values_of(plan, p=p)
    edges = plan.strategies[0].network.edges
    names = plan.strategies[0].network.names
    (stay,) = [i for i, e in enumerate(edges) if names[e.source] == names[e.target] == "A"]
    np.testing.assert_allclose(values.probability[stay, 0], 1 - p - 0.25)


def test_a_guard_counts_draws_not_values():
    guard = Guard(8)
    values = np.array([[2.0, 0.5, 0.5, -3, 0, 0, 0, 0], [1.5, 0, 0, 0, 0, 0, 0, np.nan]])
    guard.between(values, 0.0, 1.0, "here", "a probability")
    assert guard.refusals().draws == {("here", "a probability"): 3}


def test_refusals_of_blocks_add_up_and_keep_the_worst():
    key, total = ("here", "a probability"), Refusals()
    total.merge(Refusals({key: 2}, {key: 1.5}))
    total.merge(Refusals({key: 3}, {key: -4.0}))
    assert (total.draws[key], total.worst[key]) == (5, -4.0)


def refused(pathway, parameter):
    with pytest.raises(InvalidModel) as caught:
        simulate(plan_of(pathway), draws_of(parameter, n_draws=200), ())
    return str(caught.value)


@pytest.mark.parametrize(
    ("pathway", "place"),
    [
        (Pathway([State("A"), State("B")], links={"A": {"B": "wide"}}, start={"A": 1}), "A → B"),
        (
            Pathway(
                [State("A"), State("B")],
                links={"A": {"B": "0.4 * wide"}, "B": {"A": "0.6 * wide + 0.4"}},
                start={"A": 1},
            ),
            "B",
        ),
        (
            Pathway(
                [State("A"), State("B"), State("C")],
                links={"A": {"B": "0.4 * wide", "C": 0.5}},
                start={"A": 1},
            ),
            "remainder of A",
        ),
        (
            Pathway(
                [State("A")],
                [Service("S")],
                links={"A": {"S": 0.5}, "S": {"A": "0.5 * wide"}},
                start={"A": 1},
            ),
            "a sum of one",
        ),
        (Pathway([State("A"), State("B")], start={"A": "wide", "B": "1 - wide"}), "start"),
    ],
)
def test_an_impossible_probability_is_refused_with_its_share_of_draws(pathway, place):
    message = refused(pathway, WIDE)
    assert place in message
    assert "of 200 draws" in message


@pytest.mark.parametrize("text", ["below", "log(below)", "1 / (below - below)"])
def test_a_count_below_zero_or_not_a_number_is_refused(text):
    pathway = Pathway([State("A")], [Service("S")], uses={"A": {"S": text}}, start={"A": 1})
    assert "200 of 200 draws (100.0%)" in refused(pathway, BELOW)


def test_a_cost_that_is_not_a_number_is_refused():
    pathway = Pathway([State("A", unit_cost="sqrt(below)")], start={"A": 1})
    assert "unit_cost of A" in refused(pathway, BELOW)
