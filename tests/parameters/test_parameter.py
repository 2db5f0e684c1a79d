import pickle

import numpy as np
import pytest

from pathway_economics.errors import InvalidModel
from pathway_economics.parameters import (
    Beta,
    Dirichlet,
    Fixed,
    Formula,
    Parameter,
    evaluate,
    repeated_name_complaints,
)


def parameter(name="p", distribution=0.5, unit="ratio", **evidence):
    return Parameter(name, distribution, unit, **(evidence or {"assumption": "for a test"}))


def test_a_plain_number_is_fixed():
    assert parameter(distribution=3).distribution == Fixed(3)


def test_operators_build_expressions_and_equality_stays_equality():
    p, q = parameter("p"), parameter("q")
    risk = 1 - (1 - p * q) ** 12
    assert str(risk) == "1 - (1 - p * q) ** 12"
    assert evaluate(risk, {"p": 0.5, "q": 0.2}) == pytest.approx(1 - 0.9**12)
    assert str(np.float64(2) * p) == "2 * p"
    assert str(p < q) == "p < q"
    assert p == parameter("p")
    assert p != q
    assert len({p, parameter("p"), q}) == 2


def test_names_and_means():
    parts = parameter("from_stable", Dirichlet({"p_stay": 9, "p_die": 1}))
    assert parts.names == ("p_stay", "p_die")
    assert parts.means == {"p_stay": 0.9, "p_die": 0.1}
    single = parameter("p", Beta(mean=0.1, se=0.01))
    assert single.names == ("p",)
    assert single.means == {"p": 0.1}
    assert parameter("f", Formula("2 * p")).means == {}


def test_evidence():
    assert parameter(source="NCC 2024/25").evidence == "NCC 2024/25"
    assert parameter(assumption="a guess", source=" ").evidence == "assumption: a guess"


def test_parameters_travel_to_workers():
    given = parameter("from_stable", Dirichlet({"p_stay": 9, "p_die": 1}))
    assert pickle.loads(pickle.dumps(given)) == given


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"name": "p admit"}, "the name 'p admit' is not a word"),
        ({"name": "rest"}, "the name 'rest' is reserved"),
        ({"name": "exp"}, "the name 'exp' is a function"),
        ({"name": ""}, "the name '' is not a word"),
        ({"unit": " "}, "unit=' '; name one, such as 'per month'"),
        ({"distribution": "beta"}, "'beta' is not a distribution; give one, such as Beta("),
        ({"distribution": True}, "True is not a distribution"),
        ({"source": " "}, "neither of source and assumption given; give exactly one"),
        ({"source": "a", "assumption": "b"}, "both of source and assumption given"),
    ],
)
def test_every_complaint(given, expected):
    with pytest.raises(InvalidModel) as caught:
        parameter(**given)
    assert expected in str(caught.value)


def test_complaints_of_one_parameter_come_together():
    with pytest.raises(InvalidModel, match=r"Parameter 'age': .*reserved.*unit=''.*neither"):
        Parameter("age", 1, "")


def test_a_name_is_declared_once():
    shares = parameter("shares", Dirichlet({"p": 1, "q": 1}))
    complaints = repeated_name_complaints([parameter("p"), shares])
    assert [str(complaint) for complaint in complaints] == [
        "parameters > shares: 'p' is declared by parameter 'p' and again by 'shares'; "
        "give each its own name."
    ]
