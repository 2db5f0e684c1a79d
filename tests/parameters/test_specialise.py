import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pathway_economics.parameters.evaluation import evaluate
from pathway_economics.parameters.expressions import (
    Constant,
    Name,
    Operation,
    as_expression,
)
from pathway_economics.parameters.specialise import specialise

NAMES = ("p", "q", "cycle")
small = st.sampled_from([-2.0, -1.0, 0.0, 0.5, 1.0, 3.0])
leaves = small.map(Constant) | st.sampled_from(NAMES).map(Name)


def bigger(trees):
    pairs = st.tuples(trees, trees)
    symbols = st.sampled_from(["+", "-", "*", "/", "**", "<", "<=", ">", ">=", "==", "!="])
    single = st.sampled_from(["negative", "exp", "log", "sqrt", "rate_to_prob"])
    return (
        st.builds(Operation, symbols, pairs)
        | st.builds(Operation, st.sampled_from(["min", "max"]), pairs)
        | st.builds(Operation, single, st.tuples(trees))
        | st.builds(Operation, st.just("where"), st.tuples(trees, trees, trees))
    )


trees = st.recursive(leaves, bigger, max_leaves=10)


@given(trees, st.lists(small, min_size=4, max_size=4), small, small)
def test_specialise_then_evaluate_equals_evaluate(tree, p, q, cycle):
    draws = {"p": np.array(p)}
    known = {"q": q, "cycle": cycle}
    whole = evaluate(tree, draws | known)
    narrowed = evaluate(specialise(tree, known), draws)
    expected, found = np.broadcast_arrays(whole, narrowed, draws["p"])[:2]
    np.testing.assert_array_equal(found, expected)


def test_specialise_by_hand():
    treated = as_expression("where(cycle <= 2, rr, 1) * p + 0 * q")
    assert str(specialise(treated, {"cycle": 2, "q": 5})) == "rr * p"
    assert str(specialise(treated, {"cycle": 3, "q": 5})) == "p"
    table = {"double": lambda x: 2 * x}
    assert specialise(as_expression("double(cycle)"), {"cycle": 3}, table) == Constant(6.0)
