import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from parameters.trees import small, trees
from pathway_economics.parameters.evaluation import evaluate
from pathway_economics.parameters.expressions import (
    Constant,
    as_expression,
)
from pathway_economics.parameters.specialise import specialise


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
