"""Expressions as one program: the same bits, each shared part once."""

import pickle

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from parameters.trees import trees
from pathway_economics.engine.program import Memo, program
from pathway_economics.parameters.evaluation import evaluate
from pathway_economics.parameters.expressions import Constant, Name, Operation, as_expression

VALUES = {"p": np.array([0.1, -2.0, 0.0, 3.0]), "q": np.array([1.0, 2.0, -0.0, np.nan]), "cycle": 3}
many = st.lists(trees, min_size=1, max_size=6)


def bits(value):
    return np.asarray(value, dtype=float).tobytes()


def sign_of_zero(zero):
    return Operation("/", (Name("p"), Constant(zero)))


@given(many, st.lists(st.integers(0, 5) | st.none(), max_size=20))
@example([sign_of_zero(0.0), sign_of_zero(-0.0)], [0, 1])
def test_the_same_bits_as_evaluate_in_any_order_and_whenever_it_forgets(expressions, asked):
    memo = Memo(program(expressions), VALUES, {})
    for place in asked:
        if place is None:
            memo.end_cycle()
            memo.advance()
        elif place < len(expressions):
            assert bits(memo.value(place)) == bits(evaluate(expressions[place], VALUES))


@given(many)
def test_each_part_is_one_step_that_follows_what_it_uses(expressions):
    made = program(expressions)
    assert len(set(map(repr, made.steps))) == len(made.steps)
    for number, step in enumerate(made.steps):
        if isinstance(step, tuple):
            assert all(operand < number for operand in step[1])


@given(many)
def test_what_is_remembered_is_shared_and_recent(expressions):
    memo = Memo(program(expressions), VALUES, {})
    for place in range(len(expressions)):
        memo.value(place)
    assert all(memo.program.shared[number] for number in memo.now)
    for _ in range(2):
        memo.advance()
    memo.end_cycle()
    assert (memo.now, memo.before, memo.results) == ({}, {}, {})


def counted(asked):
    """Return how often a table is looked up when expressions are asked for, or all forgotten."""
    calls = []
    expressions = [as_expression(f"look(p) ** {t} - look(p) ** {t + 1}") for t in range(3)]
    memo = Memo(program(expressions), VALUES, {"look": lambda p: calls.append(1) or p})
    for place in asked:
        memo.end_cycle()
        memo.advance() if place is None else memo.value(place)
    return len(calls)


def test_what_cycles_share_is_computed_once():
    """look(p) is in all three: once while it is in use, again after two cycles without it."""
    assert counted([0, 1, 2]) == 1
    assert counted([0, None, 1, None, 2]) == 1
    assert counted([0, None, None, 1]) == 2


def test_an_expression_of_its_own_is_computed_once_in_a_cycle():
    calls = []
    table = {"look": lambda p: calls.append(1) or p}
    memo = Memo(program([as_expression("look(p) * 2")]), VALUES, table)
    memo.value(0), memo.value(0)
    assert len(calls) == 1
    memo.end_cycle()
    memo.value(0)
    assert len(calls) == 2


def test_a_power_is_shared_by_the_cycles_before_and_after():
    """p ** 1 and p ** 2, then p ** 2 again with p ** 3: of six steps on p, four are distinct."""
    made = program([as_expression("p ** 1 - p ** 2"), as_expression("p ** 2 - p ** 3")])
    powers = [n for n, step in enumerate(made.steps) if isinstance(step, tuple) and step[0] == "**"]
    assert [made.shared[number] for number in powers] == [False, True, False]


def test_a_program_can_be_sent_to_another_process():
    made = program([as_expression("exp(p) + exp(p) * q")])
    assert pickle.loads(pickle.dumps(made)) == made
