import pickle
from math import nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathway_economics.errors import InvalidModel
from pathway_economics.parameters import Table, as_expression, evaluate, specialise

AGES = {"age": (60, 70, 80)}
DEATHS = (0.01, 0.02, 0.06)


def table(axes=AGES, values=DEATHS, interpolation="step", outside="hold", **evidence):
    evidence = evidence or {"assumption": "for a test"}
    name = evidence.pop("name", "life_table")
    return Table(name, axes, values, interpolation, outside, **evidence)


AT = np.array([50.0, 60, 65, 70, 79.9, 80, 95, nan])


@pytest.mark.parametrize(
    ("interpolation", "outside", "expected"),
    [
        ("step", "hold", [0.01, 0.01, 0.01, 0.02, 0.02, 0.06, 0.06, nan]),
        ("step", "refuse", [nan, 0.01, 0.01, 0.02, 0.02, 0.06, nan, nan]),
        ("linear", "hold", [0.01, 0.01, 0.015, 0.02, 0.0596, 0.06, 0.06, nan]),
        ("linear", "refuse", [nan, 0.01, 0.015, 0.02, 0.0596, 0.06, nan, nan]),
    ],
)
def test_one_axis_by_hand(interpolation, outside, expected):
    found = table(interpolation=interpolation, outside=outside)(AT)
    np.testing.assert_allclose(found, expected, rtol=1e-14)


TWO = {"age": (60, 70), "frailty": (0, 1, 3)}
GRID = ((0.0, 1.0, 2.0), (10.0, 20.0, 30.0))


def test_two_axes_by_hand():
    assert table(TWO, GRID)(69, 2.9) == 1.0
    linear = table(TWO, GRID, "linear")
    # half way in age, half way between frailty 1 and 3: (1 + 2 + 20 + 30) / 4
    assert linear(65, 2) == pytest.approx(13.25)
    assert linear(100, -1) == 10.0
    np.testing.assert_allclose(linear(np.array([60.0, 70.0]), 0), [0, 10])
    assert np.isnan(table(TWO, GRID, "linear", "refuse")(65, 4))


@given(st.floats(0, 120), st.floats(0, 120))
def test_a_linear_table_of_a_plane_is_the_plane(x, y):
    points = (0.0, 17.0, 50.0, 120.0)
    plane = [[2 * a - 3 * b for b in points] for a in points]
    found = table({"x": points, "y": points}, plane, "linear")(x, y)
    assert found == pytest.approx(2 * x - 3 * y, abs=1e-9)


def test_a_table_with_one_point_is_a_constant():
    for interpolation in ("step", "linear"):
        assert table({"age": [60]}, [0.5], interpolation)(99) == 0.5


def test_expressions_call_tables():
    tables = {"life_table": table()}
    risk = as_expression("1.5 * life_table(age + cycle)")
    assert evaluate(risk, {"age": 60.0, "cycle": 10.0}, tables) == pytest.approx(0.03)
    assert str(specialise(risk, {"age": 75.0, "cycle": 10.0}, tables)) == "0.09"


def test_tables_are_values():
    one = table(TWO, GRID, source="ONS 2023")
    copy = pickle.loads(pickle.dumps(one))
    assert copy == one
    assert hash(copy) == hash(one)
    assert one.evidence == "ONS 2023"
    assert table().evidence == "assumption: for a test"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"axes": {"age": (60, 60, 80)}}, "each above the one before"),
        ({"axes": {"age": ()}}, "axis 'age' is (), but its points must be finite"),
        ({"axes": {"age": (60, nan, 80)}}, "axis 'age' is (60, nan, 80), but"),
        ({"axes": {"age": 60}}, "axis 'age' is 60, but its points"),
        ({"axes": {}}, "0 axes given; a table has one or two"),
        ({"axes": dict.fromkeys("abc", (1, 2))}, "3 axes given; a table has one or two"),
        ({"values": (1, 2)}, "the values must be 3 numbers, to match the axes"),
        ({"values": ((1, 2, 3),) * 3}, "not finite numbers"),
        ({"values": 5}, "the values must be 3 numbers"),
        ({"axes": TWO, "values": ((1, 2), (3, 4))}, "the values must be 2 rows of 3 numbers"),
        ({"axes": TWO, "values": (1, 2)}, "the values must be 2 rows of 3 numbers"),
        ({"values": (1, "2", nan)}, "('2', nan) among the values: not finite numbers"),
        ({"interpolation": "spline"}, "'spline', but it must be 'step' or 'linear'"),
        ({"outside": "guess"}, "outside='guess', but it must be 'hold' or 'refuse'"),
        ({"source": "a", "assumption": "b"}, "both of source and assumption given"),
        ({"source": ""}, "neither of source and assumption given"),
        ({"name": "min", "source": "a"}, "the name 'min' is a function"),
    ],
)
def test_every_complaint(given, expected):
    with pytest.raises(InvalidModel) as caught:
        table(**given)
    assert expected in str(caught.value)
