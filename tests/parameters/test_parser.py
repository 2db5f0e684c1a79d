"""The parser admits arithmetic and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathway_economics.errors import InvalidModel
from pathway_economics.parameters.evaluation import evaluate
from pathway_economics.parameters.expressions import (
    FUNCTIONS,
    OPERATORS,
    Constant,
    Name,
    Operation,
)
from pathway_economics.parameters.parser import MAX_TOKENS, parse


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3", 9),
        ("10 - 4 - 3", 3),
        ("12 / 6 / 2", 1),
        ("2 ** 3 ** 2", 512),
        ("-2 ** 2", -4),
        ("2 ** -1", 0.5),
        ("1.5e3 + .5", 1500.5),
        ("1 + 2 < 4", 1),
        ("min(3, 1, 2) + max(1)", 2),
        ("where(p >= 0.5, 10, 20)", 10),
        ("rate_to_prob(0) + prob_to_rate(0) + odds_to_prob(1)", 0.5),
        ("log(exp(2)) + sqrt(9)", 5),
        ("(1 < 2) + (1 != 2) - (1 == 2)", 2),
    ],
)
def test_by_hand(text, value):
    assert evaluate(parse(text), {"p": 0.5}) == pytest.approx(value)


numbers = st.floats(allow_nan=False, allow_infinity=False).map(Constant)
words = st.sampled_from(["p", "rr_admit", "age", "caf\u00e9"]).map(Name)


def negative(operand):  # the parser reads a minus before a number as part of it
    folded = isinstance(operand, Constant)
    return Constant(-operand.value) if folded else Operation("negative", (operand,))


def bigger(trees):
    binary = st.sampled_from([name for name in OPERATORS if name != "negative"])
    calls = st.sampled_from([*FUNCTIONS, "life_table"])
    operands = st.lists(trees, min_size=1, max_size=3).map(tuple)
    pairs = st.tuples(trees, trees)
    return (
        st.builds(Operation, binary, pairs)
        | st.builds(Operation, calls, operands)
        | trees.map(negative)
    )


trees = st.recursive(numbers | words, bigger, max_leaves=12)


@given(trees)
def test_what_is_printed_reads_back_as_the_same_tree(tree):
    assert parse(str(tree)) == tree


def test_a_long_chain_reads_back_and_can_be_followed():
    text = " - ".join(["p"] * 200)
    assert str(parse(text)) == text
    assert evaluate(parse(text), {"p": 1.0}) == -198


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "it ends too soon, at character 1"),
        ("2 *", "it ends too soon"),
        ("p.real", "'.' has no meaning in an expression, at character 2"),
        ("p[0]", "'[' has no meaning"),
        ("'a'", '"\'" has no meaning'),
        ("lambda: 1", "':' has no meaning"),
        ("p q", "'q' is not expected, at character 3"),
        ("(1 + 2", "a closing bracket is missing"),
        ("f()", "')' is not expected"),
        ("f(1)(2)", "'(' is not expected"),
        ("1 < 2 < 3", "comparisons cannot be chained"),
        ("1e999", "1e999 is not a finite number"),
        ("1,200", "write 1200, without commas"),
        ("(" * 50 + "1" + ")" * 50, "it is nested more than 40 deep"),
        ("-" * 50 + "1", "it is nested more than 40 deep"),
        ("x" * 2001, "has 2,001 characters; at most 2,000 are allowed"),
        ("+".join(["p"] * 201), "has 401 numbers, names and symbols; at most 400 are allowed"),
    ],
)
def test_everything_else_is_refused(text, expected):
    with pytest.raises(InvalidModel) as caught:
        parse(text)
    assert expected in str(caught.value)


@given(st.text(max_size=60) | st.text("()+-*/<>=.,p1e ", max_size=MAX_TOKENS))
def test_any_text_is_read_or_refused(text):
    try:
        parse(text)
    except InvalidModel as error:
        refused = str(error)
    else:
        refused = "read"
    assert refused
