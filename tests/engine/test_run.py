"""How large the blocks of a cohort are, and how much there is to compute."""

from engine.cases import TREE, plan_of
from pathway_economics.engine.run import block_size, effort
from pathway_economics.pathway import Strategy
from pathway_economics.seeds import CHUNK

USUAL = Strategy("Usual", links={"Well": {"Dead": "p"}}, services={"Treat": {"unit_cost": "c"}})


def test_the_chosen_block_is_one_that_may_be_asked_for():
    size = block_size(plan_of(TREE, (USUAL,)))
    assert 8 <= size <= CHUNK
    assert size & (size - 1) == 0


def test_effort_grows_with_the_strategies():
    one, two = plan_of(TREE, (USUAL,)), plan_of(TREE, (USUAL, Strategy("New")))
    assert 0 < effort(one) < effort(two)
