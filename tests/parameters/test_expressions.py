import numpy as np
import pytest
from hypothesis import given

from parameters.trees import trees
from pathway_economics.errors import InvalidModel
from pathway_economics.parameters.evaluation import evaluate
from pathway_economics.parameters.expressions import (
    as_expression,
    calls_in,
    names_in,
    substitute,
)


@given(trees, trees)
def test_substitute_then_evaluate_equals_evaluate(tree, meaning):
    values = {"p": np.array([0.5, 2.0]), "q": 1.5, "cycle": 2.0}
    written = substitute(tree, {"q": meaning})
    bound = values | {"q": evaluate(meaning, values)}
    np.testing.assert_array_equal(evaluate(written, values), evaluate(tree, bound))
    assert names_in(written) <= (names_in(tree) - {"q"}) | names_in(meaning)


def test_operators_by_hand():
    p = as_expression("p")
    built = 1 + p - 2 * p / 4 + p**2 - (3 - p) ** 1 + (2 / p) + 2**p - (-p)
    at_two = 1 + 2 - 1 + 4 - 1 + 1 + 4 + 2
    assert evaluate(built, {"p": 2.0}) == at_two
    shown = [str(x) for x in (p < 1, p <= 1, p > 1, p >= 1, 1 < p)]  # noqa: SIM300
    assert shown == ["p < 1", "p <= 1", "p > 1", "p >= 1", "p > 1"]


def test_rates_probabilities_and_odds():
    values = {"r": np.array([0.0, 1e-12, 2.0])}
    both_ways = evaluate(as_expression("prob_to_rate(rate_to_prob(r))"), values)
    np.testing.assert_allclose(both_ways, values["r"], rtol=1e-12)
    assert evaluate(as_expression("rate_to_prob(log(2))"), {}) == pytest.approx(0.5)
    assert evaluate(as_expression("odds_to_prob(3)"), {}) == 0.75


def test_comparisons_are_numbers_that_add():
    both = evaluate(as_expression("(p > 0) + (p > 1)"), {"p": np.array([-1.0, 0.5, 2.0])})
    np.testing.assert_array_equal(both, [0.0, 1.0, 2.0])
    assert evaluate(as_expression("-(p > 0)"), {"p": np.array([1.0])}) == -1


def test_what_is_not_a_number_is_kept_for_the_engine_to_count():
    found = evaluate(as_expression("log(p) / 0"), {"p": np.array([-1.0, 2.0])})
    assert np.isnan(found[0])
    assert np.isinf(found[1])


def test_names_and_calls():
    expression = as_expression("where(age > 65, life_table(age, 1), rr) * min(p, 1)")
    assert names_in(expression) == {"age", "rr", "p"}
    assert calls_in(expression) == {("where", 3), ("life_table", 2), ("min", 2)}


def test_numbers_keep_every_bit_in_print():
    assert str(as_expression(0.1 + 0.2)) == "0.30000000000000004"
    assert [str(as_expression(x)) for x in (2, 2.5, np.float32(0.5))] == ["2", "2.5", "0.5"]


@pytest.mark.parametrize("given", [True, None, float("nan"), [1], np.array([1.0])])
def test_what_is_no_expression_is_refused(given):
    with pytest.raises(InvalidModel, match="not a finite number|neither a number nor"):
        as_expression(given)


def test_arrays_do_not_slip_into_expressions():
    with pytest.raises(InvalidModel, match="neither a number nor an expression"):
        np.array([1.0, 2.0]) * as_expression("p")


def test_truth_and_chained_comparisons_raise():
    p = as_expression("p")
    with pytest.raises(InvalidModel, match="use where"):
        bool(p > 0)
    with pytest.raises(InvalidModel, match="use where"):
        assert 0 < p < 1
    assert p == as_expression("p")
    assert p != as_expression("q")
