import pytest

from pathway_economics.parameters import name_problem


@pytest.mark.parametrize("name", ["p", "_p1", "caf\u00e9", "P_ADMIT", "where_2"])
def test_words_are_names(name):
    assert name_problem(name) is None


@pytest.mark.parametrize("name", ["", "1p", "p-q", "p q", "p\n", "cycle", "null", "min", 3])
def test_everything_else_is_not(name):
    assert name_problem(name)
