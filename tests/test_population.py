"""Who enters, and which strategy they are offered."""

import pytest

from pathway_economics.errors import InvalidModel
from pathway_economics.parameters.expressions import Constant, Name
from pathway_economics.population import Environment, Population, is_rest


def test_numbers_are_read_as_expressions():
    population = Population(prevalent={"Ill": 1200, "Well": "people"}, incident=[1, "n"])
    assert population.prevalent == {"Ill": Constant(1200.0), "Well": Name("people")}
    assert population.incident == (Constant(1.0), Name("n"))


def test_what_was_given_cannot_be_changed():
    given = {"Ill": 1200}
    population = Population(prevalent=given)
    given["Ill"] = 0
    assert population.prevalent["Ill"] == Constant(1200.0)
    with pytest.raises(TypeError, match="frozen"):
        population.prevalent["Ill"] = 0


def test_entry_is_at_the_start_or_even():
    assert Population(entry="even").entry == "even"
    with pytest.raises(InvalidModel, match="'start' or 'even'"):
        Population(entry="later")


def test_one_strategy_may_take_the_rest():
    shares = Environment("Mixed", {"Old": "rest", "New": [0.2, 0.5]}).shares
    assert [is_rest(share) for share in shares.values()] == [True, False]


@pytest.mark.parametrize(
    ("shares", "fragment"),
    [({}, "no strategy"), ({"A": "rest", "B": "rest"}, "more than one 'rest'")],
)
def test_an_environment_has_strategies_and_one_rest(shares, fragment):
    with pytest.raises(InvalidModel, match=fragment):
        Environment("Now", shares)


@pytest.mark.parametrize("number", [float("nan"), float("inf"), True, None, "1 +"])
def test_what_is_no_number_is_refused(number):
    with pytest.raises(InvalidModel):
        Population(incident=number)
