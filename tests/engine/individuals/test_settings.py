import pytest

from pathway_economics.engine import Individuals
from pathway_economics.errors import InvalidModel


@pytest.mark.parametrize("n", [0, -1, 2.5, True, "many"])
def test_the_number_of_people_is_a_whole_number(n):
    with pytest.raises(InvalidModel, match="whole number from 1"):
        Individuals(n)


def test_the_clock_is_one_of_two():
    with pytest.raises(InvalidModel, match="'cycle' or 'continuous'"):
        Individuals(clock="weekly")


def test_it_says_how_people_are_followed():
    assert Individuals(20, "continuous").describe() == "20 individuals, in continuous time"
