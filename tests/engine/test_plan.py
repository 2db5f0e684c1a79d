"""What does not depend on the draws."""

from engine.cases import TREE, plan_of
from pathway_economics.parameters.expressions import as_expression
from pathway_economics.pathway import Strategy
from pathway_economics.population import Environment, Population

BETTER = Strategy("Better", links={"Well": {"Dead": "p * lower"}}, states={"Spare": {}})


def test_states_are_common_to_all_strategies():
    plan = plan_of(strategies=(Strategy("Usual"), BETTER))
    usual, better = plan.strategies
    assert len(usual.start) == len(better.start) == 4
    assert "Spare" in usual.network.names


def test_lines_are_those_of_any_strategy():
    names = [line.name for line in plan_of(strategies=(Strategy("Usual"), BETTER)).lines]
    assert names == ["Test", "Treat", "Well → Dead"]


def test_formulas_are_written_out_and_only_used_names_are_drawn():
    meanings = {"lower": as_expression("rr ** 2")}
    plan = plan_of(strategies=(Strategy("Usual"), BETTER), meanings=meanings)
    assert plan.names == {"p", "rr"}


def test_shares_by_year_with_the_rest_left_open():
    plan = plan_of(
        strategies=(Strategy("Usual"), BETTER),
        population=Population(incident=10),
        environments=(Environment("Mixed", {"Better": [0.2, "s"], "Usual": "rest"}),),
    )
    assert plan.shares[0][0] is None
    assert [str(share) for share in plan.shares[0][1]] == ["0.2", "s"]
    assert "s" in plan.names


def test_equal_models_give_equal_rows():
    assert plan_of(TREE).strategies[0].network.names == plan_of(TREE).strategies[0].network.names
