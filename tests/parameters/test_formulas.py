import pytest

from pathway_economics.errors import InvalidModel
from pathway_economics.parameters import Formula, Parameter, formulas
from pathway_economics.parameters.evaluation import evaluate
from pathway_economics.parameters.expressions import (
    Name,
)


def derived(name, expression):
    return Parameter(name, Formula(expression), "ratio", assumption="for a test")


def test_formulas_are_written_out_whatever_their_order():
    p = Parameter("p", 0.5, "ratio", assumption="for a test")
    written = formulas([derived("c", "a * b"), p, derived("a", "p + 1"), derived("b", "a ** 2")])
    assert {name: str(text) for name, text in written.items()} == {
        "c": "(p + 1) * (p + 1) ** 2",
        "a": "p + 1",
        "b": "(p + 1) ** 2",
    }
    assert evaluate(written["c"], {"p": 1.0}) == 8


def test_parameters_may_be_used_in_place_of_text():
    p = Parameter("p", 0.5, "ratio", assumption="for a test")
    assert str(formulas([derived("a", p)])["a"]) == "p"
    assert str(formulas([derived("a", 3)])["a"]) == "3"


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ({"a": "2 * a"}, "Formulas go in a circle: 'a' uses 'a'; give one of them"),
        ({"a": "b", "b": "c", "c": "a", "d": "a"}, "'a' uses 'b' uses 'c' uses 'a'"),
    ],
)
def test_a_circle_is_refused_by_name(texts, expected):
    with pytest.raises(InvalidModel) as caught:
        formulas(derived(*item) for item in texts.items())
    shown = str(caught.value)
    turns = [expected, "'b' uses 'c' uses 'a' uses 'b'", "'c' uses 'a' uses 'b' uses 'c'"]
    assert any(turn in shown for turn in turns)
    assert "parameters > " in shown


def test_growth_beyond_measure_is_refused():
    doubling = [derived(f"f{i}", f"f{i + 1} + f{i + 1}") for i in range(30)]
    with pytest.raises(InvalidModel, match=r"The formula of 'f\d+', with those it uses"):
        formulas(doubling)  # 2^30 parts
    tall = [derived(f"f{i}", f"f{i + 1} + 1") for i in range(300)]
    with pytest.raises(InvalidModel, match="241 levels"):
        formulas(tall)


def test_what_is_allowed_can_be_followed():
    tall = [derived(f"f{i}", f"f{i + 1} + 1") for i in range(239)]
    expression = formulas(tall)["f0"]
    assert evaluate(expression, {"f239": 0.0}) == 239
    assert Name("f239") != expression
    assert len(str(expression)) > 239
